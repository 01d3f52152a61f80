import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { atOnce } from './panelChecks';
import { PanelHost, type OpenOptions, type Panel } from './panelHost';
import { resNet50, sampleModel } from './sampleModels';
import { themes } from './themes';

let host: PanelHost;
let panel: Panel;

beforeAll(async () => {
  host = await PanelHost.start();
});
afterAll(() => host.stop());
afterEach(async () => {
  expect(await panel.violations()).toEqual([]);
  expect(panel.errors).toEqual([]);
  await panel.close();
});

async function show(model: StageMapModel, options?: OpenOptions): Promise<void> {
  panel = await host.open(options);
  await panel.send({ type: 'stageMap', model });
}

describe('the look of the stage map panel', () => {
  it('shows hostile names as text', async () => {
    const hostile = [
      '<img src=x onerror="posted.push(1)">',
      '"\'&`${1}',
      '\u202Eneddih\u2066',
      'x'.repeat(10_000),
      '\n\t',
      '',
    ];
    const base = resNet50();
    const model: StageMapModel = {
      ...base,
      title: hostile.join(' '),
      subtitle: 'y'.repeat(10_000),
      summary: hostile.join(' '),
      lanes: base.lanes.map((lane, index) => ({
        ...lane,
        place: hostile[index % hostile.length] ?? '',
        description: hostile[(index + 3) % hostile.length] ?? '',
        segments: lane.segments.map((segment, at) => ({
          ...segment,
          name: hostile[(index + at) % hostile.length] ?? '',
        })),
      })),
    };
    for (const width of [400, 1600]) {
      await panel?.close();
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await panel.page.locator('h1').textContent()).toContain('<img src=x');
      await panel.page.locator('.segment').first().hover();
      expect(await panel.page.locator('.tooltip').textContent()).toContain('<img src=x');
      const overflow = await panel.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await panel.page.getByRole('button', { name: 'Show as table' }).click();
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(
        await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect((await panel.posted()).filter((message) => typeof message !== 'object')).toEqual([]);
    }
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    await panel.page.locator('.segment').first().press('Enter');
    expect((await panel.requests()).at(-1)).toEqual({ kind: 'revealLayer', layer: hostile[0] });
  });

  it.each(Object.values(themes))('has labels of enough contrast in $id', async (theme) => {
    await show(sampleModel({ layers: 24, places: 6 }), { theme });
    const pairs = await panel.page.evaluate(() => {
      const context = document
        .createElement('canvas')
        .getContext('2d', { willReadFrequently: true });
      const rgb = (color: string): number[] => {
        if (!context) return [];
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const background = rgb(getComputedStyle(document.body).backgroundColor);
      const labels = [...document.querySelectorAll('.label, .value, .quiet')];
      const onPage = labels
        .filter((element) => !element.closest('.ink'))
        .map((element) => {
          const style = getComputedStyle(element);
          return [rgb(element instanceof SVGElement ? style.fill : style.color), background];
        });
      const inBars = [...document.querySelectorAll('.segment')].map((element) => {
        const label = document.querySelector('.ink .label');
        return [
          rgb(label ? getComputedStyle(label).fill : ''),
          rgb(getComputedStyle(element).fill),
        ];
      });
      return [...onPage, ...inBars];
    });
    expect(pairs.length).toBeGreaterThan(40);
    for (const [ink = [], paper = []] of pairs)
      expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5);
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

/** Contrast of two colours by WCAG 2: 1…21. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (color: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = color.map((channel) => {
      const share = channel / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
