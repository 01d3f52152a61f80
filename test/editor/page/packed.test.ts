import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EditorPage } from './editorPage';
import { expect } from './expect';
import { world } from './world';

describe('the packed extension', () => {
  let editor: EditorPage;

  before(async () => {
    const { browser, url, folder } = world();
    editor = await EditorPage.open(browser, url, folder);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await world().screenshot(editor.page, `failed-${this.currentTest.title.slice(0, 40)}`);
  });
  after(() => editor.close());

  it('is not the one of the source folder', async () => {
    assert.doesNotMatch(await editor.page.title(), /Extension Development Host/);
    assert.doesNotMatch(world().url, /extensionDevelopmentPath/);
  });

  it('tunes a network and shows the stage map', async () => {
    await editor.openText('resnet-18.cnn.yaml');
    await editor.page.locator('.codelens-decoration a', { hasText: 'Run Shisha Tuning' }).click();
    const map = editor.panel();
    await expect.text(map.locator('h1'), 'ResNet-18 on chiplet-2f2s');
    await expect.text(map.locator('[data-figure=throughput]'), /\d \/s/);
    const saved = join(world().folder, 'resnet-18.chiplet-2f2s.tuning.json');
    assert.match(await readFile(saved, 'utf8'), /"kind": "cnn-tuning"/);
  });

  it('lists what it found', async () => {
    await editor.openSidebar();
    const results = editor.list('Results');
    await expect.text(results, /resnet-18\.chiplet-2f2s/);
    await expect.text(results, /\d \/s/);
  });

  it('brings its samples', async () => {
    await editor.runCommand('CNN Tuner: Create Samples in the Workspace');
    await editor.notification(/21 samples were created/).waitFor();
    await editor.tab('resnet-50.cnn.yaml').waitFor();
  });
});
