// npm run test:desktop: the suite of the extension host in a desktop VS Code, which is downloaded
// unless VSCODE_EXECUTABLE names one. VSCODE_VERSION asks for another version than the newest.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install, root, run } from './steps.mjs';

/** Why no window can be opened here; null where one can. */
function noDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return null;
  return 'There is no display: a desktop editor needs one. Install xvfb, or run `npm test`, whose editor runs in a browser.';
}

/** Runs this script again on a display that nobody sees, where there is a program for that. */
function withVirtualDisplay() {
  const there = spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;
  if (!there) return null;
  return run('xvfb-run', ['-a', process.execPath, fileURLToPath(import.meta.url)]);
}

async function findEditor() {
  const { VSCODE_EXECUTABLE: named, VSCODE_VERSION: version = 'stable' } = process.env;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`VSCODE_EXECUTABLE names ${named}, where there is no program.`);
  }
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(root, '.vscode-test') });
  } catch (error) {
    throw new Error(
      `VS Code could not be downloaded (${error.message}). Name an installed one: VSCODE_EXECUTABLE=/path/to/code npm run test:desktop`,
      { cause: error },
    );
  }
}

async function runSuite() {
  const vscodeExecutablePath = await findEditor();
  const { bundleSuite, home, layOutWorkspace } = await import('./editorTestFiles.mjs');
  const { runTests } = await import('@vscode/test-electron');
  const report = join(home, 'desktop.json');
  const data = join(home, 'data-desktop');
  for (const path of [report, data, join(home, 'desktop')]) {
    rmSync(path, { recursive: true, force: true });
  }
  const folder = layOutWorkspace('desktop');
  const quiet = ['--disable-extensions', '--disable-workspace-trust', '--skip-welcome'];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const outcome = runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    extensionTestsEnv: { CNN_TUNER_REPORT: report },
    launchArgs: [folder, '--user-data-dir', data, ...quiet, ...asRoot],
  });
  // The report says which tests failed; where there is none, the editor's own words must do.
  const failure = await outcome.then(
    () => null,
    (error) => error,
  );
  if (!existsSync(report)) throw failure ?? new Error('The suite did not run.');
  const { passed, failed } = JSON.parse(readFileSync(report, 'utf8'));
  for (const title of passed) console.log(`  ✓ ${title}`);
  for (const { title, reason } of failed) console.log(`  ✗ ${title}\n${reason}`);
  console.log(`\n${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 && passed.length > 0;
}

async function main() {
  const reason = noDisplay();
  if (reason !== null) {
    const done = withVirtualDisplay();
    if (done === null) console.error(reason);
    return done ?? false;
  }
  return install() && build() && (await runSuite());
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
