import { describe, expect, it } from 'vitest';
import type { CompareModel, Side } from '../../server/protocol/compareModel';
import { checkedPanels } from './checkedPanels';
import { hostileNames } from './letters';
import { faint, textContrasts } from './contrast';
import { atOnce, overflow } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { alike, equalResults, manyStages, unlike } from './sampleRuns';
import { themes } from './themes';

const host = checkedPanels();
let panel: Panel;

async function show(model: CompareModel, options?: OpenOptions): Promise<void> {
  panel = await host.open({ panel: 'compare', ...options });
  await panel.send({ type: 'compare', model, subject: 'pair' });
}

const focused = () =>
  panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

describe('the compare panel', () => {
  it('says ready once, waits, then shows both results', async () => {
    panel = await host.open({ panel: 'compare' });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    const model = alike();
    await panel.send({ type: 'compare', model, subject: 'pair' });
    const { page } = panel;
    expect(await page.locator('.side').count()).toBe(2);
    expect(await page.locator('.stage[data-side=left]').count()).toBe(model.left.stages.length);
    expect(await page.locator('.stage[data-side=right]').count()).toBe(model.right.stages.length);
    expect(await page.locator('.title').textContent()).toContain(model.verdict);
    expect(await page.locator('#summary').textContent()).toBe(model.summary);
  });

  it('says which way is better, in words and by a star', async () => {
    const model = alike();
    await show(model);
    for (const { id, better, change } of model.figures) {
      const row = panel.page.locator(`[data-figure=${id}]`);
      const words = (await row.textContent()) ?? '';
      expect(words).toContain(change);
      expect(await row.locator('.better').count()).toBe(better === null ? 0 : 1);
      if (better !== null) expect(words).toContain(`better on the ${better}`);
    }
  });

  it('marks exactly the stages that differ', async () => {
    const model = alike();
    await show(model, { width: 1600 });
    const differing = (side: Side) => model[side].stages.filter((s) => s.difference !== 'same');
    expect(await panel.page.locator('.stage.differs').count()).toBe(
      differing('left').length + differing('right').length,
    );
    expect(await panel.page.locator('.stage .text-change').first().textContent()).toMatch(/^≠ /);
    await show(equalResults());
    expect(await panel.page.locator('.stage.differs').count()).toBe(0);
    expect(await panel.page.locator('.better').count()).toBe(0);
  });

  it('moves among stages by keys, from map to map, with one tab stop', async () => {
    const model = alike();
    await show(model);
    const opening = (side: Side, index: number): string => {
      const stage = model[side].stages.at(index);
      return `Stage ${stage?.stage} on ${stage && model[side].lanes[stage.lane]?.place}, `;
    };
    await panel.page.locator('.stage').first().focus();
    expect(await focused()).toContain(opening('left', 0));
    expect(await focused()).toMatch(/, [\d.]+ ms.*, stem.*, differs: /);
    await panel.page.keyboard.press('ArrowDown');
    expect(await focused()).toContain(opening('left', 1));
    await panel.page.keyboard.press('ArrowRight');
    expect(await focused()).toContain(opening('right', 1));
    await panel.page.keyboard.press('End');
    expect(await focused()).toContain(opening('right', -1));
    expect(await panel.page.locator('.stages [tabindex="0"]').count()).toBe(1);
    expect(await panel.page.locator('.tooltip').textContent()).toContain('transfer');
    await panel.page.keyboard.press('Escape');
    expect(await panel.page.locator('.tooltip').isVisible()).toBe(false);
  });

  it('swaps, opens and changes its results', async () => {
    await show(alike());
    await panel.page.getByRole('button', { name: '⇄ Swap' }).click();
    const right = panel.page.getByRole('region', { name: 'Right result' });
    await right.getByRole('button', { name: /tuning\.json/ }).click();
    await right.getByRole('button', { name: 'Change…' }).click();
    expect(await panel.requests()).toEqual([
      { kind: 'swap' },
      { kind: 'openResult', side: 'right' },
      { kind: 'chooseResult', side: 'right' },
    ]);
    await panel.reply('not now');
    expect(await panel.page.locator('.notice').textContent()).toContain('not now');
  });

  it('shows the same as tables', async () => {
    const model = alike();
    await show(model);
    await panel.page.getByRole('button', { name: 'Show as table' }).press('Enter');
    expect(await panel.page.locator('.stages').count()).toBe(0);
    for (const side of ['left', 'right'] as const) {
      const rows = panel.page.locator(`.stages-table[data-side=${side}] tbody tr`);
      expect(await rows.count()).toBe(model[side].stages.length);
    }
    expect(await panel.saved()).toEqual({ subject: 'pair', asTable: true, scroll: 0 });
  });

  it('restores table and place', async () => {
    const state = { subject: 'x', asTable: true, scroll: 150 };
    await show(manyStages(), { saved: state, height: 600 });
    expect(await panel.page.evaluate(() => scrollY)).toBe(150);
    expect(await panel.page.locator('.stages-table').count()).toBe(2);
  });

  it('compares only figures of different networks', async () => {
    await show(unlike());
    expect(await panel.page.locator('.title').textContent()).toContain('different layers');
    expect(await panel.page.locator('.differs').count()).toBe(0);
    expect(await panel.page.locator('.legend').textContent()).not.toContain('≠');
  });

  it('says what went wrong, and lets one choose others', async () => {
    panel = await host.open({ panel: 'compare' });
    await panel.send({ type: 'failure', message: 'b.tuning.json: <i>bad</i>' });
    expect(await panel.page.getByRole('alert').textContent()).toContain('<i>bad</i>');
    await panel.page.getByRole('button', { name: 'Choose the left result' }).click();
    expect(await panel.requests()).toEqual([{ kind: 'chooseResult', side: 'left' }]);
  });

  it.each([400, 570, 640, 700, 1000])('has room for its figures %d pixels wide', async (width) => {
    await show(alike(), { width });
    expect(await overflow(panel)).toBeLessThanOrEqual(0);
    const hidden = await panel.page
      .locator('.table-scroll')
      .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
    expect(hidden).toBeLessThanOrEqual(0);
  });

  it('shows hostile names as text', async () => {
    const base = alike();
    const at = (index: number) => hostileNames[index % hostileNames.length] ?? '';
    const side = (result: CompareModel[Side]): CompareModel[Side] => ({
      ...result,
      title: at(0),
      subtitle: at(3),
      file: at(1),
      lanes: result.lanes.map((lane, i) => ({ ...lane, place: at(i), description: at(i + 2) })),
      stages: result.stages.map((stage, i) => ({
        ...stage,
        words: at(i + 1),
        layers: [at(i), at(i + 3)] as const,
      })),
    });
    const model: CompareModel = {
      ...base,
      left: side(base.left),
      right: side(base.right),
      verdict: hostileNames.join(' '),
      summary: hostileNames.join(' '),
      figures: base.figures.map((figure, i) => ({ ...figure, left: at(i), change: at(i + 1) })),
    };
    for (const width of [400, 1600]) {
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await panel.page.locator('h2').first().textContent()).toContain('<img src=x');
      await panel.page.locator('.stage').first().hover();
      expect(await panel.page.locator('.tooltip').textContent()).toContain('<img src=x');
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      await panel.page.getByRole('button', { name: 'Show as table' }).click();
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
    }
  });

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(alike(), { theme, width: 1600, height: 1200 });
    await panel.page.locator('.stage').first().hover();
    const texts = await textContrasts(panel);
    expect(texts.length).toBeGreaterThan(100);
    expect(faint(texts)).toEqual([]);
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    expect(faint(await textContrasts(panel))).toEqual([]);
  });

  it('shows 52 stages beside 52 at once', async () => {
    panel = await host.open({ panel: 'compare', width: 1600 });
    const model = manyStages();
    const stages = model.left.stages.length + model.right.stages.length;
    const message = { type: 'compare', model, subject: 's' };
    expect(await atOnce(panel, message, '.stage[data-side]')).toBe(stages);
  });
});
