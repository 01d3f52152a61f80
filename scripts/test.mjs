// npm test: everything that is checked, from a fresh clone. Ends with one line of counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installChromium } from './chromium.mjs';
import { build, install, root, runNode } from './steps.mjs';

const bin = (path) => join('node_modules', path);
const cache = join(root, '.cache');
const vitestReport = join(cache, 'vitest.json');

/** What is checked, in this order; each gives how much passed and failed. */
const suites = [
  ['types', () => check(runNode([bin('typescript/bin/tsc'), '-b']))],
  ['build', () => check(build())],
  [
    'lint',
    () =>
      check(
        runNode([
          bin('eslint/bin/eslint.js'),
          '.',
          '--max-warnings=0',
          '--cache',
          '--cache-location',
          '.cache/eslint/',
        ]),
      ),
  ],
  [
    'format',
    () =>
      check(
        runNode([
          bin('prettier/bin/prettier.cjs'),
          '.',
          '--check',
          '--log-level=warn',
          '--cache',
          '--cache-location=.cache/prettier',
        ]),
      ),
  ],
  ['tests', runVitest],
  ['editor', runEditorTests],
];

function check(passed) {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function runVitest() {
  rmSync(vitestReport, { force: true });
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
  const succeeded = runNode([bin('vitest/vitest.mjs'), ...args]);
  if (!existsSync(vitestReport)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
  return counted(report.numPassedTests, report.numFailedTests, succeeded);
}

async function runEditorTests() {
  if (!installChromium()) return { passed: 0, failed: 1 };
  const child = spawn(process.execPath, ['scripts/runEditorTests.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    process.stdout.write(data);
    output += data;
  });
  const code = await new Promise((resolve) =>
    child.once('error', () => resolve(1)).once('close', resolve),
  );
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)];
  const [, passed = 0, failed = 0] = lines.at(-1) ?? [];
  return counted(Number(passed), Number(failed), code === 0);
}

/** A suite that failed as a whole, or that ran nothing, counts as one failure at least. */
function counted(passed, failed, succeeded) {
  const ran = passed + failed > 0;
  return { passed, failed: failed > 0 || (succeeded && ran) ? failed : 1 };
}

mkdirSync(cache, { recursive: true });
const rows = [];
if (install()) {
  for (const [name, suite] of suites) {
    console.log(`\n── ${name}`);
    const begun = Date.now();
    const counts = await suite();
    rows.push({ name, ...counts, seconds: Math.round((Date.now() - begun) / 1000) });
  }
} else {
  rows.push({ name: 'install', passed: 0, failed: 1, seconds: 0 });
}

console.log('');
for (const { name, passed, failed, seconds } of rows) {
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${passed} of ${passed + failed} in ${seconds} s`,
  );
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
