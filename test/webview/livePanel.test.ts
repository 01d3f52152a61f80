import { describe, expect, it } from 'vitest';
import { defaultLoad, type LiveModel } from '../../server/protocol/liveModel';
import { checkedPanels } from './checkedPanels';
import { faint, textContrasts } from './contrast';
import { hostileNames } from './letters';
import { atOnce, overflow } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { sampleLoad, sampleRun } from './sampleLive';
import { themes } from './themes';

const host = checkedPanels();
let panel: Panel;

const message = (model: LiveModel | null) =>
  ({ type: 'live', model, name: 'x.tuning.json', load: model?.load ?? defaultLoad, subject: 's' }) as const; // prettier-ignore

async function show(model: LiveModel | null, options?: OpenOptions): Promise<void> {
  panel = await host.open({ panel: 'live', ...options });
  await panel.send(message(model));
}

const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
const field = (name: string) => panel.page.locator(`input[name="${name}"]`);
const text = (selector: string) => panel.page.locator(selector).first().textContent();

/** What each canvas shows, as numbers that differ where pictures do; 0 where it is empty. */
const drawn = () =>
  panel.page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return data?.reduce((sum, value, index) => (sum + value * (1 + (index % 9973))) % 1e9, 0);
    }),
  );

describe('the live panel', () => {
  it('says ready, and offers to run where no run is known', async () => {
    panel = await host.open({ panel: 'live' });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    await panel.send(message(null));
    expect(await text('h1')).toBe('x.tuning.json');
    expect(await text('[role=status]')).toContain('No run of this result is known');
    await button('▶ Run').click();
    expect(await panel.requests()).toEqual([{ kind: 'run', load: defaultLoad }]);
  });

  it('shows a run with its figures, its curves and its places', async () => {
    await show(sampleRun().model);
    expect(await text('h1')).toBe('GoogLeNet on this-machine');
    expect(await panel.page.locator('.figure-card').count()).toBe(5);
    expect(await drawn()).toHaveLength(3);
    expect((await drawn()).every((value) => value !== 0)).toBe(true);
    expect(await panel.page.locator('.strip').count()).toBe(2);
    expect(await panel.page.locator('.emulated').allTextContents()).toEqual(['emulated at 50 %']);
    expect(await text('.notes')).toContain('Emulated speed: ep1');
    expect(await text('#summary')).toMatch(/queries in .* per second/);
    expect(await text('.place-figures')).toMatch(/18\.2 ms\s+estimated 17\.1 ms/);
  });

  it('says what disturbed the run, what was noticed and what moved', async () => {
    await show(sampleRun().model);
    const told = await panel.page.locator('.marks li').allTextContents();
    expect(told.map((line) => line.replace(/\s+/g, ' ').trim())).toEqual([
      '43.0 s: now: conv1.1: ep0 → ep1',
      '26.0 s: now: conv1.1: ep1 → ep0',
      '23.0 s: noticed: ep1 slower',
      '22.0 s: mem-4 ×1.14–1.72 on ep1, for 19.0 s',
    ]);
    expect(await panel.page.locator('.moment-labels span').count()).toBe(4);
    expect(await panel.page.locator('.strip-band').count()).toBe(1);
    expect(await text('.chart-legend')).toMatch(/interference\s+noticed\s+another configuration/);
  });

  it('offers to slow a place while it runs, to end that, and to save what happened', async () => {
    const { model } = sampleRun({ seconds: 30 });
    await show(model);
    await button('⚡ Inject interference').click();
    await panel.reply();
    await panel.page.locator('.marks').getByRole('button', { name: '■ End' }).click();
    await panel.reply();
    expect(await button('↓ Save as Replay').count()).toBe(0);
    await panel.send(message({ ...model, state: 'done' }));
    await button('↓ Save as Replay').click();
    await panel.reply();
    expect(await panel.requests()).toEqual([{ kind: 'inject' }, { kind: 'calm', episode: 0 }, { kind: 'saveReplay' }]); // prettier-ignore
  });

  it('draws its first moment at once, and each that follows', async () => {
    const { model, next } = sampleRun({ seconds: 0 });
    await show(model);
    expect(await panel.page.locator('canvas').count()).toBe(0);
    const [first, second] = next;
    if (!first || !second) throw new Error('There are no moments.');
    await panel.send({ type: 'update', update: first });
    await expect.poll(drawn).toHaveLength(3);
    const before = await drawn();
    await panel.send({ type: 'update', update: second });
    await expect.poll(async () => (await drawn()).join() !== before.join()).toBe(true);
    await expect.poll(() => text('#summary')).toBe(second.summary);
  });

  it('stands still while it is paused, and goes on with what came meanwhile', async () => {
    const { model, next } = sampleRun();
    await show(model);
    await button('Pause picture').click();
    const before = await drawn();
    for (const update of next) await panel.send({ type: 'update', update });
    expect(await drawn()).toEqual(before);
    expect(await text('.state')).toContain('picture paused');
    await button('Pause picture').click();
    await expect.poll(async () => (await drawn()).join() !== before.join()).toBe(true);
    await expect.poll(() => text('#summary')).toBe(next.at(-1)?.summary);
  });

  it('zooms by buttons and by dragging, and follows again', async () => {
    await show(sampleRun().model);
    const ticks = () => panel.page.locator('.time-axis span').allTextContents();
    const all = (await ticks()).join();
    expect(await button('Zoom out').isDisabled()).toBe(true);
    await button('Zoom in').press('Enter');
    const half = (await ticks()).join();
    expect(half).not.toBe(all);
    await button('Earlier').click();
    expect((await ticks()).join()).not.toBe(half);
    await button('Follow').click();
    expect((await ticks()).join()).toBe(all);
    const box = await panel.page.locator('canvas').first().boundingBox();
    if (!box) throw new Error('There is no chart.');
    const { mouse } = panel.page;
    await mouse.move(box.x + box.width * 0.5, box.y + 30);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.75, box.y + 30);
    expect(await panel.page.locator('.selection').isVisible()).toBe(true);
    await mouse.up();
    expect(await panel.page.locator('.selection').isVisible()).toBe(false);
    expect((await ticks()).join()).not.toBe(all);
    await button('Whole run').click();
    expect(await ticks()).toContain('60 s');
    expect(await panel.saved()).toMatchObject({ span: 'whole', subject: 's' });
  });

  it('shows the same as a table', async () => {
    await show(sampleRun().model);
    await button('Show as table').press('Enter');
    expect(await panel.page.locator('canvas').count()).toBe(0);
    const rows = panel.page.locator('.moments-table tbody tr');
    expect(await rows.count()).toBe(61);
    expect(await rows.first().locator('td').count()).toBe(7);
    await button('Whole run').click();
    expect(await rows.count()).toBeLessThanOrEqual(120);
    await button('Show as table').click();
    expect(await drawn()).toHaveLength(3);
  });

  it('stops, and says that it does', async () => {
    const { model } = sampleRun();
    await show(model);
    expect(await field('seconds').isDisabled()).toBe(true);
    await button('■ Stop').click();
    expect(await panel.requests()).toEqual([{ kind: 'stop' }]);
    await panel.send(message({ ...model, state: 'stopping' }));
    expect(await button('■ Stop').isDisabled()).toBe(true);
    await panel.send(message({ ...model, state: 'stopped' }));
    expect((await text('[role=status]'))?.trim()).toBe('Stopped');
    expect(await button('▶ Run').isEnabled()).toBe(true);
  });

  it('runs the load that was typed, and says what is wrong with it', async () => {
    await show(sampleRun({ state: 'done', load: { ...sampleLoad, arrivals: 'closed' } }).model);
    expect(await field('perSecond').count()).toBe(0);
    await panel.page.getByLabel('Queries').selectOption('Poisson');
    await field('perSecond').fill('fast');
    await button('▶ Run').click();
    expect(await panel.requests()).toEqual([]);
    expect(await text('.mistake')).toContain('A rate is a number above 0');
    expect(await field('perSecond').getAttribute('aria-invalid')).toBe('true');
    await field('perSecond').fill('12.5');
    await field('sloMilliseconds').fill('');
    await field('seconds').fill('20');
    await field('seconds').press('Enter');
    const load = {
      arrivals: 'poisson',
      policy: 'odin',
      perSecond: 12.5,
      seconds: 20,
      sloSeconds: null,
    };
    expect(await panel.requests()).toEqual([{ kind: 'run', load }]);
    await panel.reply('the workspace is not trusted');
    expect(await text('.notice')).toContain('the workspace is not trusted');
  });

  it('says why a run failed, and keeps what it showed', async () => {
    const failure = 'The executor process was ended by SIGKILL.';
    await show(sampleRun({ state: 'failed', failure }).model);
    expect(await panel.page.locator('.state[role=alert]').textContent()).toContain(failure);
    expect(await drawn()).toHaveLength(3);
    await panel.send({ type: 'failure', message: 'The server is gone.' });
    expect(await panel.page.getByRole('alert').textContent()).toContain('The server is gone.');
  });

  it('opens the stage map and exports', async () => {
    await show(sampleRun().model);
    await button('Stage map').click();
    await button('Export CSV').click();
    const requests = await panel.requests();
    expect(requests[0]).toEqual({ kind: 'openResult' });
    expect(requests[1]).toMatchObject({ kind: 'save', format: 'csv', text: expect.stringMatching(/^elapsed_seconds,/) }); // prettier-ignore
  });

  it('restores how it was looked at', async () => {
    const state = { subject: 'x', span: 'whole', asTable: true, scroll: 0 };
    await show(sampleRun().model, { saved: state });
    expect(await text('.moments-table caption')).toContain('The whole run');
    expect(await panel.saved()).toEqual({ ...state, subject: 's' });
  });

  it('draws once a second for people who ask for less motion', async () => {
    const { model, next } = sampleRun();
    const begun = performance.now();
    await show(model, { context: { reducedMotion: 'reduce' } });
    const last = next.at(-1);
    if (!last) throw new Error('There are no moments.');
    const pictures = new Set([(await drawn()).join()]);
    for (const update of next) {
      await panel.send({ type: 'update', update });
      pictures.add((await drawn()).join());
      // On a busy machine this may take longer than a second.
      const seconds = Math.floor((performance.now() - begun) / 1000);
      expect(pictures.size).toBeLessThanOrEqual(1 + seconds);
    }
    await expect.poll(() => text('#summary'), { timeout: 3000 }).toBe(last.summary);
  });

  it('shows hostile names as text, at every width', async () => {
    const name = hostileNames.join(' ');
    const { model } = sampleRun({
      name,
      places: 3,
      failure: name,
      state: 'failed',
      unpinned: name,
    });
    for (const width of [400, 700, 1600]) {
      await show(model, { width });
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
      await button('Show as table').click();
      expect(await panel.page.locator('img').count()).toBe(0);
      expect(await overflow(panel)).toBeLessThanOrEqual(0);
    }
  });

  it.each(Object.values(themes))('has words of enough contrast in $id', async (theme) => {
    await show(sampleRun({ state: 'done', places: 4 }).model, { theme, width: 1600, height: 1400 });
    const texts = await textContrasts(panel);
    expect(texts.length).toBeGreaterThan(40);
    expect(faint(texts)).toEqual([]);
  });

  it('shows its words at once', async () => {
    panel = await host.open({ panel: 'live', width: 1600 });
    const { model } = sampleRun({ seconds: 240, places: 16 });
    expect(await atOnce(panel, message(model), '.places li')).toBe(16);
  });
});
