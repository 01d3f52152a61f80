// Tests in a real editor: a suite inside the extension host, then people's journeys in the page, the
// last with the packed extension.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Mocha from 'mocha';
import { openBrowser, runInHost } from './browserEditor.mjs';
import {
  bundlePageTests,
  bundleSuite,
  examples,
  home,
  layOutWorkspace,
} from './editorTestFiles.mjs';
import { editorUrl, installEditorHost, installPacked, startEditorHost } from './editorHost.mjs';
import { packageExtension } from './package.mjs';
import { build, root } from './steps.mjs';

const screenshots = join(root, '.cache', 'screenshots');
const cli = join(root, 'dist', 'cli.js');
// Whatever else runs on this machine, pipelines of these tests run.
process.env.CNN_TUNER_SHARE_CORES = '1';
/** A machine may be slow, a test must not be: these limits are for what never ends. */
const testMilliseconds = 300_000;

/** Runs the suite in the extension host; gives its report. */
async function runInside(browser) {
  const folder = layOutWorkspace('inside');
  const tests = join(home, 'suite', 'index');
  return runInHost(browser, { name: 'inside-suite', folder, extension: root, tests });
}

/** The server of all windows on the extension as it is developed; started when first needed. */
let developed = null;

/** Runs a journey through the extension as it is developed. */
async function runDeveloped(browser, name, folder) {
  developed ??= startEditorHost({ data: join(home, 'data-pages') });
  const { port } = await developed;
  return runPage(browser, name, { port, folder, extension: root });
}

function emptyFolder(name) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Packs the extension for this platform, installs it where no other is, and tunes and runs there. */
async function runPacked(browser) {
  const data = join(home, 'data-packed');
  const extensions = join(home, 'extensions');
  const targets = [`${process.platform}-${process.arch}`];
  const [file] = await packageExtension({ targets, folder: join(home, 'vsix') });
  if (!installPacked(file, { data, extensions })) throw new Error(`${file} was not installed.`);
  const host = await startEditorHost({ data, extensions });
  try {
    return await runPage(browser, 'packed', { port: host.port, folder: layOutWorkspace('packed') });
  } finally {
    await host.stop();
  }
}

/** Runs the tests of a page; gives their report. */
async function runPage(browser, name, { port, folder, extension }) {
  const report = { passed: [], failed: [] };
  const file = join(home, 'page', `${name}.js`);
  const mocha = new Mocha({ ui: 'bdd', timeout: testMilliseconds, reporter: SilentReporter });
  mocha.addFile(file);
  // At once: while a file is loaded, its tests are announced to whoever loads.
  mocha.loadFiles();
  mocha.lazyLoadFiles(true);
  const { setWorld, endWaits } = await import(file);
  const urlOf = (path) => editorUrl(port, { folder: path, extension });
  setWorld({ browser, urlOf, folder, outside: home, examples, screenshots, cli });
  await new Promise((resolve) => {
    mocha
      .run(resolve)
      .on('test end', endWaits)
      .on('pass', (test) => report.passed.push(timed(test)))
      .on('fail', (test, { stack }) => {
        report.failed.push({ title: test.fullTitle(), reason: stack });
      });
  });
  return report;
}

function timed(test) {
  return `${test.fullTitle()} (${((test.duration ?? 0) / 1000).toFixed(1)} s)`;
}

/** The reports of all parts are printed alike, below. */
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
await bundleSuite();
await bundlePageTests();
const browser = await openBrowser();
let passed = 0;
let failed = 0;
/** The longest first, so that none of them is waited for alone; last the one that wants every core. */
const parts = {
  panels: () => runDeveloped(browser, 'panels', layOutWorkspace('panels')),
  outside: () => runDeveloped(browser, 'journey', layOutWorkspace('outside')),
  replay: () => runDeveloped(browser, 'replay', layOutWorkspace('replay')),
  sidebar: () => runDeveloped(browser, 'sidebar', emptyFolder('sidebar')),
  packed: runPacked,
  inside: runInside,
  live: () => runDeveloped(browser, 'live', layOutWorkspace('live')),
};
// `node scripts/runEditorTests.mjs outside` runs one part.
const chosen = process.argv.slice(2).filter((name) => Object.hasOwn(parts, name));
const wanted = chosen.length > 0 ? chosen : Object.keys(parts);
/** Runs one part after the other: a part waits for its editor most of the time, so several do. */
async function runParts(waiting) {
  for (let title = waiting.shift(); title !== undefined; title = waiting.shift()) {
    const begun = Date.now();
    const report = await parts[title](browser).catch((error) => ({
      passed: [],
      failed: [{ title, reason: error.stack }],
    }));
    console.log(`${title} (${Math.round((Date.now() - begun) / 1000)} s)`);
    print(report);
    passed += report.passed.length;
    failed += report.failed.length;
  }
}
const beside = wanted.filter((title) => title !== 'live');
const lanes = availableParallelism() > 1 ? 2 : 1;
await Promise.all(Array.from({ length: lanes }, () => runParts(beside)));
await runParts(wanted.filter((title) => title === 'live'));
await browser.close();
await (await developed)?.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
