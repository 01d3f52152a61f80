import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './steps.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium for the tests; null where there is none. `CHROMIUM` names another. */
export function findChromium() {
  return [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path)) ?? null;
}

/** Finds a Chromium, or installs Debian's; says what to do where neither can be. */
export function installChromium() {
  if (findChromium() !== null) return true;
  const works = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  if (works('apt-get', '--version') && (isRoot || works('sudo', '-n', 'true'))) {
    console.error('Installing chromium for the editor tests (once) …');
    const apt = (...args) => {
      const [program, ...rest] = [...prefix, 'apt-get', ...args];
      return run(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
    };
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium');
  }
  if (findChromium() !== null) return true;
  console.error(
    'No Chromium was found. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  );
  return false;
}
