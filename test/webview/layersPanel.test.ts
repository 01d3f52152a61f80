import { describe, expect, it } from 'vitest';
import type { LayersModel } from '../../server/protocol/layersModel';
import { checkedPanels } from './checkedPanels';
import { namesShown, openLayers, rowAt } from './layersPage';
import { painted } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { exampleLayers, measuredLayers } from './sampleLayers';

const host = checkedPanels();
let panel: Panel;

const show = async (model: LayersModel, options?: OpenOptions): Promise<void> => {
  panel = await openLayers(host, model, options);
};

describe('the layers panel', () => {
  it('says ready once, waits, then shows the network and a row for each layer in sight', async () => {
    panel = await host.open({ panel: 'layers' });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    expect(await panel.page.getByRole('status').textContent()).toBe('Loading…');
    const model = exampleLayers('alexnet', 'chiplet-2f2s');
    await panel.send({ type: 'layers', model, subject: 's' });
    const { page } = panel;
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('AlexNet');
    expect(await namesShown(panel)).toEqual(model.layers.map(({ name }) => name));
    expect(await page.locator('.title').textContent()).toContain('estimated for chiplet-2f2s');
    expect(await page.locator('.row .bar.focus').count()).toBe(8);
  });

  it('has the roles, names and text that a screen reader needs', async () => {
    await show(measuredLayers());
    const grid = panel.page.getByRole('grid', { name: 'Layers' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('55');
    expect(await panel.page.locator('#summary').textContent()).toMatch(/^ResNet-50: 54 layers/);
    expect(await panel.page.getByRole('columnheader').count()).toBe(11);
    const label = await rowAt(panel, 4).getAttribute('aria-label');
    expect(label).toMatch(/^c2_1\.shortcut, conv 1×1, output 256×56×56, weight 51\.4 M, MACs /);
    expect(label).toMatch(/fep ×4 228 µs.*measured 1\.5× the estimate$/);
    expect(await rowAt(panel, 4).getAttribute('aria-rowindex')).toBe('6');
    expect(await rowAt(panel, 4).locator('[role=gridcell]').count()).toBe(11);
    expect(await rowAt(panel, 4).locator('.text-mark').textContent()).toBe('1.5× est.');
  });

  it('sorts by headings: large first, small first, network order', async () => {
    const model = exampleLayers('alexnet', 'chiplet-2f2s');
    await show(model);
    const heading = panel.page.locator('[data-sort="parameters"]');
    const sorted = [...model.layers].sort((a, b) => b.parameters - a.parameters);
    await heading.click();
    expect(await namesShown(panel)).toEqual(sorted.map(({ name }) => name));
    const header = panel.page.locator('[role=columnheader]', { has: heading });
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    await heading.press('Enter');
    expect((await namesShown(panel))[0]).toBe(sorted.at(-1)?.name);
    await heading.press('Enter');
    expect(await namesShown(panel)).toEqual(model.layers.map(({ name }) => name));
    expect(await header.getAttribute('aria-sort')).toBeNull();
    await panel.page.locator('[data-sort="estimated-1"]').click();
    expect(await panel.saved()).toMatchObject({
      look: { sorting: { key: 'estimated-1', descending: true }, focus: 'estimated' },
    });
  });

  it('filters by name and operator, and sums what is left', async () => {
    await show(measuredLayers());
    const filter = panel.page.getByRole('searchbox');
    await filter.fill('c3 3×3');
    expect(await namesShown(panel)).toEqual([
      'c3_1.spatial',
      'c3_2.spatial',
      'c3_3.spatial',
      'c3_4.spatial',
    ]);
    expect(await panel.page.locator('.count').textContent()).toBe('4 of 54');
    expect(await panel.page.locator('.total').first().textContent()).toBe('809 M');
    await filter.fill('no such layer');
    expect(await panel.page.locator('.empty').textContent()).toContain('No layer');
    await filter.fill('');
    expect(await panel.page.locator('.count').textContent()).toBe('');
  });

  it('shows shares of the total, and bars on a logarithmic scale', async () => {
    await show(exampleLayers('alexnet', 'chiplet-2f2s'));
    const bar = () => rowAt(panel, 7).locator('.bar.focus').getAttribute('width').then(Number);
    const before = await bar();
    await panel.page.getByRole('button', { name: 'Log scale' }).click();
    expect(await bar()).toBeGreaterThan(before * 3);
    await panel.page.getByRole('button', { name: 'Share of total' }).press('Enter');
    expect(await rowAt(panel, 0).locator('.text-number').first().textContent()).toBe('64 %');
    expect(await panel.saved()).toMatchObject({ look: { scale: 'log', asShare: true } });
  });

  it('goes to a layer by a click, and explains it under the pointer', async () => {
    await show(measuredLayers());
    await rowAt(panel, 4).hover();
    const words = await panel.page.locator('.tooltip').textContent();
    expect(words).toContain('64×56×56 → 256×56×56');
    expect(words).toContain('Measured 1.5× est.');
    await rowAt(panel, 4).click();
    expect(await panel.requests()).toEqual([{ kind: 'revealLayer', layer: 'c2_1.shortcut' }]);
    await panel.reply('the network has no such layer any more');
    expect(await panel.page.locator('.notice').textContent()).toContain('no such layer any more');
    await panel.page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await panel.page.locator('.notice').count()).toBe(0);
  });

  it('moves among rows by keys, with one tab stop, and goes to a layer by Enter', async () => {
    await show(measuredLayers());
    const grid = panel.page.getByRole('grid');
    await grid.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await panel.page.keyboard.press(key);
    expect(await grid.getAttribute('aria-activedescendant')).toBe('row-1');
    expect(await rowAt(panel, 1).locator('.ring').isVisible()).toBe(true);
    await panel.page.keyboard.press('End');
    expect(await grid.getAttribute('aria-activedescendant')).toBe('row-53');
    const { bottom, height } = await panel.page.evaluate(() => ({
      bottom: document.getElementById('row-53')?.getBoundingClientRect().bottom ?? 0,
      height: innerHeight,
    }));
    expect(bottom).toBeLessThanOrEqual(height);
    await panel.page.keyboard.press('Enter');
    expect(await panel.requests()).toEqual([{ kind: 'revealLayer', layer: 'classifier' }]);
    await panel.page.keyboard.press('Home');
    expect(await grid.getAttribute('aria-activedescendant')).toBe('row-0');
  });

  it('marks the layers of the line under the cursor', async () => {
    await show(measuredLayers(), { height: 500 });
    await panel.send({ type: 'select', layers: [50, 52] });
    const selected = panel.page.locator('.row.selected');
    await panel.page.getByRole('grid').press('ArrowDown');
    await painted(panel);
    expect(await selected.locator('.text-name').allTextContents()).toEqual([
      'c5_3.reduce',
      'c5_3.expand',
    ]);
    expect(await selected.first().getAttribute('aria-selected')).toBe('true');
    await panel.send({ type: 'select', layers: [] });
    expect(await selected.count()).toBe(0);
  });

  it('brings the selected row into sight while the person is in the source', async () => {
    await show(measuredLayers(), { height: 500 });
    const { page } = panel;
    await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
    await panel.send({ type: 'select', layers: [40] });
    await painted(panel);
    const { top, height } = await page.evaluate(() => ({
      top: document.getElementById('row-40')?.getBoundingClientRect().top ?? -1,
      height: innerHeight,
    }));
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(height);
  });

  it('exports what is shown', async () => {
    await show(exampleLayers('alexnet', 'chiplet-2f2s'));
    await panel.page.getByRole('searchbox').fill('fc');
    await panel.page.getByRole('button', { name: 'Export CSV' }).click();
    await panel.page.getByRole('button', { name: 'Export SVG' }).click();
    const [csv, svg] = (await panel.requests()) as { format: string; text: string }[];
    expect(csv).toMatchObject({ kind: 'save', format: 'csv' });
    expect(csv?.text.trimEnd().split('\r\n')).toHaveLength(4);
    expect(svg).toMatchObject({ kind: 'save', format: 'svg' });
    const parsed = await panel.page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'image/svg+xml');
      const fills = [...document.querySelectorAll('[fill]')].map((e) => e.getAttribute('fill'));
      return { error: document.querySelector('parsererror')?.textContent ?? null, fills };
    }, svg?.text ?? '');
    expect(parsed.error).toBeNull();
    expect(parsed.fills.every((fill) => /^(?:rgb|color|oklab|#)/.test(fill ?? ''))).toBe(true);
  });

  it('asks for another platform', async () => {
    const model = exampleLayers('alexnet', 'chiplet-2f2s');
    await show({ ...model, estimated: null, notes: ['No estimated times: <b>none</b>'] });
    expect(await panel.page.locator('.note').textContent()).toContain('<b>none</b>');
    await panel.page.getByRole('button', { name: 'Estimate times for a platform' }).click();
    expect(await panel.requests()).toEqual([{ kind: 'choosePlatform' }]);
  });

  it('restores look and place when it is opened again', async () => {
    const look = {
      filter: 'conv',
      sorting: { key: 'macs', descending: true },
      scale: 'log',
      asShare: true,
      focus: 'macs',
    };
    const state = { subject: 'x', look, layer: 30, scroll: 300 };
    await show(measuredLayers(), { saved: state, height: 500 });
    expect(await panel.page.getByRole('searchbox').inputValue()).toBe('conv');
    expect(await panel.page.evaluate(() => scrollY)).toBe(300);
    expect(await panel.saved()).toEqual({ ...state, subject: 'file:///net.cnn.yaml' });
    await panel.send({ type: 'layers', model: measuredLayers(), subject: 'x' });
    expect(await panel.page.evaluate(() => scrollY)).toBe(300);
  });

  it.each([[undefined], ['text'], [{ look: 7, scroll: NaN }], [{ look: { sorting: { key: '__proto__' } } }]])(
    'starts afresh from the saved state %j',
    async (state) => {
      await show(exampleLayers('alexnet', 'chiplet-2f2s'), { saved: state });
      expect(await panel.page.locator('.row').count()).toBe(8);
    },
  ); // prettier-ignore

  it('says what went wrong, until the next model', async () => {
    await show(exampleLayers('alexnet', 'chiplet-2f2s'));
    await panel.send({ type: 'failure', message: 'line 3: <b>bad</b>' });
    expect(await panel.page.getByRole('alert').textContent()).toContain('line 3: <b>bad</b>');
    await panel.send({ type: 'layers', model: measuredLayers(), subject: 's' });
    expect(await panel.page.locator('h1').textContent()).toBe('ResNet-50');
  });

  it('ignores messages that are not its host’s', async () => {
    await show(exampleLayers('alexnet', 'chiplet-2f2s'));
    await panel.page.evaluate(() => {
      for (const message of [null, 7, 'x', {}, { type: 'stageMap' }, { type: 'reply', id: 99 }]) {
        window.postMessage(message, '*');
      }
    });
    await painted(panel);
    expect(await panel.page.locator('.row').count()).toBe(8);
  });
});
