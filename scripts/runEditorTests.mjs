// Tests in a real editor: a suite inside the extension host, then people's journeys in the page, the
// last with the packed extension.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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
import { runPage } from './runPage.mjs';
import { build, root } from './steps.mjs';

const screenshots = join(root, '.cache', 'screenshots');
const cli = join(root, 'dist', 'cli.js');
// Whatever else runs on this machine, pipelines of these tests run.
process.env.CNN_TUNER_SHARE_CORES = '1';

/** The servers of windows on the extension as it is developed; each started when first needed. */
const hosts = new Map();

function hostOf(attempt) {
  if (!hosts.has(attempt)) hosts.set(attempt, startEditorHost({ data: dataOf('pages', attempt) }));
  return hosts.get(attempt);
}

/** Nothing of one attempt is left to the next. */
function nameOf(name, attempt) {
  return attempt === 1 ? name : `${name}-${attempt}`;
}

function dataOf(name, attempt) {
  return join(home, `data-${nameOf(name, attempt)}`);
}

/** Runs the suite in the extension host; gives its report. */
async function runInside(attempt) {
  const name = nameOf('inside', attempt);
  const tests = join(home, 'suite', 'index');
  return runInHost(browser, { name, folder: layOutWorkspace(name), extension: root, tests });
}

/** Runs a journey through the extension as it is developed. */
async function runDeveloped(tests, folder, attempt) {
  const { port } = await hostOf(attempt);
  return runTests(tests, { port, folder, extension: root });
}

/** Packs the extension for this platform, installs it where no other is, and tunes and runs there. */
async function runPacked(attempt) {
  const data = dataOf('packed', attempt);
  const extensions = join(home, nameOf('extensions', attempt));
  const targets = [`${process.platform}-${process.arch}`];
  const [file] = await packageExtension({ targets, folder: join(home, 'vsix') });
  if (!installPacked(file, { data, extensions })) throw new Error(`${file} was not installed.`);
  const host = await startEditorHost({ data, extensions });
  const folder = layOutWorkspace(nameOf('packed', attempt));
  try {
    return await runTests('packed', { port: host.port, folder });
  } finally {
    await host.stop();
  }
}

/** Runs a bundle of tests in windows on a folder. */
function runTests(name, { port, folder, extension }) {
  const urlOf = (path) => editorUrl(port, { folder: path, extension });
  const ground = { browser, urlOf, folder, outside: home, examples, screenshots, cli };
  return runPage(join(home, 'page', `${name}.js`), ground);
}

/** A part of the tests in a workspace of its name. */
function journey(tests, name, layOut = layOutWorkspace) {
  return (attempt) => runDeveloped(tests, layOut(nameOf(name, attempt)), attempt);
}

function emptyFolder(name) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The longest first, so that none of them is waited for alone; last the one that wants every core. */
const parts = {
  panels: journey('panels', 'panels'),
  outside: journey('journey', 'outside'),
  replay: journey('replay', 'replay'),
  sidebar: journey('sidebar', 'sidebar', emptyFolder),
  packed: runPacked,
  inside: runInside,
  live: journey('live', 'live'),
};

/**
 * Runs a part, and once more where a test of it failed: an editor is a big machine of others, which
 * loses a key or a click now and then. What failed at first is told.
 */
async function runPart(title) {
  const first = await attemptPart(title, 1);
  if (first.failed.length === 0) return first;
  console.log(`${title} once more, for at first`);
  print({ passed: [], failed: first.failed });
  const failedFirst = first.failed.map((failure) => failure.title);
  return { ...(await attemptPart(title, 2)), failedFirst };
}

function attemptPart(title, attempt) {
  return parts[title](attempt).catch((error) => ({
    passed: [],
    failed: [{ title, reason: error.stack }],
  }));
}

function print({ passed, failed }) {
  for (const title of passed) console.log(`  ✓ ${title}`);
  for (const { title, reason } of failed) {
    console.log(`  ✗ ${title}\n${reason.replace(/^/gm, '      ')}`);
  }
}

/** Runs one part after the other: a part waits for its editor most of the time, so several do. */
async function runParts(waiting) {
  for (let title = waiting.shift(); title !== undefined; title = waiting.shift()) {
    const begun = Date.now();
    const report = await runPart(title);
    console.log(`${title} (${Math.round((Date.now() - begun) / 1000)} s)`);
    print(report);
    reports.push(report);
  }
}

if (!build() || !installEditorHost()) process.exit(1);
rmSync(home, { recursive: true, force: true });
await bundleSuite();
await bundlePageTests();
const browser = await openBrowser();
const reports = [];
// `node scripts/runEditorTests.mjs outside` runs one part.
const chosen = process.argv.slice(2).filter((name) => Object.hasOwn(parts, name));
const wanted = chosen.length > 0 ? chosen : Object.keys(parts);
const beside = wanted.filter((title) => title !== 'live');
const lanes = availableParallelism() > 1 ? 2 : 1;
await Promise.all(Array.from({ length: lanes }, () => runParts(beside)));
await runParts(wanted.filter((title) => title === 'live'));
await browser.close();
for (const host of hosts.values()) await (await host).stop();
const count = (key) => reports.reduce((sum, report) => sum + report[key].length, 0);
for (const title of reports.flatMap((report) => report.failedFirst ?? [])) {
  console.log(`Failed at the first try: ${title}`);
}
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exitCode = count('failed') > 0 ? 1 : 0;
