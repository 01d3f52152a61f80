import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeTerminal } from '../../server/src/cli/terminal';
import { machineName } from '../../server/runtime/profile/profileNetwork';
import { barsOf } from './bars';
import { caseText } from './caseText';
import { measureCase, type CaseReport, type Effort } from './measureCase';
import { exportCase, placeCase } from './networkCase';

const networks = ['mobilenet-v2', 'googlenet', 'resnet-50', 'densenet-121', 'vgg16'];
const speeds: Readonly<Record<string, readonly number[]>> = { full: [1], half: [0.5], both: [1, 0.5] }; // prettier-ignore

/**
 * `npm run bench:local`: the tuned pipeline on two cores against what a user would run instead.
 * Exits with 1 where a bar does not hold.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      speed: { type: 'string', default: 'both' },
      repetitions: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      'all-cuts': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    throw new Error('This bench needs Linux, which pins threads to cores, and two cores.');
  }
  const chosen = networks.filter((name) => name.includes(values.only));
  const wanted = speeds[values.speed];
  const [repetitions, seconds] = [Number(values.repetitions), Number(values.seconds)];
  if (chosen.length === 0) throw new Error(`There is no “${values.only}” among ${networks.join(', ')}.`); // prettier-ignore
  if (!wanted) throw new Error(`--speed takes ${Object.keys(speeds).join(', ')}.`);
  if (!(repetitions >= 1) || !(seconds > 0)) throw new Error('--repetitions and --seconds take positive numbers.'); // prettier-ignore
  const effort: Effort = {
    repetitions,
    seconds,
    allCuts: values['all-cuts'],
    executorFile: join(__dirname, 'executor.js'),
    sessionsFile: join(__dirname, 'sessions.js'),
    say: (what) => console.error(what),
  };
  const reports: CaseReport[] = [];
  const terminal = describeTerminal(process.stdout, process.env, process.platform);
  if (!values.json) console.log(`${machineName()}; median (lowest–highest) of ${repetitions} repetitions in turn\n`); // prettier-ignore
  for (const name of chosen) {
    // An executor that ends removes what withTemporaryFolder made: here several use one model.
    const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-bench-'));
    try {
      const exported = await exportCase(name, folder);
      for (const speed of wanted) {
        const report = await measureCase(placeCase(exported, speed), effort);
        reports.push(report);
        if (!values.json) console.log(caseText(report, terminal));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const failed = reports.flatMap(
    ({ figures }) =>
    barsOf(figures).filter(({ passed }) => !passed).map(({ what }) => `${figures.network} at ${figures.speed}: ${what}`), // prettier-ignore
  );
  if (values.json) console.log(JSON.stringify({ kind: 'cnn-bench-local', machine: machineName(), reports }, null, 2)); // prettier-ignore
  else if (failed.length === 0) console.log(terminal.colors.green('every bar holds'));
  else console.log(terminal.colors.red(`these bars do not hold:\n${failed.map((one) => `  ${one}`).join('\n')}`)); // prettier-ignore
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
