import { describe, expect, it } from 'vitest';
import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { checkedPanels } from './checkedPanels';
import type { OpenOptions, Panel } from './panelHost';
import { manyLayers, mostlyUnused, oneLayer, resNet50 } from './sampleModels';

const host = checkedPanels();
let panel: Panel;

const noBox = { x: 0, y: 0, width: 0, height: 0 };

async function show(model: StageMapModel, options?: OpenOptions): Promise<void> {
  panel = await host.open(options);
  await panel.send({ type: 'stageMap', model });
}

/** Accessible name of the element that has the focus. */
function focused(): Promise<string | null> {
  return panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

describe('the stage map panel', () => {
  it('says ready once, waits, then shows title, figures and a lane for each place', async () => {
    panel = await host.open();
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    expect(await panel.page.getByRole('status').textContent()).toBe('Loading…');
    const model = resNet50();
    await panel.send({ type: 'stageMap', model });
    const { page } = panel;
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(model.title);
    expect(await page.locator('.figure-card').first().getAttribute('data-figure')).toBe('quality');
    expect(await page.locator('.figure-card').count()).toBe(model.figures.length);
    expect(await page.locator('.lane').count()).toBe(8);
    expect(await page.locator('.lanes .segment').count()).toBe(54);
    const slowest = await page.locator('.lane.slowest').textContent();
    expect(slowest).toContain('◀ slowest');
    expect(await page.locator('.outline').count()).toBe(1);
  });

  it('has the roles, names and text that a screen reader needs', async () => {
    const model = resNet50();
    await show(model);
    const grid = panel.page.getByRole('grid');
    expect(await grid.getAttribute('aria-label')).toMatch(/^Stages in pipeline order/);
    expect(await panel.page.locator('#summary').textContent()).toBe(model.summary);
    expect(await grid.getByRole('row').count()).toBe(8);
    expect(await grid.getByRole('rowheader').first().textContent()).toContain('fep0');
    const first = panel.page.locator('.segment').first();
    expect(await first.getAttribute('aria-label')).toMatch(
      /^stem, [\d.]+ µs, [\d.]+ % of stage 1 on fep0$/,
    );
    const slider = panel.page.getByRole('slider', { name: 'Trial shown in the stage map' });
    expect(await slider.getAttribute('aria-valuetext')).toMatch(
      /^Trial 12 of 23, \d+ per second, the best$/,
    );
    const tabStops = await panel.page.locator('.lanes [tabindex="0"]').count();
    expect(tabStops).toBe(1);
  });

  it('moves among segments and lanes by keys and goes to a layer by Enter', async () => {
    await show(resNet50());
    const { page } = panel;
    await page.locator('.segment').first().focus();
    expect(await focused()).toMatch(/^stem,/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^c2_1\.reduce,/);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toMatch(/of stage 2 on fep1$/);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^c3_1\.spatial,/);
    await page.keyboard.press('Control+End');
    expect(await focused()).toMatch(/^classifier,/);
    await page.keyboard.press('Control+Home');
    expect(await focused()).toMatch(/^stem,/);
    expect(await page.locator('.lanes [tabindex="0"]').count()).toBe(1);
    expect(await page.locator('.ring').isVisible()).toBe(true);
    expect(await page.locator('.tooltip').textContent()).toContain('of its stage');
    await page.keyboard.press('Escape');
    expect(await page.locator('.tooltip').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await panel.requests()).toEqual([{ kind: 'revealLayer', layer: 'stem' }]);
  });

  it('explains a segment under the pointer and goes to its layer by a click', async () => {
    const model = resNet50();
    await show(model);
    const segment = panel.page.locator('.segment').nth(3);
    await segment.hover();
    const words = await panel.page.locator('.tooltip').textContent();
    expect(words).toContain('c2_1.expand');
    expect(words).toContain('▲ fast');
    await segment.click();
    expect(await panel.requests()).toEqual([{ kind: 'revealLayer', layer: 'c2_1.expand' }]);
    await panel.page.mouse.move(0, 0);
    expect(await panel.page.locator('.tooltip').isVisible()).toBe(false);
  });

  it('explains a stage beside its layers, with what a screen reader hears of it', async () => {
    const model = resNet50();
    await show(model);
    const row = panel.page.locator('.lane').nth(1);
    expect(await row.getAttribute('aria-label')).toMatch(
      /^Stage 2 on fep1, fast, .* µs, \d+ % busy$/,
    );
    const { x, y, width, height } = (await row.locator('.transfer').boundingBox()) ?? noBox;
    await panel.page.mouse.move(x + width / 2, y + height / 2);
    const words = await panel.page.locator('.tooltip').innerText();
    expect(words).toMatch(
      /^Stage 2 on fep1[^]*▲ fast[^]*its \d+ layers[^]*transfer to the next stage[^]*idle[^]*busy/,
    );
    const cells = await row
      .getByRole('gridcell')
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label')));
    expect(cells.slice(-2)).toEqual([
      expect.stringMatching(/^time .* µs$/),
      expect.stringMatching(/% busy$/),
    ]);
    await panel.page.mouse.move(0, 0);
    expect(await panel.page.locator('.tooltip').isVisible()).toBe(false);
  });

  it('explains the layer at the focus, where the focus makes the page scroll too', async () => {
    await show(manyLayers(), { width: 500, height: 400 });
    const { page } = panel;
    await page.locator('.segment').first().focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('PageDown');
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(400);
    const name = (await focused())?.split(',')[0] ?? '';
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain(name);
    const [box, tooltip] = await Promise.all(
      [page.locator('.segment:focus'), page.locator('.tooltip')].map((it) => it.boundingBox()),
    );
    expect(Math.abs((tooltip?.y ?? 0) - (box?.y ?? Infinity))).toBeLessThan(200);
  });

  it('shows the same as tables', async () => {
    const model = mostlyUnused();
    await show(model);
    const toggle = panel.page.getByRole('button', { name: 'Show as table' });
    await toggle.press('Enter');
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    expect(await panel.page.getByRole('grid').count()).toBe(0);
    expect(await panel.page.locator('.stages-table tbody tr').count()).toBe(model.lanes.length);
    expect(await panel.page.locator('.layers-table tbody tr').count()).toBe(40);
    expect(await panel.page.locator('.trials-table tbody tr').count()).toBe(40);
    expect(await panel.page.locator('.stages-table .alarm').textContent()).toContain('slowest');
    await panel.page.locator('.layers-table').getByRole('button', { name: 'c2_1.expand' }).click();
    await panel.page
      .locator('.trials-table')
      .getByRole('button', { name: '3', exact: true })
      .click();
    expect(await panel.requests()).toEqual([
      { kind: 'revealLayer', layer: 'c2_1.expand' },
      { kind: 'showTrial', trial: 3 },
    ]);
    expect(await panel.page.evaluate(() => window.savedState)).toMatchObject({ asTable: true });
  });

  it('restores trial, table and place when it is opened again', async () => {
    const saved = { trial: 4, asTable: true, scroll: 120 };
    await show(manyLayers(), { saved });
    expect(
      await panel.page.getByRole('button', { name: 'Show as table' }).getAttribute('aria-pressed'),
    ).toBe('true');
    expect(await panel.requests()).toEqual([{ kind: 'showTrial', trial: 4 }]);
    expect(await panel.page.evaluate(() => scrollY)).toBe(120);
  });

  it.each([[undefined], ['text'], [{ trial: 'x', asTable: 3, scroll: NaN }], [{ trial: 9999 }]])(
    'starts afresh from the saved state %j',
    async (saved) => {
      await show(resNet50(), { saved });
      expect(await panel.requests()).toEqual([]);
      expect(await panel.page.locator('.lane').count()).toBe(8);
    },
  );

  it('shows measured times beside the estimates while the best trial is shown', async () => {
    const model = resNet50();
    await show({ ...model, trial: model.bestTrial });
    const measured = panel.page.locator('.measured > div');
    expect(await measured.count()).toBe(0);
    await panel.send({ type: 'measured', stageSeconds: [0.0123, 0, 0.0045] });
    const words = await measured.allTextContents();
    expect(words.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^1 \S+ 12\.3 ms measured · .* estimated$/),
      expect.stringMatching(/^3 \S+ 4\.50 ms measured · .* estimated$/),
    ]);
    await panel.send({ type: 'stageMap', model: { ...model, trial: model.bestTrial + 1 } });
    expect(await measured.count()).toBe(0);
  });

  it('says what went wrong and offers a way out, until the next model', async () => {
    await show(resNet50());
    await panel.send({ type: 'failure', message: 'line 3: <b>bad</b>' });
    const failure = panel.page.locator('.failure');
    expect(await failure.getByRole('alert').first().textContent()).toContain('line 3: <b>bad</b>');
    await panel.page.getByRole('button', { name: 'Open as text' }).click();
    await panel.page.getByRole('button', { name: 'Tune again' }).click();
    expect(await panel.requests()).toEqual([
      { kind: 'command', command: 'openAsText' },
      { kind: 'command', command: 'tuneAgain' },
    ]);
    await panel.reply('The result does not say which network it is for.');
    expect(await failure.locator('.notice').textContent()).toContain('does not say which network');
    await panel.send({ type: 'stageMap', model: oneLayer() });
    expect(await panel.page.locator('.lane').count()).toBe(1);
  });

  it('goes to the slowest stage, wherever it is', async () => {
    const model = manyLayers();
    await show(model);
    const slowest = model.lanes.find(({ bottleneck }) => bottleneck);
    await panel.page
      .getByRole('button', { name: `stage ${slowest?.stage} on ${slowest?.place}` })
      .click();
    expect(await focused()).toContain(`of stage ${slowest?.stage} on ${slowest?.place}`);
    const isSeen = await panel.page.evaluate(() => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      const trials = document.querySelector('.trials')?.getBoundingClientRect().top ?? 0;
      return top > 0 && bottom < trials;
    });
    expect(isSeen).toBe(true);
  });

  it('tells its host of errors in its own code, and of nothing that is none', async () => {
    await show(oneLayer());
    await panel.page.evaluate(() => {
      const benign = 'ResizeObserver loop completed with undelivered notifications.';
      for (const message of [benign, 'boom']) {
        dispatchEvent(new ErrorEvent('error', { message }));
      }
    });
    expect(await panel.posted()).toEqual([{ type: 'ready' }, { type: 'error', message: 'boom' }]);
  });

  it('ignores messages that are not its host’s', async () => {
    await show(oneLayer());
    await panel.page.evaluate(() => {
      for (const message of [null, 7, 'x', {}, { type: 'nonsense' }, { type: 'reply', id: 99 }]) {
        window.postMessage(message, '*');
      }
    });
    await panel.send({ type: 'stageMap', model: resNet50() });
    expect(await panel.page.locator('.lane').count()).toBe(8);
  });
});
