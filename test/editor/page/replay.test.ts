import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EditorPage } from './editorPage';
import { expect, until } from './expect';
import { recordFailure } from './recordFailure';
import { world } from './world';

const replay = 'resnet-18.slow.replay.jsonl';
const cut = 'cut.replay.jsonl';
/** One place is slowed from query 500 to query 900, another one from 1,200 on. */
const scenario = `interference: slow
episodes:
  - { place: fep0, slowdown: 2.5, from: 500, to: 900, name: neighbour }
  - { place: fep1, slowdown: 3, from: 1200, to: 1700, name: other }
`;

describe('a person who replays interference', () => {
  let editor: EditorPage;
  const inFolder = (name: string) => join(world().folder, name);
  const panel = () => editor.panel();
  const playhead = () => panel().getByRole('slider', { name: 'Playhead' });
  const at = (words: string) => expect.text(panel().locator('.position'), new RegExp(`^${words}$`));
  const mapAt = (words: string) => expect.text(panel().locator('.moment h2'), `Stage map at ${words}`); // prettier-ignore
  const slowed = () => panel().locator('.lane.slowed');

  before(async () => {
    const { browser, url, folder } = world();
    await writeFile(inFolder('slow.interference.yaml'), scenario);
    editor = await EditorPage.open(browser, url, folder);
    await editor.useSettings('dark', { 'cnnPipelineTuner.replay.queries': 2000 });
    await editor.closeAll();
  });
  afterEach(async function () {
    await recordFailure(this.currentTest, editor.page);
    await editor.closeAll();
  });
  after(() => editor.close());

  it('records a replay by the lens, and moves its playhead by keys', async () => {
    await editor.openText('slow.interference.yaml');
    await editor.clickLens('Replay');
    const choice = editor.page.locator('.quick-input-list [role=option]');
    await choice.filter({ hasText: 'resnet-18.cnn.yaml' }).click();
    await expect.text(panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
    await mapAt('query 0');
    assert.equal(await slowed().count(), 0);
    assert.equal(await panel().locator('tr[data-episode]').count(), 2);
    // A page is 1 % of 2,000 queries.
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'PageDown']) await playhead().press(key);
    await at('query 31');
    await playhead().press('End');
    await mapAt('query 1,999');
    await playhead().press('Home');
    await mapAt('query 0');
    await world().screenshot(editor.page, 'replay-in-the-editor');
  });

  it('sees who is slowed at chosen queries, what changed, and the next event', async () => {
    await editor.openFile(replay);
    await panel().locator('tr[data-episode="0"]').click();
    await at('query 500');
    await mapAt('query 500');
    await expect.text(slowed(), 'fep0');
    assert.equal(await slowed().count(), 1);
    await panel().getByRole('button', { name: 'Next event' }).click();
    await until(async () => (await panel().locator('.position').textContent()) !== 'query 500');
    const found = await panel().locator('.position').textContent();
    await expect.text(panel().locator('.event-words'), /fep0/);
    await playhead().press('n');
    await until(async () => (await panel().locator('.position').textContent()) !== found);
    await playhead().press('p');
    await at(found ?? '');
    // Between the two nothing is slowed.
    await panel().locator('tr[data-episode="1"]').click();
    await mapAt('query 1,200');
    await expect.text(slowed(), 'fep1');
    await playhead().press('ArrowLeft');
    await mapAt('query 1,199');
    await expect.gone(slowed());
    await expect.text(panel().locator('.change'), /last switch|has not changed/);
  });

  it('drags the playhead, and finds it again after the panel was hidden and the window reloaded', async () => {
    await editor.openFile(replay);
    await mapAt('query');
    const box = await panel().locator('.charts').boundingBox();
    if (!box) throw new Error('There are no charts.');
    await panel()
      .locator('.charts')
      .evaluate((charts: HTMLElement) => {
        addEventListener('pointerup', () => (charts.dataset['released'] = ''), { once: true });
      });
    const { mouse } = editor.page;
    await mouse.move(box.x + box.width * 0.2, box.y + 100);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.4, box.y + 100, { steps: 8 });
    await mouse.up();
    // What the mouse did arrives in the panel later; then it is said aloud where the playhead rests.
    await panel().locator('.charts[data-released]').waitFor();
    let words = '';
    await until(async () => {
      words = (await panel().locator('.position').textContent()) ?? '';
      const said = (await panel().locator('#spoken').textContent()) ?? '';
      return words !== 'query 0' && said.includes(words);
    });
    assert.match(words, /^query \d+$/);
    await mapAt(words);
    const spoken = panel().locator('#spoken');
    await spoken.evaluate((element) => element.replaceChildren());
    await panel().getByRole('button', { name: 'Zoom in' }).click();
    // It is said aloud and saved once the playhead and the window rest.
    await expect.text(spoken, words);
    await editor.openFile('notes.yaml');
    await editor.tab(replay).click();
    await at(words);
    await mapAt(words);
    await editor.reload();
    await at(words);
    await mapAt(words);
    assert.equal(await panel().getByRole('button', { name: 'Zoom out' }).isEnabled(), true);
  });

  it('sees what can be read of a file that is cut off, and why there is no more', async () => {
    const text = await readFile(inFolder(replay), 'utf8');
    await writeFile(inFolder(cut), text.slice(0, text.length * 0.4));
    await writeFile(inFolder('none.replay.jsonl'), 'no replay\n');
    await editor.openFile(cut);
    await panel().locator('.problems[role=alert]').waitFor();
    await panel().locator('.charts canvas').waitFor();
    await mapAt('query');
    await editor.openFile('none.replay.jsonl');
    await expect.text(panel().locator('.failure'), 'cannot be shown');
    await panel().getByRole('button', { name: 'Open as text' }).click();
    await expect.text(editor.editorText(), 'no replay');
    assert.deepEqual(editor.violations, []);
  });

  it('finds scenarios and replays in the sidebar', async () => {
    await editor.openSidebar();
    // The list is closed until somebody wants it: there is more to see in the others.
    await editor.list('Interference').locator('.pane-header').click();
    await editor.item('Interference', 'slow').first().waitFor();
    const item = editor.item('Interference', 'resnet-18.slow, replay');
    // A list that is being made again loses what is clicked in it.
    await until(async () => {
      await item.dblclick({ timeout: 10_000 });
      await editor.tab(replay).waitFor({ timeout: 10_000 });
    });
    await expect.text(panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
  });
});
