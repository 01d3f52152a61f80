import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EditorPage } from './editorPage';
import { expect } from './expect';
import { recordFailure } from './recordFailure';
import { stopRun } from './stopRun';
import { world } from './world';

const network = `cnn: Tiny
input: [3, 32, 32]
layers:
  - { name: stem, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: body, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: head, op: fully_connected, units: 10 }
`;
const platform = `platform: two-cores
memories:
  ram: { bandwidth_gb_s: 10 }
execution_places:
  - { name: ep0, cores: [0], clock_ghz: 2, flops_per_cycle: 16, memory: ram }
  - { name: ep1, cores: [1], clock_ghz: 2, flops_per_cycle: 16, memory: ram }
`;

describe('the packed extension', () => {
  let editor: EditorPage;

  before(async () => {
    const { browser, url, folder } = world();
    editor = await EditorPage.open(browser, url, folder);
  });
  afterEach(async function () {
    await recordFailure(this.currentTest, editor.page);
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

  it('runs a pipeline on two cores with its own ONNX Runtime', async () => {
    const { folder, tune } = world();
    await writeFile(join(folder, 'tiny.cnn.yaml'), network);
    await writeFile(join(folder, 'two.platform.yaml'), platform);
    await tune('tiny.cnn.yaml', 'two.platform.yaml', 'tiny.two.tuning.json');
    const saved = await readFile(join(folder, 'tiny.two.tuning.json'), 'utf8');
    assert.equal(JSON.parse(saved).best.stages.length, 2);
    await editor.closeAll();
    await editor.openText('tiny.cnn.yaml');
    await editor.runCommand('CNN Tuner: Run Pipeline');
    const live = editor.panel();
    await expect.text(live.locator('h1'), 'Tiny on two-cores');
    await expect.text(live.locator('#summary'), /[1-9]\d* queries in .* per second/);
    assert.equal(await live.locator('.strip').count(), 2);
    await stopRun(live);
    await world().screenshot(editor.page, 'packed-live');
    await editor.closeAll();
  });

  it('lists what it found', async () => {
    await editor.openSidebar();
    const results = editor.list('Results');
    await expect.text(results, /resnet-18\.chiplet-2f2s/);
    await expect.text(results, /\d \/s/);
  });

  it('brings its samples', async () => {
    await editor.runCommand('CNN Tuner: Create Samples in the Workspace');
    await editor.notification(/36 samples were created/).waitFor();
    await editor.tab('resnet-50.cnn.yaml').waitFor();
  });
});
