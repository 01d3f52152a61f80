import { strict as assert } from 'node:assert';
import { copyFile, cp, mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { residualNetwork } from '../../fixtures/onnx/residualNetwork';
import { EditorPage } from './editorPage';
import { expect, until } from './expect';
import { chooseFile } from './fileDialog';
import { recordFailure } from './recordFailure';
import { world } from './world';

const samples = 'cnn-examples';

const inFolder = (...names: string[]) => join(world().folder, ...names);
const inNetworks = (name: string) => inFolder(samples, 'networks', name);
const allThemes = ['light', 'high-contrast', 'dark'] as const;

let editor: EditorPage;
/** A window that one test opens beside it. */
let other: EditorPage | null = null;

before(async () => {
  const { browser, url, folder } = world();
  // Lists hold only what is in sight: all of their entries are to be.
  const size = { width: 1500, height: 1150 };
  editor = await EditorPage.open(browser, url, folder, { size });
  await editor.useSettings('dark', { 'window.menuBarVisibility': 'compact' });
  await editor.closeAll();
});
afterEach(async function () {
  await recordFailure(this.currentTest, (other ?? editor).page);
  await other?.close();
  other = null;
});
after(() => editor.close());

describe('a person with an empty folder', () => {
  it('is welcomed in every list, in every theme', async () => {
    await editor.openSidebar();
    await editor.list('Networks').getByRole('button', { name: 'Create Samples' }).waitFor();
    await editor
      .list('Networks')
      .locator('.monaco-button', { hasText: 'Import ONNX Model' })
      .waitFor();
    await editor
      .list('Platforms')
      .locator('.monaco-button', { hasText: 'Describe This Machine' })
      .waitFor();
    await editor.list('Results').getByRole('button', { name: 'Run Shisha Tuning' }).waitFor();
    for (const theme of allThemes) {
      await editor.useSettings(theme);
      await world().screenshot(editor.page, `sidebar-welcome-${theme}`);
    }
  });

  it('creates the samples, and keeps changed ones as they are', async () => {
    await editor.list('Networks').getByRole('button', { name: 'Create Samples' }).click();
    await editor.notification(/36 samples were created in cnn-examples/).waitFor();
    await editor.tab('resnet-50.cnn.yaml').waitFor();
    await editor.item('Platforms', 'jetson-tx2').waitFor();
    const changed = inFolder(samples, 'networks', 'alexnet.cnn.yaml');
    await writeFile(changed, 'cnn: Mine\n');
    await editor.runCommand('CNN Tuner: Create Samples in the Workspace');
    await editor.notification(/The samples are in cnn-examples already/).waitFor();
    assert.equal(await readFile(changed, 'utf8'), 'cnn: Mine\n');
  });

  it('sees the size of a network', async () => {
    await expect.text(editor.item('Networks', 'resnet-50'), /54 layers · 6\.41 G weight/);
  });

  it('describes this machine as a platform without errors', async () => {
    await editor.runCommand('CNN Tuner: Describe This Machine as Platform');
    await editor.page.locator('.tab.active[aria-label*=".platform.yaml"]').waitFor();
    await expect.text(editor.editorText(), /execution_places:/);
    assert.equal(await editor.squiggles().count(), 0);
  });

  it('imports a model from its list, and is asked before a file is replaced', async () => {
    await writeFile(inFolder('small.onnx'), residualNetwork([1, 1]));
    await editor.chooseFromMenu(editor.item('Networks', 'small.onnx'), 'Import ONNX Model…');
    await editor.tab('small.cnn.yaml').waitFor();
    await expect.text(editor.page.locator('.statusbar'), /small: \d+ layers imported/);
    await editor.runCommand('CNN Tuner: Import ONNX Model…');
    await chooseFile(editor.page, inFolder('small.onnx'), 'Import');
    await editor.dialogButton('Keep Both').click();
    await editor.tab('small-2.cnn.yaml').waitFor();
    // A list that is still being made again would lose what is clicked in it.
    await editor.item('Networks', 'small-2').waitFor();
    assert.equal(
      await readFile(inFolder('small-2.cnn.yaml'), 'utf8'),
      await readFile(inFolder('small.cnn.yaml'), 'utf8'),
    );
  });

  it('tunes from the list, and sees the result there', async () => {
    const choice = editor.page.locator('.quick-input-list [role=option]', {
      hasText: 'chiplet-2f2s',
    });
    await editor.pressOn(editor.item('Networks', 'resnet-18'), 'Run Shisha Tuning', choice);
    await choice.click();
    await editor.panel().locator('h1').waitFor();
    // A slow machine may take its time: the age is what it is.
    const figures = /\d \/s · (?:now|\d+m ago) · [\d.]+ %/;
    await expect.text(editor.item('Results', 'resnet-18.chiplet-2f2s'), figures);
    await expect.text(editor.status(), 'chiplet-2f2s');
  });

  it('is led through the product in five steps', async () => {
    await editor.closeAll();
    await editor.runCommand('Welcome: Open Walkthrough...');
    const choice = editor.page.locator('.quick-input-list [role=option]');
    await choice.filter({ hasText: 'Tune a CNN Pipeline' }).click();
    const steps = editor.page.locator('.getting-started-step');
    await steps.nth(4).waitFor();
    assert.equal(await steps.count(), 5);
    // What was done above counts as done.
    await editor.page.locator('.getting-started-step.expanded').waitFor();
    for (const theme of allThemes) {
      await editor.useSettings(theme);
      const picture = editor.page.locator('.getting-started-media img');
      await picture.waitFor();
      await world().screenshot(editor.page, `walkthrough-${theme}`);
    }
    await editor.closeAll();
  });
});

describe('a person with results', () => {
  const result = () => editor.item('Results', 'resnet-18.chiplet-2f2s');
  const file = () => inNetworks('resnet-18.chiplet-2f2s.tuning.json');

  // Whatever happened before, there is a new result of samples.
  before(async () => {
    await cp(world().examples, inFolder(samples), { recursive: true, force: false });
    const platform = inFolder(samples, 'platforms', 'chiplet-2f2s.platform.yaml');
    await world().tune(inNetworks('resnet-18.cnn.yaml'), platform, file());
    await editor.closeAll();
    await editor.openSidebar();
    await result().waitFor();
  });

  it('looks at the lists in every theme', async () => {
    for (const theme of allThemes) {
      await editor.useSettings(theme);
      await world().screenshot(editor.page, `sidebar-lists-${theme}`);
    }
  });

  it('sees that a result is stale once its network has changed', async () => {
    const later = new Date(Date.now() + 5000);
    await utimes(inNetworks('resnet-18.cnn.yaml'), later, later);
    await expect.text(result(), /\d \/s · .* · stale · \d+/);
    await world().screenshot(editor.page, 'sidebar-stale');
  });

  it('sees the platform in the status bar only where it matters', async () => {
    await writeFile(inFolder('notes.txt'), 'nothing\n');
    await editor.closeAll();
    await expect.gone(editor.status());
    await editor.openItem('Networks', 'alexnet');
    const choice = editor.page.locator('.quick-input-list [role=option]');
    for (const platform of ['chiplet-2f2s', 'jetson-tx2']) {
      await editor.status().click();
      await choice.filter({ hasText: platform }).click();
      await expect.text(editor.status(), platform);
    }
    await editor.openFile('notes.txt');
    await expect.gone(editor.status());
    await editor.openSidebar();
  });

  it('deletes a result after a question', async () => {
    await stat(file());
    await editor.chooseFromMenu(result(), 'Delete');
    await editor.dialogButton('Cancel').click();
    await stat(file());
    await editor.chooseFromMenu(result(), 'Delete');
    await editor.dialogButton('Move to Trash').click();
    // A server has no trash.
    await editor.dialogButton('Delete Permanently').click();
    await editor.list('Results').getByRole('button', { name: 'Run Shisha Tuning' }).waitFor();
    await assert.rejects(stat(file()), /ENOENT/);
  });
});

describe('a person who does not trust the folder', () => {
  it('gets diagnostics and results, but no model from elsewhere', async () => {
    const { browser, url, folder, outside } = world();
    other = await EditorPage.open(browser, url, folder, { trusted: false });
    await writeFile(join(outside, 'elsewhere.onnx'), residualNetwork([1]));
    await other.openSidebar();
    await other.openItem('Networks', 'resnet-18');
    await expect.text(other.page.locator('.codelens-decoration'), /21 layers/);
    await other.runCommand('CNN Tuner: Import ONNX Model…');
    await chooseFile(other.page, join(outside, 'elsewhere.onnx'), 'Import');
    await other.notification(/only where the workspace is trusted/).waitFor();
  });
});

describe('a person with several folders', () => {
  it('finds the files of each under its name', async () => {
    const { browser, folder, outside, examples, urlOf } = world();
    const second = join(outside, 'second');
    await mkdir(second, { recursive: true });
    await copyFile(
      join(examples, 'networks', 'synthnet.cnn.yaml'),
      join(second, 'resnet-18.cnn.yaml'),
    );
    const both = join(outside, 'both.code-workspace');
    await writeFile(both, JSON.stringify({ folders: [{ path: folder }, { path: second }] }));
    other = await EditorPage.open(browser, urlOf(both), folder);
    await other.openSidebar();
    const networks = other.list('Networks');
    const rows = networks.locator('[role=treeitem]');
    await networks.locator('[role=treeitem][aria-level="2"]').first().waitFor();
    const first = networks.locator(
      `[role=treeitem][aria-level="1"][aria-label^="${basename(folder)}"]`,
    );
    // Folded, it leaves the other one in sight. A list that is made again loses what is clicked.
    await until(async () => {
      if ((await first.getAttribute('aria-expanded')) === 'true') await first.click();
      return (await first.getAttribute('aria-expanded')) === 'false';
    });
    // What another folder has too needs no path here.
    await expect.text(rows, /^resnet-18(?!.*\/)/);
    const groups = networks.locator('[role=treeitem][aria-level="1"]');
    assert.deepEqual(await groups.locator('.label-name').allTextContents(), [
      basename(folder),
      'second',
    ]);
    await world().screenshot(other.page, 'sidebar-folders');
  });
});
