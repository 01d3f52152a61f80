// Tests in a real editor: a suite inside the extension host, then people's journeys in the page, the
// last with the packed extension.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build as bundle } from 'esbuild';
import Mocha from 'mocha';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { editorUrl, installEditorHost, installPacked, startEditorHost } from './editorHost.mjs';
import { packageExtension } from './package.mjs';
import { build, root } from './steps.mjs';

const home = join(root, '.cache', 'editor-tests');
const examples = join(root, 'examples');
const screenshots = join(root, '.cache', 'screenshots');

/** A workspace with files that tests may change. */
function layOutWorkspace(name) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  for (const file of [
    'networks/resnet-18.cnn.yaml',
    'networks/synthnet.cnn.yaml',
    'platforms/chiplet-2f2s.platform.yaml',
  ]) {
    copyFileSync(join(examples, file), join(folder, basename(file)));
  }
  writeFileSync(join(folder, 'typed.cnn.yaml'), '');
  writeFileSync(join(folder, 'notes.yaml'), 'just: notes\n');
  return folder;
}

async function bundleTests() {
  const source = (path) => join(root, 'test', 'editor', path);
  await bundle({
    entryPoints: {
      'suite/index': source('suite/index.ts'),
      'suite/activation.test': source('suite/activation.test.ts'),
      'suite/features.test': source('suite/features.test.ts'),
      'suite/manifest.test': source('suite/manifest.test.ts'),
    },
    outdir: home,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  for (const name of ['journey', 'sidebar', 'packed']) {
    await bundle({
      // One bundle, so that the tests and the runner share one world.
      stdin: {
        contents: `export { setWorld } from './world'; import './${name}.test';`,
        resolveDir: source('page'),
      },
      outfile: join(home, 'page', `${name}.js`),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['playwright-core'],
      logLevel: 'warning',
    });
  }
}

async function openBrowser() {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium was found: install one, or name it in CHROMIUM.');
  }
  const quiet = ['background-networking', 'component-update', 'sync'].map((s) => `--disable-${s}`);
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet];
  return chromium.launch({ executablePath, args });
}

/** Runs the suite in the extension host; gives its report. */
async function runInside(browser) {
  const folder = layOutWorkspace('inside');
  const report = join(home, 'report.json');
  const data = join(home, 'data-inside');
  const host = await startEditorHost({ data, env: { CNN_TUNER_REPORT: report } });
  try {
    const page = await browser.newPage();
    const log = [];
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      log.push(`${type}: ${args.join(' ')}`);
    });
    const ended = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    const tests = join(home, 'suite', 'index');
    await page.goto(editorUrl(host.port, { folder, extension: root, tests }));
    await withinMinutes(3, ended, () => log.join('\n'));
    await page.close();
    if (existsSync(report)) return JSON.parse(readFileSync(report, 'utf8'));
    return { passed: [], failed: [{ title: 'the suite runs', reason: log.join('\n') }] };
  } finally {
    await host.stop();
  }
}

async function withinMinutes(minutes, work, explain) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No end:\n${explain()}`)), minutes * 60_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a person's journey through the editor as it is developed. */
function runOutside(browser) {
  return runPage(browser, 'journey', { folder: layOutWorkspace('outside'), extension: root });
}

/** Runs a person's journey that begins with an empty folder. */
function runSidebar(browser) {
  const folder = join(home, 'sidebar');
  mkdirSync(folder, { recursive: true });
  return runPage(browser, 'sidebar', { folder, extension: root });
}

/** Packs the extension, installs it where no other is, and tunes there. */
async function runPacked(browser) {
  const data = join(home, 'data-packed');
  const extensions = join(home, 'extensions');
  const [file] = await packageExtension({ folder: join(home, 'vsix') });
  if (!installPacked(file, { data, extensions })) throw new Error(`${file} was not installed.`);
  return runPage(browser, 'packed', { folder: layOutWorkspace('packed'), data, extensions });
}

/** Runs the tests of a page; gives their report. */
async function runPage(browser, name, { folder, extension, extensions, data }) {
  const host = await startEditorHost({
    data: data ?? join(home, `data-${name}`),
    ...(extensions && { extensions }),
  });
  const report = { passed: [], failed: [] };
  try {
    const file = join(home, 'page', `${name}.js`);
    const mocha = new Mocha({ ui: 'bdd', timeout: 90_000, reporter: SilentReporter });
    mocha.addFile(file);
    await mocha.loadFilesAsync();
    const { setWorld } = await import(file);
    const url = editorUrl(host.port, { folder, extension });
    setWorld({ browser, url, folder, outside: home, examples, screenshots });
    await new Promise((resolve) => {
      mocha
        .run(resolve)
        .on('pass', (test) => report.passed.push(test.fullTitle()))
        .on('fail', (test, { stack }) => {
          report.failed.push({ title: test.fullTitle(), reason: stack });
        });
    });
  } finally {
    await host.stop();
  }
  return report;
}

/** The reports of both parts are printed alike, below. */
class SilentReporter extends Mocha.reporters.Base {
  epilogue() {}
}

function print({ passed, failed }) {
  for (const title of passed) console.log(`  ✓ ${title}`);
  for (const { title, reason } of failed) {
    console.log(`  ✗ ${title}\n${reason.replace(/^/gm, '      ')}`);
  }
}

if (!build() || !installEditorHost()) process.exit(1);
rmSync(home, { recursive: true, force: true });
await bundleTests();
const browser = await openBrowser();
let passed = 0;
let failed = 0;
const parts = {
  inside: runInside,
  outside: runOutside,
  sidebar: runSidebar,
  packed: runPacked,
};
// `node scripts/runEditorTests.mjs outside` runs one part.
const chosen = process.argv.slice(2).filter((name) => Object.hasOwn(parts, name));
for (const title of chosen.length > 0 ? chosen : Object.keys(parts)) {
  console.log(title);
  const report = await parts[title](browser).catch((error) => ({
    passed: [],
    failed: [{ title, reason: error.stack }],
  }));
  print(report);
  passed += report.passed.length;
  failed += report.failed.length;
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
