import { describe, expect, it } from 'vitest';
import type { ReplayPanelRequest } from '../../server/protocol/panelMessages';
import { checkedPanels } from './checkedPanels';
import { painted } from './panelChecks';
import type { OpenOptions, Panel } from './panelHost';
import { openReplay } from './replayHost';
import { sampleReplay, type SampleReplay } from './sampleReplay';

const host = checkedPanels();
let panel: Panel;

async function show(sample: SampleReplay = {}, options?: OpenOptions): Promise<void> {
  panel = await openReplay(host, sampleReplay(sample), options);
  await panel.page.locator('.lanes').waitFor();
}

const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
const text = (selector: string) => panel.page.locator(selector).first().textContent();
const playhead = () => panel.page.locator('.playhead');
const position = async () => Number(await playhead().getAttribute('aria-valuenow'));
const asked = async (kind: string) =>
  ((await panel.requests()) as ReplayPanelRequest[]).flatMap((request) =>
    request.kind === 'ask' && request.query.kind === kind ? [request.query] : [],
  );
/** Where a share of the plot's width is in the window, while all of 4,000 queries are in sight. */
function pointAt(share: number): Promise<{ x: number; y: number }> {
  return panel.page.evaluate((wanted) => {
    const words = [...document.querySelectorAll('.chart-words .text-tick')];
    // The axis of queries comes before those of values.
    const middle = (text: string): number => {
      const box = words.find(({ textContent }) => textContent === text)?.getBoundingClientRect();
      return (box?.x ?? 0) + (box?.width ?? 0) / 2;
    };
    const [left, right] = [middle('0'), middle('4,000')];
    const top = document.querySelector('.charts')?.getBoundingClientRect().y ?? 0;
    return { x: left + wanted * (right - left), y: top + 100 };
  }, share);
}

