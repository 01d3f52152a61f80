import { describe, expect, it } from 'vitest';
import type { ComparisonModel } from '../../server/protocol/comparisonModel';
import { checkedPanels } from './checkedPanels';
import { faint, textContrasts } from './contrast';
import { hostileNames } from './letters';
import { overflow } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { allExplorers, withoutChance } from './sampleComparison';
import { themes } from './themes';

const host = checkedPanels();

let panel: Panel;

async function show(model: ComparisonModel, options?: OpenOptions): Promise<void> {
  panel = await host.open({ panel: 'comparison', ...options });
  await panel.send({ type: 'comparison', model });
}

const press = (name: string) => panel.page.getByRole('button', { name, exact: true }).click();

const slider = () => panel.page.getByRole('slider');

/** How many canvases show anything. */
const drawn = () =>
  panel.page.evaluate(
    () =>
      [...document.querySelectorAll('canvas')].filter((canvas) => {
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return data?.some((value) => value !== 0) ?? false;
      }).length,
  );

describe('the comparison panel', () => {
  it('says ready once, waits, then shows every explorer in table, curves and boxes', async () => {
    panel = await host.open({ panel: 'comparison' });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    const model = allExplorers();
    await panel.send({ type: 'comparison', model });
    const { page } = panel;
    expect(await page.locator('h1').textContent()).toBe(model.title);
    expect(await page.locator('.figures-table tbody tr').count()).toBe(model.explorers.length);
    expect(await page.locator('#summary').textContent()).toBe(model.summary);
    expect(await page.locator('section').first().textContent()).toContain(model.reference);
    await expect.poll(drawn).toBe(4);
    const labels = page.locator('.end-labels span');
    await expect.poll(() => labels.count()).toBe(model.explorers.length);
    const words = (await page.locator('main').textContent()) ?? '';
    for (const { losses } of model.explorers) {
      for (const sentence of losses) expect(words).toContain(sentence);
    }
    for (const note of model.notes) expect(words).toContain(note);
  });

  it('marks the best by a star that has a name', async () => {
    const model = allExplorers();
    await show(model);
    const stars = model.explorers.flatMap(({ figures }) =>
      Object.values(figures).filter(({ isBest }) => isBest),
    );
    expect(stars.length).toBeGreaterThan(0);
    expect(await panel.page.getByLabel('best', { exact: true }).count()).toBe(stars.length);
  });

  it('reads the curves at any place by the slider and by pressing the chart', async () => {
    const model = allExplorers();
    await show(model);
    await slider().focus();
    await panel.page.keyboard.press('Home');
    const words = await slider().getAttribute('aria-valuetext');
    expect(words).toMatch(/^At trial 1: Shisha \d/);
    expect(words?.match(/ %/g)).toHaveLength(model.explorers.length);
    expect(await panel.page.locator('.figures-table thead').textContent()).toContain('at trial 1');
    await expect.poll(drawn).toBe(4);
    const box = await panel.page.locator('.curves-chart').boundingBox();
    const bar = await slider().boundingBox();
    if (!box || !bar) throw new Error('The curves or their slider are not drawn.');
    await panel.page.mouse.click(bar.x + 8 + (bar.width - 16) * 0.5, box.y + 60);
    // Half way to 300 trials on a logarithmic axis.
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^At trial 1[678]: /);
  });

  it('is drawn over trial time, and on a plain axis', async () => {
    await show(allExplorers());
    await press('Trial time');
    await press('Log axis');
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^At \d+(?:\.\d+)? m?s: /);
    expect(await panel.saved()).toMatchObject({ look: { axis: 'seconds', log: false } });
    await expect.poll(drawn).toBe(4);
  });

  it('shows the same as tables, and the charts again', async () => {
    const model = allExplorers();
    await show(model);
    await panel.page.getByRole('button', { name: 'Show as table' }).press('Enter');
    const { page } = panel;
    expect(await page.locator('canvas').count()).toBe(0);
    expect(await page.locator('.spread-table tbody tr').count()).toBe(3 * model.explorers.length);
    const last = page.locator('.quality-table tbody tr').last();
    expect(await last.locator('td').count()).toBe(model.explorers.length);
    expect(await page.locator('.quality-table tbody th').first().textContent()).toBe('1');
    expect(await panel.saved()).toMatchObject({ asTable: true });
    await press('Show as table');
    await expect.poll(drawn).toBe(4);
  });

  it('exports, compares again, and says why that failed', async () => {
    await show(allExplorers());
    await press('Export CSV');
    await press('Export JSON');
    await press('Compare again');
    expect(await panel.requests()).toEqual([
      { kind: 'export', format: 'csv' },
      { kind: 'export', format: 'json' },
      { kind: 'compareAgain' },
    ]);
    await panel.reply('there is no <b>platform</b>');
    const alert = panel.page.getByRole('alert');
    expect(await alert.textContent()).toContain('not compared: there is no <b>platform</b>');
    await press('Dismiss');
    expect(((await alert.textContent()) ?? '').trim()).toBe('');
  });

  it('comes back as it was left, and bears any saved state', async () => {
    const state = {
      look: { axis: 'seconds', log: false },
      asTable: true,
      reading: 0.25,
      scroll: 40,
    };
    await show(allExplorers(), { saved: state, height: 500 });
    expect(await panel.page.locator('.quality-table').count()).toBe(1);
    expect(await panel.saved()).toMatchObject({ ...state, scroll: expect.any(Number) as number });
    for (const odd of [
      null,
      7,
      'x',
      { look: 1, reading: NaN, scroll: -1 },
      { look: { axis: 3 } },
    ]) {
      await show(withoutChance(), { saved: odd });
      expect(await panel.saved()).toEqual({
        look: { axis: 'trials', log: true },
        asTable: false,
        reading: 1,
        scroll: 0,
      });
    }
  });

  it('says why there is nothing to show, and recovers', async () => {
    panel = await host.open({ panel: 'comparison' });
    await panel.send({ type: 'failure', message: 'x.comparison.json: <i>bad</i>' });
    expect(await panel.page.getByRole('alert').textContent()).toContain('<i>bad</i>');
    await panel.send({ type: 'comparison', model: withoutChance() });
    await expect.poll(drawn).toBe(4);
    await panel.send({ type: 'comparison', model: allExplorers() });
    await expect.poll(drawn).toBe(4);
  });

  it('shows hostile names as text, at every width', async () => {
    const base = allExplorers();
    const at = (index: number) => hostileNames[index % hostileNames.length] ?? '';
    const words = hostileNames.join(' ');
    const model: ComparisonModel = {
      ...base,
      title: words,
      subtitle: 'y'.repeat(10_000),
      summary: words,
      reference: words,
      notes: hostileNames,
      explorers: base.explorers.map((explorer, index) => ({
        ...explorer,
        title: at(index),
        detail: at(index + 1),
        worst: at(index + 2),
        losses: hostileNames,
      })),
    };
    for (const width of [400, 1600]) {
      await show(model, { width });
      for (const turn of [0, 1]) {
        if (turn === 1) await press('Show as table');
        expect(await panel.page.locator('img').count()).toBe(0);
        expect(await panel.page.locator('.figures-table').textContent()).toContain('<img src=x');
        expect(await overflow(panel)).toBeLessThanOrEqual(0);
      }
    }
  });

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(allExplorers(), { theme, width: 1600, height: 2000 });
    const labels = panel.page.locator('.end-labels span');
    await expect.poll(() => labels.count()).toBe(allExplorers().explorers.length);
    expect(faint(await textContrasts(panel))).toEqual([]);
  });
});
