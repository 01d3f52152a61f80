// Steps that every script shares. Plain Node: nothing is installed yet when this runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const stamp = join(root, 'dist', '.built');
const sources = [
  'client',
  'server',
  'webview',
  'media',
  'scripts',
  'esbuild.mjs',
  'package.json',
  'package-lock.json',
];

/** Runs a program in the repository's folder with the terminal's streams; true where it ended with 0. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

/** Runs a script or a package's program with this Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Installs what package-lock.json says, unless exactly that is there. Install scripts stay off. */
export function install() {
  if (isInstalled()) return true;
  console.error('Installing packages (once) …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { npm_execpath: npm } = process.env;
  const once = () =>
    npm
      ? runNode([npm, ...args], { stdio: ['ignore', 2, 2] })
      : run('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  // A registry that is out of breath for a moment is no reason to give up.
  return once() || once();
}

/** npm notes in node_modules/.package-lock.json what it installed: compared with what is wanted. */
function isInstalled() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = read(noted);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  );
}

/** Bundles everything, unless the bundles are newer than every source. */
export function build() {
  if (
    existsSync(stamp) &&
    statSync(stamp).mtimeMs >= newest(sources.map((path) => join(root, path)))
  )
    return true;
  const begun = new Date();
  if (!runNode(['esbuild.mjs'], { stdio: ['ignore', 2, 2] })) return false;
  // Dated at the beginning: what was saved meanwhile is built again next time.
  writeFileSync(stamp, begun.toISOString());
  return true;
}

function newest(paths) {
  return Math.max(
    0,
    ...paths.filter(existsSync).map((path) => {
      const facts = statSync(path);
      if (!facts.isDirectory()) return facts.mtimeMs;
      return Math.max(facts.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))));
    }),
  );
}
