import { describe, expect, it } from 'vitest';
import type { ConvergenceModel } from '../../server/protocol/convergenceModel';
import { checkedPanels } from './checkedPanels';
import { hostileNames } from './letters';
import { faint, textContrasts } from './contrast';
import { atOnce, overflow } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { differentProblems, longRuns, oneRun, severalRuns } from './sampleRuns';
import { themes } from './themes';

const host = checkedPanels();
let panel: Panel;

async function show(model: ConvergenceModel, options?: OpenOptions): Promise<void> {
  panel = await host.open({ panel: 'convergence', ...options });
  await panel.send({ type: 'convergence', model, subject: 'runs' });
}

const press = (name: string) => panel.page.getByRole('button', { name, exact: true }).click();
const slider = () => panel.page.getByRole('slider');

/** True where the canvas shows anything. */
const isDrawn = () =>
  panel.page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return data?.some((value) => value !== 0) ?? false;
  });

describe('the convergence panel', () => {
  it('says ready once, waits, then shows a run with its figures and its curve', async () => {
    panel = await host.open({ panel: 'convergence' });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    await panel.send({ type: 'convergence', model: oneRun(), subject: 'runs' });
    const { page } = panel;
    expect(await page.locator('h1').textContent()).toBe('ResNet-50 on chiplet-4f4s');
    expect(await page.locator('.figure-card').count()).toBe(4);
    expect(await page.locator('.runs-table tbody tr').count()).toBe(1);
    await expect.poll(isDrawn).toBe(true);
  });

  it('has a line for each run, and their names where the curves end', async () => {
    const model = severalRuns();
    await show(model, { width: 1600 });
    expect(await panel.page.locator('.runs-table tbody tr').count()).toBe(4);
    expect(await panel.page.locator('.runs-table .badge.good').count()).toBe(1);
    const labels = panel.page.locator('.end-labels span');
    await expect.poll(() => labels.count()).toBe(4);
    const tops = await labels.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().top).sort((a, b) => a - b),
    );
    tops
      .slice(1)
      .forEach((top, index) => expect(top - (tops[index] ?? 0)).toBeGreaterThanOrEqual(12));
    expect(await panel.page.locator('#summary').textContent()).toBe(model.summary);
  });

  it('reads the curves at any place by the slider', async () => {
    const model = severalRuns();
    await show(model);
    await slider().focus();
    await panel.page.keyboard.press('Home');
    const words = await slider().getAttribute('aria-valuetext');
    expect(words).toContain(`At trial 1: ${model.runs[0]?.label ?? ''} `);
    expect(words?.match(/ per second/g)).toHaveLength(4);
    expect(await panel.page.locator('.runs-table thead').textContent()).toContain('at trial 1');
    const columnOf = (cells: string) =>
      panel.page.locator(`.runs-table ${cells}`).allTextContents();
    expect(await columnOf('.reading')).toEqual(await columnOf('td:nth-child(4)'));
    await panel.page.keyboard.press('End');
    const last = Math.max(...model.runs.map(({ trialCount }) => trialCount));
    expect(await slider().getAttribute('aria-valuetext')).toContain(`At trial ${last}: `);
    expect(await panel.saved()).toMatchObject({ reading: 1, subject: 'runs' });
  });

  it('reads them where the chart is pressed', async () => {
    await show(longRuns(1, 101));
    await expect.poll(isDrawn).toBe(true);
    const box = await panel.page.locator('canvas').boundingBox();
    const bar = await slider().boundingBox();
    if (!box || !bar) throw new Error('The curve or its slider is not drawn.');
    const at = bar.x + 8 + (bar.width - 16) * 0.4;
    await panel.page.mouse.click(at, box.y + 60);
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^At trial 41: /);
  });

  it('is drawn over trial time, on a logarithmic axis, and as shares of the optimum', async () => {
    await show(differentProblems());
    await press('Trial time');
    await press('Log axis');
    await press('Share of the optimum');
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^At \d+(?:\.\d+)? m?s: /);
    expect(await panel.page.locator('h2').first().textContent()).toContain('Share of the optimum');
    expect(await panel.saved()).toMatchObject({
      look: { axis: 'seconds', log: true, asShare: true },
    });
    await expect.poll(isDrawn).toBe(true);
  });

  it('offers no shares where an optimum is not known', async () => {
    const model = severalRuns();
    const runs = model.runs.map((run, index) =>
      index === 1 ? { ...run, optimumThroughput: null, cancelled: true } : run,
    );
    await show({ ...model, runs, sharedOptimum: null });
    expect(await panel.page.getByRole('button', { name: 'Share of the optimum' }).count()).toBe(0);
    expect(await panel.page.locator('.runs-table').textContent()).toContain('cancelled');
    expect(await panel.page.locator('.runs-table tbody tr').nth(1).textContent()).toContain('–');
  });

  it('shows the same as a table', async () => {
    const model = severalRuns();
    await show(model);
    await panel.page.getByRole('button', { name: 'Show as table' }).press('Enter');
    expect(await panel.page.locator('canvas').count()).toBe(0);
    const rows = panel.page.locator('.improvements-table tbody tr');
    expect(await rows.count()).toBeGreaterThanOrEqual(model.runs.length);
    const found = await rows.filter({ hasText: '★' }).locator('td:nth-child(2)').allTextContents();
    expect(found.map((text) => text.trim())).toEqual(
      model.runs.map(({ bestTrial }) => `${bestTrial} ★`),
    );
    expect(await panel.saved()).toMatchObject({ asTable: true });
    await press('Show as table');
    await expect.poll(isDrawn).toBe(true);
  });

  it('opens a run, chooses others, and exports', async () => {
    await show(severalRuns());
    await panel.page.locator('.runs-table').getByRole('button').nth(2).click();
    await press('Choose runs');
    await press('Export CSV');
    const requests = (await panel.requests()) as { kind: string; text?: string }[];
    expect(requests[0]).toEqual({ kind: 'openResult', run: 2 });
    expect(requests[1]).toEqual({ kind: 'chooseRuns' });
    expect(requests[2]).toMatchObject({ kind: 'save', format: 'csv' });
    expect(requests[2]?.text).toMatch(/^run,trial,/);
    await panel.reply('no space left');
    expect(await panel.page.locator('.notice').textContent()).toContain('no space left');
  });

  it('restores what it showed', async () => {
    const look = { axis: 'seconds', log: false, asShare: true };
    const state = { subject: 'x', look, asTable: false, reading: 0.5, scroll: 0 };
    await show(oneRun(), { saved: state });
    expect(await slider().inputValue()).toBe('500');
    expect(await panel.saved()).toEqual({ ...state, subject: 'runs' });
  });

  it.each([5e-324, 1e-310, 1e-150, 1e150, 1e300])('draws trials of %d seconds', async (unit) => {
    const model = severalRuns();
    const runs = model.runs.map((run) => ({
      ...run,
      optimumThroughput: 1 / unit,
      points: run.points.map((point) => ({
        ...point,
        elapsedSeconds: point.elapsedSeconds * unit,
        throughput: point.throughput / unit,
        bestThroughput: point.bestThroughput * unit,
      })),
    }));
    await show({ ...model, runs });
    for (const name of ['Trial time', 'Log axis', 'Share of the optimum', 'Log axis']) {
      await press(name);
      await expect.poll(isDrawn).toBe(true);
    }
  });

  it('says what is wrong with a run, and that one kept no trace', async () => {
    const model = oneRun();
    await show({ ...model, runs: model.runs.map((run) => ({ ...run, points: [] })) });
    expect(await panel.page.locator('main').textContent()).toContain('No run holds a trace');
    await panel.send({ type: 'failure', message: 'a.tuning.json: <i>bad</i>' });
    expect(await panel.page.getByRole('alert').textContent()).toContain('<i>bad</i>');
    await press('Choose runs');
    expect(await panel.requests()).toEqual([{ kind: 'chooseRuns' }]);
  });

  it('shows hostile names as text', async () => {
    const base = longRuns(hostileNames.length, 30);
    const at = (index: number) => hostileNames[index % hostileNames.length] ?? '';
    const model: ConvergenceModel = {
      ...base,
      title: hostileNames.join(' '),
      subtitle: 'y'.repeat(10_000),
      summary: hostileNames.join(' '),
      runs: base.runs.map((run, index) => ({ ...run, label: at(index), detail: at(index) })),
    };
    for (const width of [400, 1600]) {
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await panel.page.locator('.runs-table').textContent()).toContain('<img src=x');
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      await press('Show as table');
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
    }
  });

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(longRuns(8, 60), { theme, width: 1600 });
    await expect.poll(() => panel.page.locator('.end-labels span').count()).toBe(8);
    const texts = await textContrasts(panel);
    expect(texts.length).toBeGreaterThan(100);
    expect(faint(texts)).toEqual([]);
  });

  it('shows its words at once, and the curves of eight runs of 10 000 trials after them', async () => {
    panel = await host.open({ panel: 'convergence', width: 1600 });
    const message = { type: 'convergence', model: longRuns(8, 10_000), subject: 's' };
    expect(await atOnce(panel, message, '.runs-table tbody tr')).toBe(8);
    await expect.poll(isDrawn).toBe(true);
  });
});
