// Tests in a real editor: a suite inside the extension host, then people's journeys in the page, the
// last with the packed extension.
import { mkdirSync, rmSync } from 'node:fs';
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

/** Runs the suite in the extension host; gives its report. */
async function runInside(browser) {
  const folder = layOutWorkspace('inside');
  const tests = join(home, 'suite', 'index');
  return runInHost(browser, { name: 'inside-suite', folder, extension: root, tests });
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
await bundleSuite();
await bundlePageTests();
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
