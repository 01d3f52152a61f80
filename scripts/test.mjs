// npm test: everything that is checked, from a fresh clone. Ends with one line of counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { installChromium } from './chromium.mjs';
import { build, install, root, runNode } from './steps.mjs';

const bin = (path) => join('node_modules', path);
const cache = join(root, '.cache');
const vitestReport = join(cache, 'vitest.json');

/** Checks that need one core each, with their arguments. */
const checks = {
  types: ['typescript/bin/tsc', '-b'],
  lint: [
    'eslint/bin/eslint.js',
    '.',
    '--max-warnings=0',
    '--cache',
    '--cache-location=.cache/eslint/',
  ],
  format: [
    'prettier/bin/prettier.cjs',
    '.',
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.cache/prettier',
  ],
};

/** Runs every check, one after the other, and prints what it says once it has ended. */
async function runChecks() {
  for (const [name, [program, ...args]] of Object.entries(checks)) {
    await timed(name, async () => {
      const { code, output } = await runGathered([bin(program), ...args]);
      console.log(`\n── ${name}${output === '' ? '' : `\n${output.trimEnd()}`}`);
      return { ...check(code === 0), told: code === 0 ? '' : output };
    });
  }
}

/** Runs a script with this Node; `tell` gets its output as it comes. */
async function runGathered(args, tell = () => undefined) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      tell(text);
    });
  }
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1)).once('close', resolve);
  });
  return { code, output };
}

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
  const counts = counted(report.numPassedTests, report.numFailedTests, succeeded);
  return { ...counts, told: report.testResults.flatMap(failuresOf).join('\n') };
}

/** What a file of tests says of those that failed, or of itself where it did not run. */
function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const file = relative(root, name);
  if (failed.length === 0) return message ? [`${file}\n${message}`] : [];
  return failed.map((test) => `${file}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
}

async function runEditorTests() {
  if (!installChromium()) return { passed: 0, failed: 1 };
  const { code, output } = await runGathered(['scripts/runEditorTests.mjs'], (text) =>
    process.stdout.write(text),
  );
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)];
  const [, passed = 0, failed = 0] = lines.at(-1) ?? [];
  const failures = output.match(/^ {2}✗ .*(?:\n {6}.*)*|^Failed at the first try: .*/gm) ?? [];
  return { ...counted(Number(passed), Number(failed), code === 0), told: failures.join('\n') };
}

/** A suite that failed as a whole, or that ran nothing, counts as one failure at least. */
function counted(passed, failed, succeeded) {
  const ran = passed + failed > 0;
  return { passed, failed: failed > 0 || (succeeded && ran) ? failed : 1 };
}

const rows = [];

/** Runs a suite, and keeps what it came to. */
async function timed(name, suite) {
  const begun = Date.now();
  const counts = await suite();
  rows.push({ name, ...counts, seconds: Math.round((Date.now() - begun) / 1000) });
}

async function runAll() {
  await timed('build', () => check(build()));
  console.log('\n── editor');
  // An editor waits for most of its time: what needs one core only runs meanwhile.
  await Promise.all([timed('editor', runEditorTests), runChecks()]);
  console.log('\n── tests');
  await timed('tests', runVitest);
}

mkdirSync(cache, { recursive: true });
if (install()) await runAll();
else rows.push({ name: 'install', passed: 0, failed: 1, seconds: 0 });

// Again, at the end: of a long log that is all that is read.
for (const { name, told = '' } of rows) {
  if (told !== '') console.log(`\n── what failed in ${name}\n${told.slice(-4000).trimEnd()}`);
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
