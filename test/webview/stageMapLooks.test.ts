import { describe, expect, it } from 'vitest';
import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { checkedPanels } from './checkedPanels';
import { faint, textContrasts } from './contrast';
import { hostileNames } from './letters';
import { atOnce, overflow } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { resNet50, sampleModel } from './sampleModels';
import { themes } from './themes';

const host = checkedPanels();
let panel: Panel;

async function show(model: StageMapModel, options?: OpenOptions): Promise<void> {
  panel = await host.open(options);
  await panel.send({ type: 'stageMap', model });
}

describe('the look of the stage map panel', () => {
  it('shows hostile names as text', async () => {
    const base = resNet50();
    const model: StageMapModel = {
      ...base,
      title: hostileNames.join(' '),
      subtitle: 'y'.repeat(10_000),
      summary: hostileNames.join(' '),
      lanes: base.lanes.map((lane, index) => ({
        ...lane,
        place: hostileNames[index % hostileNames.length] ?? '',
        description: hostileNames[(index + 3) % hostileNames.length] ?? '',
        segments: lane.segments.map((segment, at) => ({
          ...segment,
          name: hostileNames[(index + at) % hostileNames.length] ?? '',
        })),
      })),
    };
    for (const width of [400, 1600]) {
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await panel.page.locator('h1').textContent()).toContain('<img src=x');
      await panel.page.locator('.segment').first().hover();
      expect(await panel.page.locator('.tooltip').textContent()).toContain('<img src=x');
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      await panel.page.getByRole('button', { name: 'Show as table' }).click();
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      expect((await panel.posted()).filter((message) => typeof message !== 'object')).toEqual([]);
    }
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    await panel.page.locator('.segment').first().press('Enter');
    expect((await panel.requests()).at(-1)).toEqual({
      kind: 'revealLayer',
      layer: hostileNames[0],
    });
  });

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(sampleModel({ layers: 24, places: 6 }), { theme, height: 1200 });
    await panel.page.locator('.segment').nth(3).hover();
    const texts = await textContrasts(panel);
    expect(texts.length).toBeGreaterThan(60);
    expect(faint(texts)).toEqual([]);
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    expect(faint(await textContrasts(panel))).toEqual([]);
  });

  it.each([5e-324, 1e-310, 1e-150, 1e150, 1e300])('draws times of %d seconds', async (unit) => {
    const model = resNet50();
    await show({
      ...model,
      periodSeconds: unit,
      axisSeconds: unit,
      optimumThroughput: 1 / unit,
      trials: model.trials.map((point) => ({
        ...point,
        throughput: point.throughput / unit,
        bestThroughput: point.bestThroughput * unit,
      })),
    });
    expect(await panel.page.locator('.segment').count()).toBeGreaterThan(0);
    expect(await panel.page.locator('canvas').isVisible()).toBe(true);
  });

  it('keeps its marks apart in forced colours', async () => {
    await show(resNet50(), { context: { forcedColors: 'active' } });
    const fills = await panel.page.evaluate(() =>
      ['.segment.fast', '.segment.slow', '.transfer'].map((selector) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element).fill : selector;
      }),
    );
    expect(new Set(fills).size).toBe(3);
  });

  it('shows a screen of 52 places at once, and the others after it', async () => {
    const model = sampleModel({ layers: 156, places: 52, trials: 400 });
    panel = await host.open({ width: 1600 });
    const first = await atOnce(panel, { type: 'stageMap', model }, '.lane');
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThan(40);
    await expect.poll(() => panel.page.locator('.lane').count()).toBe(52);
    expect(await panel.page.locator('.lanes .segment').count()).toBe(156);
  });
});
