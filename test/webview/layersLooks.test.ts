import { describe, expect, it } from 'vitest';
import type { LayersModel } from '../../server/protocol/layersModel';
import { checkedPanels } from './checkedPanels';
import { hostileNames } from './letters';
import { faint, textContrasts } from './contrast';
import { namesShown, openLayers, rowAt } from './layersPage';
import { overflow, painted } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { manyLayersModel, measuredLayers } from './sampleLayers';
import { themes } from './themes';

const host = checkedPanels();
let panel: Panel;

const show = async (model: LayersModel, options?: OpenOptions): Promise<void> => {
  panel = await openLayers(host, model, options);
};

describe('the look of the layers panel', () => {
  it('shows hostile names as text', async () => {
    const base = measuredLayers();
    const at = (index: number) => hostileNames[index % hostileNames.length] ?? '';
    const model: LayersModel = {
      ...base,
      title: hostileNames.join(' '),
      summary: hostileNames.join(' '),
      notes: [...hostileNames],
      estimated: base.estimated && { ...base.estimated, source: at(0), groups: base.estimated.groups.map((group, index) => ({ ...group, label: at(index), description: at(index + 2) })) },
      measured: base.measured && { ...base.measured, source: at(3) },
      layers: base.layers.map((layer, index) => ({ ...layer, name: at(index), description: at(index + 1) })),
    }; // prettier-ignore
    for (const width of [400, 1600]) {
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await panel.page.locator('h1').textContent()).toContain('<img src=x');
      await rowAt(panel, 0).hover();
      expect(await panel.page.locator('.tooltip').textContent()).toContain('<img src=x');
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      await panel.page.getByRole('searchbox').fill('<IMG');
      expect((await namesShown(panel)).length).toBeGreaterThan(0);
    }
    await rowAt(panel, 0).click();
    expect((await panel.requests()).at(-1)).toEqual({
      kind: 'revealLayer',
      layer: hostileNames[0],
    });
  });

  it('works 400 pixels wide, with a chooser for the order', async () => {
    await show(measuredLayers(), { width: 400 });
    expect(await overflow(panel)).toBeLessThanOrEqual(0);
    expect(await panel.page.getByRole('columnheader').count()).toBe(0);
    await panel.page.getByLabel('Sort by').selectOption({ label: 'measured time on sep ×4' });
    expect(await panel.page.locator('.stacked-heading').textContent()).toContain('measured time');
    await panel.page.getByRole('button', { name: 'Largest first' }).click();
    expect(await panel.saved()).toMatchObject({ look: { sorting: { key: 'measured-1', descending: false } } });
  }); // prettier-ignore

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(measuredLayers(), { theme, height: 1600 });
    await panel.send({ type: 'select', layers: [2, 3] });
    await panel.page.getByRole('button', { name: 'Log scale' }).click();
    await rowAt(panel, 4).hover();
    const texts = await textContrasts(panel);
    expect(texts.length).toBeGreaterThan(400);
    expect(faint(texts)).toEqual([]);
  });

  it('keeps its bars apart in forced colours', async () => {
    await show(measuredLayers(), { context: { forcedColors: 'active' } });
    const fills = await panel.page.evaluate(() =>
      ['.bar.fast', '.bar.slow', '.bar.focus'].map((selector) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element).fill : selector;
      }),
    );
    expect(new Set(fills).size).toBe(3);
  });
});

describe('many layers', () => {
  it('draws only the rows in sight of 20 000, wherever one scrolls', async () => {
    const model = manyLayersModel(20_000);
    await show(model);
    const { page } = panel;
    const count = async () => page.locator('.row').count();
    expect(await count()).toBeLessThan(80);
    for (const top of [100_000, 300_000, 5]) {
      await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), top);
      await painted(panel);
      expect(await count()).toBeLessThan(100);
      const covered = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.row')].map((e) => e.getBoundingClientRect());
        return Math.max(...boxes.map(({ bottom }) => bottom)) >= innerHeight;
      });
      expect(covered).toBe(true);
    }
  });
});
