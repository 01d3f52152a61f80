import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { themes } from './editorPage';
import { EditorPage } from './editorPage';
import { expect, until } from './expect';
import { recordFailure } from './recordFailure';
import { world } from './world';

const result = 'resnet-18.chiplet-2f2s.tuning.json';

describe('a person', () => {
  let editor: EditorPage;
  const inFolder = (name: string) => join(world().folder, name);
  const savedResult = async () => {
    const data: unknown = JSON.parse(await readFile(inFolder(result), 'utf8'));
    return Object(data) as { readonly cancelled?: boolean; readonly trials: number };
  };

  before(async () => {
    const { browser, url, folder } = world();
    editor = await EditorPage.open(browser, url, folder);
  });
  afterEach(async function () {
    await recordFailure(this.currentTest, editor.page);
  });
  after(() => editor.close());

  it('types a broken descriptor, sees the diagnostic, and mends it', async () => {
    await editor.openText('typed.cnn.yaml');
    await editor.type('cnn: Typed\ninput: [3, 32, 32]\nlayers:\n');
    await editor.type('- { name: first, op: convv, kernel: 3, filters: 8 }\n');
    await editor.type('- { name: second, op: fully_connected, units: 10 }\n');
    await editor.squiggles().first().waitFor();
    await editor.runCommand('View: Focus Problems (Errors, Warnings, Infos)');
    const problem = editor.page.locator('.markers-panel [role=treeitem]', {
      hasText: 'unknown-operator',
    });
    await expect.text(problem, /convv/);
    await expect.text(problem, /cnn-tuner/);
    // While the last line is typed its operator is unknown too.
    const first = problem.filter({ hasText: 'convv' });
    await first.locator('a', { hasText: 'unknown-operator' }).click();
    await expect.text(editor.panel().locator('#unknown-operator'), /unknown-operator/);
    await editor.runCommand('View: Close Editor');
    await editor.page
      .locator('.view-line span', { hasText: /^convv$/ })
      .first()
      .dblclick();
    await editor.type('conv');
    await expect.gone(editor.squiggles());
    await expect.gone(problem);
    await editor.runCommand('View: Hide Panel');
    await expect.text(editor.page.locator('.codelens-decoration'), /2 layers/);
  });

  it('sees beside each line how heavy its layers are, unless that is switched off', async () => {
    await editor.openText('resnet-18.cnn.yaml');
    const strips = () =>
      editor.page.locator('.view-overlays .cdr').evaluateAll((elements) =>
        elements
          .map((element) => getComputedStyle(element))
          .filter(({ borderLeftWidth, borderRightWidth }) => borderLeftWidth !== borderRightWidth)
          .map(({ borderLeftWidth }) => Number.parseFloat(borderLeftWidth)),
      );
    await until(async () => (await strips()).length > 0);
    const widths = await strips();
    assert(Math.max(...widths) > Math.min(...widths), widths.join());
    await editor.useSettings('light', { 'cnnPipelineTuner.heatStrip': false });
    await until(async () => (await strips()).length === 0);
    await editor.useSettings('dark');
    await until(async () => (await strips()).length === widths.length);
    await editor.closeAll();
  });

  it('tunes a network by its lens and reads the stage map', async () => {
    await editor.openText('resnet-18.cnn.yaml');
    await editor.page.locator('.codelens-decoration a', { hasText: 'Run Shisha Tuning' }).click();
    const map = editor.panel();
    await expect.text(map.locator('h1'), 'ResNet-18 on chiplet-2f2s');
    await expect.text(map.locator('[data-figure=throughput]'), /\d \/s/);
    await expect.text(map.locator('[data-figure=quality]'), /\d %/);
    await expect.text(map.locator('[role=grid]'), 'fep0');
    await expect.text(map.locator('.slowest-words'), /stage \d on/);
    assert.equal(await map.locator('[role=grid] [role=row]').count(), 4);
    await expect.text(editor.page.locator('.statusbar'), /ResNet-18 on chiplet-2f2s: .* trials/);
  });

  it('goes from a layer of the map to its line', async () => {
    await editor.panel().locator('[role=gridcell][aria-label^="stem"]').click();
    const lines = (await readFile(inFolder('resnet-18.cnn.yaml'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('name: stem')) + 1;
    const caret = new RegExp(`Ln ${line}, Col \\d+ \\(4 selected\\)`);
    await expect.text(editor.page.locator('.statusbar'), caret);
  });

  it('looks at other trials, and finds the one again after the panel was hidden', async () => {
    await editor.tab(result).click();
    const map = editor.panel();
    const slider = map.locator('input[type=range]');
    await slider.focus();
    await slider.press('Home');
    await expect.text(map.locator('.shown-trial'), 'Trial 1 of');
    await editor.openText('chiplet-2f2s.platform.yaml');
    await expect.gone(editor.page.locator('iframe.webview.ready:visible'));
    await editor.tab(result).click();
    await expect.text(editor.panel().locator('.shown-trial'), 'Trial 1 of');
  });

  it('finds the stage map with its trial again after the window was reloaded', async () => {
    await editor.reload();
    await editor.tab(result).click();
    await expect.text(editor.panel().locator('.shown-trial'), 'Trial 1 of');
    await editor.panel().getByRole('button', { name: 'Show best' }).click();
    await expect.text(editor.panel().locator('.shown-trial'), 'best');
  });

  it('cancels a second run, and keeps what it found', async () => {
    const before = await savedResult();
    await editor.useSettings('dark', {
      'cnnPipelineTuner.tuning.alpha': 2_000_000_000,
    });
    await editor.panel().getByRole('button', { name: 'Tune again' }).click();
    const progress = editor.notification(/trial [\d,]+ · .* \/s/);
    await progress.waitFor();
    await progress.hover();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const said = editor.notification(/Cancelled\. Found so far: ResNet-18 on chiplet-2f2s/);
    await said.waitFor();
    await expect.text(editor.panel().locator('.badge'), /cancelled/);
    const after = await savedResult();
    assert.equal(after.cancelled, true);
    assert(after.trials > before.trials);
    await editor.useSettings('light');
  });

  it('reopens the saved result', async () => {
    await editor.closeAll();
    await editor.openFile(result);
    await expect.text(editor.panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
  });

  it('is told when the file breaks under the map, which returns by itself', async () => {
    const text = await readFile(inFolder(result), 'utf8');
    await writeFile(inFolder(result), text.slice(0, 100));
    const map = editor.panel();
    await expect.text(map.locator('[role=alert]'), /not valid JSON/);
    await writeFile(inFolder(result), text);
    await expect.text(map.locator('h1'), 'ResNet-18 on chiplet-2f2s');
    await writeFile(inFolder(result), '{}');
    await map.getByRole('button', { name: 'Open as text' }).click();
    await expect.text(editor.editorText(), '{}');
    await writeFile(inFolder(result), text);
    await editor.closeAll();
  });

  it('chooses among several platforms once, and is not asked again', async () => {
    await world().addExample('platforms/jetson-tx2.platform.yaml');
    await editor.fileInTree('jetson-tx2.platform.yaml').waitFor();
    await editor.openText('synthnet.cnn.yaml');
    await editor.runCommand('CNN Tuner: Run Shisha Tuning');
    const choice = editor.page.locator('.quick-input-list [role=option]');
    await expect.text(choice, /chiplet-2f2s/);
    await choice.filter({ hasText: 'jetson-tx2.platform.yaml' }).click();
    await expect.text(editor.panel().locator('h1'), /on /);
    await editor.fileInTree('synthnet.jetson-tx2.tuning.json').waitFor();
    await editor.closeAll();
    await editor.openText('synthnet.cnn.yaml');
    await editor.page.locator('.editor-actions [aria-label^="Run Shisha Tuning"]').click();
    await editor.panel().locator('h1').waitFor();
    await editor.closeAll();
  });

  it('sees the same map in every theme', async () => {
    await editor.openText('resnet-18.cnn.yaml');
    await editor.useSettings('light');
    await editor.page.locator('.codelens-decoration a', { hasText: 'Run Shisha Tuning' }).click();
    const choice = editor.page.locator('.quick-input-list [role=option]');
    await choice.filter({ hasText: 'chiplet-2f2s' }).click();
    await editor.panel().locator('[role=grid]').waitFor();
    for (const theme of ['light', 'dark', 'high-contrast'] satisfies (keyof typeof themes)[]) {
      await editor.useSettings(theme);
      await expect.text(editor.panel().locator('h1'), 'ResNet-18 on chiplet-2f2s');
      await world().screenshot(editor.page, `editor-${theme}`);
    }
  });
});
