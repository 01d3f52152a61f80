import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EditorPage } from './editorPage';
import { expect, until } from './expect';
import { saveAs } from './fileDialog';
import { recordFailure } from './recordFailure';
import { world } from './world';

const network = 'resnet-18.cnn.yaml';
const platform = 'chiplet-2f2s.platform.yaml';
const best = 'resnet-18.best.tuning.json';
const random = 'resnet-18.random.tuning.json';

/** A name that tries to be more than a name; a file may have it too. */
const hostile = '<img src=x onerror="document.title=1">\u202E & \'q\'';
const longHostile = hostile + 'x'.repeat(10_000);

describe('a person with panels', () => {
  let editor: EditorPage;
  const inFolder = (name: string) => join(world().folder, name);
  const lineOf = async (words: string) => {
    const lines = (await readFile(inFolder(network), 'utf8')).split('\n');
    return lines.findIndex((text) => text.includes(words)) + 1;
  };
  const filter = () => editor.panel().getByRole('searchbox');
  const pressed = (name: string) => editor.panel().getByRole('button', { name, pressed: true });
  /** Calls a command for results of the list. */
  const chooseForResults = async (names: readonly [string, ...string[]], command: string) => {
    await editor.openSidebar();
    const items = names.map((name) => editor.item('Results', name));
    const [first, ...others] = items;
    // A list that is read anew in between forgets what was chosen.
    await until(async () => {
      await first?.click({ timeout: 10_000 });
      for (const other of others) {
        await other.click({ modifiers: ['ControlOrMeta'], timeout: 10_000 });
      }
      const chosen = await Promise.all(items.map((item) => item.getAttribute('aria-selected')));
      return chosen.every((value) => value === 'true');
    });
    if (first) await editor.chooseFromMenu(first, command);
  };

  before(async () => {
    const { browser, url, folder, tune } = world();
    await Promise.all([
      tune(network, platform, best),
      tune(network, platform, random, '--assign', 'random', '--seed', '3', '--alpha', '40'),
    ]);
    editor = await EditorPage.open(browser, url, folder);
    await editor.useSettings('dark');
    await editor.closeAll();
  });
  afterEach(async function () {
    await recordFailure(this.currentTest, editor.page);
    await editor.closeAll();
  });
  after(() => editor.close());

  it('opens the layers by the lens, goes from a row to its line, and from a line to its row', async () => {
    await editor.openText(network);
    await editor.clickLens('21 layers');
    await expect.text(editor.panel().locator('h1'), 'ResNet-18');
    await editor.panel().locator('[role=row][aria-label^="stem"]').click();
    const stem = await lineOf('name: stem');
    await expect.text(editor.page.locator('.statusbar'), `Ln ${stem},`);
    await editor.goToLine(await lineOf('name: classifier'));
    const selected = editor.panel().locator('.row.selected .text-name');
    await expect.text(selected, 'classifier');
    assert.equal(await selected.count(), 1);
  });

  it('sees the layers change while the network is typed', async () => {
    await editor.openText(network);
    await editor.runCommand('CNN Tuner: Show Layers');
    await expect.text(editor.panel().locator('.title'), '21 layers');
    await editor.goToLine(await lineOf('name: classifier'));
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Enter');
    await editor.type('- { name: again, op: fully_connected, units: 10 }');
    await expect.text(editor.panel().locator('.title'), '22 layers');
    await editor.runCommand('File: Revert File');
    await expect.text(editor.panel().locator('.title'), '21 layers');
  });

  it('exports the layers to files that it names', async () => {
    await editor.openSidebar();
    await editor.chooseFromMenu(editor.item('Networks', 'resnet-18'), 'Show Layers');
    for (const format of ['csv', 'svg']) {
      await editor
        .panel()
        .getByRole('button', { name: `Export ${format.toUpperCase()}` })
        .click();
      await saveAs(editor.page, inFolder(`layers.${format}`));
      await expect.text(editor.page.locator('.statusbar'), `Saved layers.${format}`);
    }
    const rows = (await readFile(inFolder('layers.csv'), 'utf8')).trimEnd().split('\r\n');
    assert.equal(rows.length, 22);
    assert.match(await readFile(inFolder('layers.svg'), 'utf8'), /^<svg[^]*stem[^]*<\/svg>\s*$/);
  });

  it('sees the convergence of two runs of the list, and exports it', async () => {
    await chooseForResults(['resnet-18.best', 'resnet-18.random'], 'Show Convergence');
    const runs = editor.panel().locator('.runs-table tbody tr');
    await expect.text(runs, /★ best/);
    assert.equal(await runs.count(), 2);
    await editor.panel().getByRole('button', { name: 'Export CSV' }).click();
    await saveAs(editor.page, inFolder('runs.csv'));
    await expect.text(editor.page.locator('.statusbar'), 'Saved runs.csv');
    assert.match(await readFile(inFolder('runs.csv'), 'utf8'), /^[^\r\n]*trial[^\r\n]*\r\n/);
    await runs.first().getByRole('button').click();
    await expect.text(editor.panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
  });

  it('compares a stage map with another result, and changes sides', async () => {
    await editor.openFile(best);
    await expect.text(editor.panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
    const choice = editor.page.locator('.quick-input-list [role=option]');
    // A panel that takes the focus as it appears closes the list.
    await until(async () => {
      await editor.runCommand('CNN Tuner: Compare Results');
      await choice.filter({ hasText: random }).click({ timeout: 10_000 });
    });
    const title = editor.panel().locator('h1');
    await expect.text(title, 'resnet-18.best and resnet-18.random');
    await editor.panel().getByRole('button', { name: 'Swap' }).click();
    await expect.text(title, 'resnet-18.random and resnet-18.best');
    await editor.panel().getByRole('region', { name: 'Right result' }).waitFor();
  });

  it('compares explorers by the lens, exports that, and finds it again as it was', async () => {
    await editor.openText('synthnet.cnn.yaml');
    await editor.clickLens('Compare Explorers');
    await expect.text(editor.panel().locator('h1'), 'SynthNet');
    await editor.panel().getByRole('button', { name: 'Show as table' }).click();
    await pressed('Show as table').waitFor();
    await editor.panel().getByRole('button', { name: 'Export CSV' }).click();
    await saveAs(editor.page, inFolder('explorers.csv'));
    await expect.text(editor.page.locator('.statusbar'), 'Saved explorers.csv');
    assert.match(await readFile(inFolder('explorers.csv'), 'utf8'), /shisha/);
    const tab = editor.page.locator('.tab', { hasText: '.comparison.json' });
    await editor.openFile(platform);
    await tab.click();
    await pressed('Show as table').waitFor();
  });

  it('finds every panel as it was after it was hidden, and after the window was reloaded', async () => {
    const tabs = {
      layers: editor.page.locator('.tab', { hasText: 'Layers of' }),
      convergence: editor.page.locator('.tab', { hasText: 'Convergence of 2 runs' }),
      compare: editor.page.locator('.tab', { hasText: '↔' }),
      map: editor.tab(best),
    };
    await chooseForResults(['resnet-18.best', 'resnet-18.random'], 'Show Convergence');
    await editor.panel().getByRole('button', { name: 'Trial time' }).click();
    await chooseForResults(['resnet-18.best', 'resnet-18.random'], 'Compare Results');
    await expect.text(editor.panel().locator('h1'), ' and ');
    await editor.panel().getByRole('button', { name: 'Show as table' }).click();
    await editor.openExplorer();
    await editor.openFile(best);
    await editor.panel().getByRole('slider').press('Home');
    await expect.text(editor.panel().locator('.shown-trial'), 'Trial 1 of');
    await editor.openSidebar();
    await editor.chooseFromMenu(editor.item('Networks', 'resnet-18'), 'Show Layers');
    await editor.moveToPreviousGroup();
    await filter().fill('c2_');
    await expect.text(editor.panel().locator('.count'), 'of 21');
    const comeBack = async () => {
      await tabs.convergence.click();
      await pressed('Trial time').waitFor();
      await tabs.compare.click();
      await pressed('Show as table').waitFor();
      await tabs.map.click();
      await expect.text(editor.panel().locator('.shown-trial'), 'Trial 1 of');
      await tabs.layers.click();
      await expect.text(editor.panel().locator('.count'), 'of 21');
      assert.equal(await filter().inputValue(), 'c2_');
    };
    await comeBack();
    await editor.openExplorer();
    await editor.reload();
    await comeBack();
  });

  it('moves a panel to a window of its own, where it is as it was', async () => {
    await editor.openSidebar();
    await editor.chooseFromMenu(editor.item('Networks', 'resnet-18'), 'Show Layers');
    await filter().fill('c3_');
    await expect.text(editor.panel().locator('.count'), 'of 21');
    const opened = editor.page.waitForEvent('popup');
    await editor.runCommand('View: Move Editor into New Window');
    const window = await opened;
    const moved = editor.panel(window);
    await expect.text(moved.locator('.count'), 'of 21');
    assert.equal(await moved.getByRole('searchbox').inputValue(), 'c3_');
    await window.close();
  });

  it('reads hostile names as text, in every panel', async () => {
    const text = await readFile(inFolder(best), 'utf8');
    const named = (name: string) => JSON.stringify(name).slice(1, -1);
    const bad = text
      .replaceAll('ResNet-18', named(longHostile))
      .replaceAll('fep0', named(hostile))
      .replaceAll('"stem"', JSON.stringify(longHostile));
    await writeFile(inFolder(`1${hostile}.tuning.json`), bad);
    await writeFile(inFolder(`2${hostile}.tuning.json`), bad);
    const descriptor = await readFile(inFolder('synthnet.cnn.yaml'), 'utf8');
    const name = `cnn: '${longHostile.replaceAll("'", "''")}'`;
    await writeFile(inFolder(`${hostile}.cnn.yaml`), descriptor.replace(/^cnn: .*$/m, name));
    const isText = async () => {
      await expect.text(editor.panel().locator('main'), '<img src=x');
      assert.equal(await editor.panel().locator('img').count(), 0);
      assert.notEqual(await editor.page.title(), '1');
    };
    await editor.openSidebar();
    await editor.chooseFromMenu(editor.item('Networks', '<img'), 'Show Layers');
    await isText();
    await editor.closeAll();
    await until(async () => {
      await editor.item('Results', '1<img').click({ timeout: 10_000 });
      // A list that is being made again loses what is clicked in it.
      await editor.panel().locator('main').waitFor({ timeout: 10_000 });
    });
    await isText();
    await editor.closeAll();
    await chooseForResults(['1<img', '2<img'], 'Show Convergence');
    await isText();
    await editor.closeAll();
    await chooseForResults(['1<img', '2<img'], 'Compare Results');
    await isText();
    // A mark that turns the direction would turn the other name of the title too.
    const title = await editor.page.locator('.tab.active').getAttribute('aria-label');
    assert.doesNotMatch(title ?? '', /\u202E/);
    await world().screenshot(editor.page, 'panels-hostile');
  });

  it('is kept from foreign styles by a policy that no panel has broken', async () => {
    assert.deepEqual(editor.violations, []);
    await editor.openFile(best);
    const main = editor.panel().locator('main');
    await main.waitFor();
    const told = editor.page.context().waitForEvent('console');
    await main.evaluate((element) => element.setAttribute('style', 'color: red'));
    await told;
    assert.equal(editor.violations.length, 1);
  });
});