describe('the replay editor', () => {
  it('says ready, and shows title, charts, stage map, episodes and policies', async () => {
    await show();
    expect(await text('h1')).toBe('VGG16 on server-4x8, scenario mem-6');
    expect(await text('.position')).toBe('query 0');
    expect(await panel.page.locator('.lane').count()).toBe(4);
    expect(await panel.page.locator('.policies li').count()).toBe(4);
    expect(await panel.page.locator('tr[data-episode]').count()).toBe(4);
    expect(await panel.page.locator('table.summary tbody tr').count()).toBe(4);
    expect(await text('table.summary tbody tr td')).toBe('180 /s');
    expect(await text('.readout')).toMatch(/^\d+ \/s · p99 [\d.]+ ms$/);
    const [window] = await asked('window');
    expect(window).toMatchObject({ window: { from: 0, to: 4000 } });
  });

  it('moves the playhead by dragging, and shows the stage map there', async () => {
    await show();
    const { mouse } = panel.page;
    const [from, to] = [await pointAt(0.05), await pointAt(0.125)];
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 5 });
    expect(Math.abs((await position()) - 500)).toBeLessThan(40);
    await expect.poll(() => text('.text-interference')).toBe('⚡ ×1.9 mem-6');
    await expect.poll(() => text('.change')).toContain('(query 300)');
    expect(await panel.page.locator('.moved').count()).toBe(1);
    expect(await panel.page.locator('.versus dd').first().textContent()).toContain('+25.0 /s');
    await mouse.up();
    const here = await position();
    await mouse.move(from.x, from.y);
    expect(await position()).toBe(here);
    await expect.poll(() => text('#spoken')).toContain(`query ${here}: ODIN α 10`);
  });

  it('moves the playhead by keys', async () => {
    await show();
    for (const [key, expected] of [
      ['ArrowRight', 1],
      ['Shift+ArrowRight', 11],
      ['ArrowLeft', 10],
      ['PageDown', 50],
      ['PageUp', 10],
      ['End', 3999],
      ['Home', 0],
    ] as const) {
      await playhead().press(key);
      expect(await position()).toBe(expected);
    }
    expect(await playhead().getAttribute('aria-valuetext')).toBe('query 0');
  });

  it('goes to events by keys and buttons, and says which', async () => {
    await show();
    await playhead().press('n');
    await expect.poll(position).toBe(300);
    await button('Next event').click();
    await expect.poll(position).toBe(1300);
    expect(await text('.event-words bdi')).toBe('ep1 slowed');
    // Keys do the same wherever the focus is.
    await button('Next event').press('[');
    await expect.poll(position).toBe(300);
    await playhead().press('p');
    await expect.poll(() => text('.event-words bdi')).toBe('No event.');
    expect(await position()).toBe(300);
  });

  it('zooms by wheel, keys and buttons, pans, and fits again', async () => {
    await show();
    const last = async () => (await asked('window')).at(-1);
    const { x, y } = await pointAt(0.25);
    await panel.page.mouse.move(x, y);
    await panel.page.mouse.wheel(0, -400);
    await expect.poll(async () => JSON.stringify(await last())).not.toContain('"to":4000');
    const first = await last();
    if (first?.kind !== 'window') throw new Error('No window was asked for.');
    // What is under the pointer stays there.
    const middle = first.window.from + 0.25 * (first.window.to - first.window.from);
    expect(Math.abs(middle - 1000)).toBeLessThan(15);
    await panel.page.keyboard.down('Shift');
    await panel.page.mouse.wheel(0, 200);
    await panel.page.keyboard.up('Shift');
    await expect.poll(async () => (await last())?.kind === 'window' && JSON.stringify(await last()) !== JSON.stringify(first)).toBe(true); // prettier-ignore
    await playhead().press('+');
    await button('Later').click();
    await button('Zoom out').click();
    await button('Fit').click();
    await expect.poll(last).toMatchObject({ window: { from: 0, to: 4000 } });
    expect(await button('Fit').isDisabled()).toBe(true);
    expect(await button('Zoom out').isDisabled()).toBe(true);
  });

  it('plays at the speed that was chosen, and stops at the end', async () => {
    await show();
    await panel.page.getByLabel('Speed').selectOption('100×');
    await button('Play').click();
    await expect.poll(position).toBeGreaterThan(100);
    await expect.poll(position, { timeout: 5000 }).toBe(3999);
    await button('Play').waitFor();
    await playhead().press(' ');
    await button('Pause').waitFor();
    await playhead().press('k');
    await button('Play').waitFor();
    const here = await position();
    await painted(panel);
    expect(await position()).toBe(here);
    await expect.poll(() => panel.saved()).toMatchObject({ speed: 100 });
  });

  it('asks for the newest moment only while one is under way', async () => {
    panel = await host.open({ panel: 'replay' });
    await panel.send({ type: 'replay', model: sampleReplay().model });
    for (let step = 0; step < 20; step += 1) await playhead().press('ArrowRight');
    expect(await asked('moment')).toEqual([{ kind: 'moment', position: 0 }]);
    const messages = await panel.posted();
    const id = messages.findLast((message) => message.type === 'request' && JSON.stringify(message).includes('"moment"')); // prettier-ignore
    await panel.send({ type: 'reply', id: id?.type === 'request' ? id.id : 0 });
    await expect
      .poll(() => asked('moment'))
      .toEqual([
        { kind: 'moment', position: 0 },
        { kind: 'moment', position: 20 },
      ]);
  });

  it('hides policies, and shows the stage map of another one', async () => {
    await show();
    const words = () => panel.page.locator('.chart-words .text-line').allTextContents();
    expect(await words()).toEqual(['ODIN α 10', 'LLS', 'static', 'bound']);
    await panel.page.getByLabel('LLS').first().uncheck();
    await expect.poll(words).toEqual(['ODIN α 10', 'static', 'bound']);
    await panel.page.getByRole('combobox', { name: 'Stage map of' }).selectOption('static');
    expect(await panel.page.locator('.versus dt').first().textContent()).toContain('ODIN α 10');
    expect(await panel.saved()).toMatchObject({ hidden: ['LLS'], chosen: 'static' });
    await button('Stage map of LLS').click();
    expect(await panel.saved()).toMatchObject({ chosen: 'LLS' });
  });

  it('jumps to an episode by click and by Enter, in a table of half a million rows', async () => {
    await show({ queries: 1_000_000, episodes: 500_000 });
    const row = (index: number) => panel.page.locator(`tr[data-episode="${index}"]`);
    expect(await panel.page.locator('tr[data-episode]').count()).toBeLessThan(30);
    expect(await panel.page.locator('table.episodes').getAttribute('aria-rowcount')).toBe('500001');
    await row(1).click();
    await expect.poll(position).toBe(2);
    await row(1).press('ArrowDown');
    await row(2).press('Enter');
    await expect.poll(position).toBe(4);
    await row(2).press('End');
    await expect.poll(() => row(499_999).textContent()).toContain('500,000');
    await expect.poll(() => row(499_999).textContent()).toContain('mem-6');
    expect(await row(499_999).evaluate((element) => element === document.activeElement)).toBe(true);
    await row(499_999).press('Enter');
    await expect.poll(position).toBe(999_998);
    expect(await panel.page.locator('tr[data-episode]').count()).toBeLessThan(30);
    expect((await asked('episodes')).every((query) => query.kind === 'episodes' && query.count <= 60)).toBe(true); // prettier-ignore
  });

  it('goes to an episode that is not known yet as soon as it is', async () => {
    const replay = sampleReplay({});
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    panel = await openReplay(host, {
      ...replay,
      answer: async (query) => {
        if (query.kind === 'episodes') await told;
        return replay.answer(query);
      },
    });
    const row = panel.page.locator('tr[data-episode="1"]');
    await row.click();
    expect(await row.textContent()).toContain('…');
    expect(await position()).toBe(0);
    tell();
    await expect.poll(position).toBeGreaterThan(0);
    await expect.poll(() => row.getAttribute('aria-current')).toBe('true');
  });

  it('shows the same as a table', async () => {
    await show();
    await button('Show as table').press('Enter');
    const rows = panel.page.locator('table.moments tbody tr');
    await expect.poll(() => rows.count()).toBe(40);
    expect(await rows.nth(3).textContent()).toContain('mem-6 ×1.9');
    expect(await panel.page.locator('canvas').count()).toBe(0);
    await button('Show as table').click();
    await expect.poll(() => panel.page.locator('.chart-words text').count()).toBeGreaterThan(10);
  });

  it('keeps position, stretch, policies and speed', async () => {
    const state = {
      position: 1704,
      window: { from: 1500, to: 1900 },
      hidden: ['static'],
      chosen: 'LLS',
      speed: 10,
      asTable: false,
      scroll: 0,
    };
    await show({}, { saved: state });
    expect(await text('.position')).toBe('query 1,704');
    expect(await asked('window')).toMatchObject([{ window: { from: 1500, to: 1900 } }]);
    expect(await panel.page.getByLabel('static').first().isChecked()).toBe(false);
    expect(await panel.saved()).toEqual(state);
    // A file that changed is shown where the old one was looked at.
    await panel.send({ type: 'replay', model: sampleReplay({ queries: 1600 }).model });
    expect(await text('.position')).toBe('query 1,599');
  });

  it('exports what is in sight', async () => {
    await show({}, { saved: { window: { from: 100, to: 900 } } });
    await button('Export CSV').click();
    await button('Export SVG').click();
    const [csv, svg] = ((await panel.requests()) as ReplayPanelRequest[]).filter(({ kind }) => kind !== 'ask'); // prettier-ignore
    expect(csv).toEqual({ kind: 'saveCsv', from: 100, to: 900 });
    expect(svg).toMatchObject({ kind: 'save', format: 'svg', text: expect.stringMatching(/^<svg [^]*SLO 40 ms[^]*<\/svg>\n$/) }); // prettier-ignore
  });

  it('says what is wrong with a file, why one cannot be shown, and what failed', async () => {
    const problem = 'The file is cut off after query 2,310.';
    await show({ problems: [problem] });
    expect(await panel.page.locator('.problems[role=alert]').textContent()).toContain(problem);
    await button('Open as text').click();
    expect(await panel.requests()).toContainEqual({ kind: 'openAsText' });
    await panel.send({ type: 'failure', message: 'It is no replay.' });
    expect(await panel.page.locator('.failure').textContent()).toContain('It is no replay.');
    expect(await button('Open as text').isVisible()).toBe(true);
    await panel.send({ type: 'replay', model: sampleReplay().model });
    await panel.page.locator('.lanes').waitFor();
  });

  it('says that there is nothing in an empty replay', async () => {
    panel = await openReplay(host, sampleReplay({ queries: 0, episodes: 0 }));
    expect(await text('main .empty')).toContain('There is no query in this replay yet');
    expect(await button('Export CSV').isDisabled()).toBe(true);
  });

  it('says why an answer did not come', async () => {
    panel = await host.open({ panel: 'replay' });
    await panel.send({ type: 'replay', model: sampleReplay().model });
    await panel.reply('the file is gone');
    expect(await text('.notice')).toContain('the file is gone');
  });
});
