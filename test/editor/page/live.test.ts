import { strict as assert } from 'node:assert';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { EditorPage } from './editorPage';
import { executors } from './executors';
import { expect, until } from './expect';
import { saveAs } from './fileDialog';
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
const platform = `platform: this-machine
memories:
  ram: { bandwidth_gb_s: 10 }
execution_places:
  - { name: ep0, cores: [0], clock_ghz: 2, flops_per_cycle: 16, memory: ram }
`;
/** Two places, each a core. */
const duo = `platform: duo
memories:
  ram: { bandwidth_gb_s: 10 }
execution_places:
  - { name: ep0, cores: [0], clock_ghz: 2, flops_per_cycle: 16, memory: ram }
  - { name: ep1, cores: [1], clock_ghz: 2, flops_per_cycle: 16, memory: ram }
links:
  default: { bandwidth_gb_s: 1000 }
`;

describe('a person who runs a pipeline', () => {
  let editor: EditorPage;

  before(async () => {
    const { browser, url, folder, tune } = world();
    await writeFile(join(folder, 'tiny.cnn.yaml'), network);
    await writeFile(join(folder, 'this.platform.yaml'), platform);
    await tune('tiny.cnn.yaml', 'this.platform.yaml', 'tiny.this.tuning.json');
    await tune('tiny.cnn.yaml', 'chiplet-2f2s.platform.yaml', 'elsewhere.tuning.json');
    editor = await EditorPage.open(browser, url, folder);
    await editor.useSettings('dark');
  });
  afterEach(async function () {
    await recordFailure(this.currentTest, editor.page);
    if (!editor.page.isClosed()) await editor.closeAll();
  });
  after(() => editor.close());

  it('sees it live, stops it, and finds everything again after the panel was hidden', async () => {
    await editor.openText('tiny.cnn.yaml');
    await editor.runCommand('CNN Tuner: Run Pipeline');
    const panel = editor.panel();
    await expect.text(panel.locator('h1'), 'Tiny on this-machine');
    await stopRun(panel);
    // From now on runs end when they are stopped.
    await panel.getByLabel('Time').fill('3600');
    await panel.getByRole('button', { name: /Run$/ }).click();
    await expect.text(panel.locator('.state'), 'Running');
    await panel.locator('canvas[data-chart="latency"]').waitFor();
    await world().screenshot(editor.page, 'live-in-the-editor');
    await stopRun(panel);
    await expect.text(panel.locator('.state'), 'Stopped');
    const summary = await panel.locator('#summary').textContent();
    assert.match(summary ?? '', /queries in/);
    // A panel behind another tab loses its page.
    await editor.moveToPreviousGroup();
    await editor.openFile('notes.yaml');
    await expect.gone(editor.page.locator('iframe.webview.ready:visible'));
    await editor.page.locator('.tab', { hasText: 'Run of tiny' }).click();
    await expect.text(editor.panel().locator('#summary'), summary ?? '');
    assert.deepEqual(editor.violations, []);
  });

  it('sees measured times on the stage map while the result runs', async () => {
    await editor.openFile('tiny.this.tuning.json');
    await editor.panel().locator('.lane').first().waitFor();
    await editor.runCommand('CNN Tuner: Run Pipeline');
    const frame = (index: number) =>
      editor.page.frameLocator('iframe.webview.ready').nth(index).frameLocator('#active-frame');
    let [map, live] = [frame(0), frame(1)];
    await until(async () => {
      if ((await editor.page.locator('iframe.webview.ready').count()) < 2) return false;
      [map, live] = [live, map];
      return (await map.locator('.lane').count()) > 0;
    });
    await expect.text(map.locator('.measured'), /measured · .* estimated/);
    await world().screenshot(editor.page, 'live-stage-map');
    await stopRun(live);
  });

  it('measures layers, and finds the times beside the estimates and the text', async () => {
    await editor.openText('tiny.cnn.yaml');
    await editor.runCommand('CNN Tuner: Profile on Local Cores');
    const measuring = editor.notification(/Measuring the layers of tiny/);
    await measuring.waitFor();
    await editor.runCommandAndChoose('CNN Tuner: Tune on Local Cores', 'Calibrated search');
    // One at a time: either it was over by then, or the second is refused.
    const refused = editor.notification(/in use already: the layers of tiny\.cnn\.yaml are being measured/); // prettier-ignore
    const measured = editor.notification(/[Ss]aved as tiny\.this\.profile\.json/);
    await measured.or(refused).first().waitFor();
    // On a busy machine it would go on for a minute; each part is saved.
    const file = join(world().folder, 'tiny.this.profile.json');
    await until(() => stat(file));
    const cancel = measuring.getByRole('button', { name: 'Cancel' });
    if (await cancel.isVisible()) await cancel.click({ timeout: 2000 }).catch(() => undefined);
    await measured.getByRole('button', { name: 'Show Layers' }).click();
    const panel = editor.panel();
    await expect.text(panel.locator('body'), /measured in tiny\.this\.profile\.json/);
    const saved = JSON.parse(await readFile(file, 'utf8')) as object;
    assert.equal(Reflect.get(saved, 'kind'), 'cnn-profile');
    await editor.runCommand('View: Focus First Editor Group');
    await editor.page.locator('.editor-group-container.active .cgmr').first().waitFor();
    await world().screenshot(editor.page, 'local-layers');
  });

  it('tunes by trials on local cores, and sees the result', async () => {
    await editor.openText('tiny.cnn.yaml');
    // Measured above, so that an explorer may read times.
    await editor.runCommandAndChoose('CNN Tuner: Tune on Local Cores', 'Optimum');
    await expect.text(editor.panel().locator('h1'), 'Tiny on this-machine');
    await expect.text(editor.panel().locator('body'), /local testbed/);
    await world().screenshot(editor.page, 'local-tuned');
  });

  it('cancels measuring', async () => {
    await editor.openText('resnet-18.cnn.yaml');
    await editor.runCommand('CNN Tuner: Profile on Local Cores');
    const measuring = editor.notification(/Measuring the layers of resnet-18/);
    await measuring.getByRole('button', { name: 'Cancel' }).click();
    // Of few seconds nobody knows how far they led.
    const cancelled = editor.notification(/Cancelled\. What was measured is saved as resnet-18\.this\.profile\.json|Cancelled before the first times/); // prettier-ignore
    await cancelled.waitFor();
  });

  it('is told how to describe this machine where a platform is another one', async () => {
    await editor.openFile('elsewhere.tuning.json');
    await editor.panel().locator('.lane').first().waitFor();
    await editor.runCommand('CNN Tuner: Run Pipeline');
    await expect.text(editor.notification(/is not this machine/), 'Describe This Machine');
  });

  it('disturbs it, sees it rebalanced, and finds it again as a replay', async function () {
    // The two places are a core each.
    if (availableParallelism() < 2) return this.skip();
    const { folder, tune } = world();
    await writeFile(join(folder, 'duo.platform.yaml'), duo);
    await tune('resnet-18.cnn.yaml', 'duo.platform.yaml', 'duo.tuning.json');
    await editor.openFile('duo.tuning.json');
    await editor.panel().locator('.lane').first().waitFor();
    await editor.runCommand('View: Close Other Editors in Group');
    await editor.runCommand('CNN Tuner: Run Pipeline');
    await editor.page.locator('.tab', { hasText: 'Run of duo' }).click();
    await editor.runCommand('View: Close Editors in Other Groups');
    await editor.runCommand('Notifications: Clear All Notifications');
    const panel = editor.panel();
    await stopRun(panel);
    await panel.getByLabel('Time').fill('3600');
    await panel.getByLabel('Stages').selectOption({ label: 'Calibrated' });
    await panel.getByRole('button', { name: /Run$/ }).click();
    // What slows a place from the start would be taken for normal.
    await expect.text(panel.locator('body'), /in (?:[5-9]|\d\d)(?:\.\d+)? s/);
    await editor.runCommandAndChoose('CNN Tuner: Inject Interference', 'ep1');
    await editor.choose('Compute');
    await editor.choose('cpu-6');
    await panel.locator('.strip-band').waitFor();
    const moments = panel.locator('.marks');
    await expect.text(moments, /cpu-6 ×1\.5–2 on ep1/);
    await expect.text(moments, /(?:noticed|tried|now): /);
    await world().screenshot(editor.page, 'live-disturbed');
    await moments.getByRole('button', { name: /End$/ }).click();
    await expect.gone(moments.getByRole('button', { name: /End$/ }));
    await stopRun(panel);
    await panel.getByRole('button', { name: /Save as Replay$/ }).click();
    await saveAs(editor.page, join(folder, 'duo.replay.jsonl'));
    await expect.text(editor.panel().locator('h1'), 'ResNet-18 on duo');
    await expect.text(editor.panel().locator('body'), /Episodes of interference 1/);
    await world().screenshot(editor.page, 'live-replay');
    // Of two platforms that describe this machine, others would be asked which.
    await Promise.all(
      ['duo.platform.yaml', 'duo.tuning.json'].map((name) => rm(join(folder, name))),
    );
  });

  it('leaves no process behind when the window is loaded again, or closed', async function () {
    // Executors are found in /proc, which only Linux has.
    if (process.platform !== 'linux') return this.skip();
    const runEndlessly = async () => {
      await editor.openFile('tiny.this.tuning.json');
      await editor.panel().locator('.lane').first().waitFor();
      await editor.runCommand('View: Close Other Editors in Group');
      await editor.runCommand('CNN Tuner: Run Pipeline');
      await until(async () => (await executors()).length > 0);
    };
    // The load of the first test: runs end when they are stopped.
    await runEndlessly();
    await editor.reload();
    await until(async () => (await executors()).length === 0);
    await runEndlessly();
    await editor.page.close({ runBeforeUnload: true });
    await until(async () => (await executors()).length === 0);
  });
});
