// The browser editor that tests and `npm run editor` use: VS Code's own server, set up once.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root, run, runNode } from './steps.mjs';

const home = join(root, '.cache', 'editor');
const lock = join(root, 'test', 'editor', 'host');
const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const stamp = join(home, '.ready');

/** Installs the editor where it is not; true where it is there. */
export function installEditorHost() {
  const wanted = readFileSync(join(lock, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  console.error('Installing the browser editor (once, about a minute) …');
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(lock, file), join(home, file));
  }
  // Install scripts stay off: they would download what is not needed here.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = (cwd, ...args) =>
    run('npm', args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  const installed =
    npm(home, 'ci', ...quiet) &&
    npm(vscode, 'install', '--omit=dev', '--no-save', ...quiet) &&
    npm(vscode, 'rebuild', '@vscode/spdlog', 'native-watchdog', '--loglevel=error');
  if (!installed) return false;
  link('node_modules', join(vscode, 'node_modules.asar'));
  // Its own ripgrep, which finds files, would be a download: a package brings the same program.
  const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const modules = join(vscode, 'node_modules', '@vscode', 'ripgrep');
  link(join(home, 'node_modules', ripgrep, 'bin'), join(modules, 'bin'));
  writeFileSync(stamp, wanted);
  return true;
}

function link(target, path) {
  if (!existsSync(path)) symlinkSync(target, path, 'junction');
}

const quietServer = ['--accept-server-license-terms', '--telemetry-level', 'off'];

/**
 * Installs a packed extension; true where it is installed.
 * @param {string} file the VSIX.
 * @param {{ data: string, extensions: string }} folders as {@link startEditorHost} gets them.
 */
export function installPacked(file, { data, extensions }) {
  const folders = ['--server-data-dir', data, '--extensions-dir', extensions];
  const args = ['out/server-main.js', ...quietServer, ...folders, '--install-extension', file];
  return runNode(args, { cwd: vscode, stdio: ['ignore', 'ignore', 2] });
}

/**
 * Starts the editor's server on a free port.
 * @param {{ data: string, env?: Record<string, string>, extensions?: string }} options folder of its
 * settings and logs, and of installed extensions.
 * @returns {Promise<{ port: number, stop(): Promise<void> }>}
 */
export async function startEditorHost({ data, env = {}, extensions = join(data, 'extensions') }) {
  const child = spawn(
    process.execPath,
    [
      'out/server-main.js',
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...quietServer,
      ...['--server-data-dir', data, '--extensions-dir', extensions],
    ],
    { cwd: vscode, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const port = await new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const found = /listening on (\d+)/.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`The editor did not start:\n${output}`)));
  });
  return {
    port,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * Address of an editor window.
 * @param {number} port
 * @param {{ folder: string, extension?: string, tests?: string }} paths absolute; `folder` may be a
 * `.code-workspace` file, `extension` is loaded from its folder, `tests` is a module whose `run` is
 * called in the extension host.
 */
export function editorUrl(port, { folder, extension, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
