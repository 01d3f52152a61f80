import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatQuality, formatSeconds, significant } from '../../server/engine/core/units';
import { machineName } from '../../server/runtime/profile/profileNetwork';
import { tableText } from '../../server/src/cli/table';
import { describeTerminal, type Terminal } from '../../server/src/cli/terminal';
import { disturbedCase, type DisturbedReport } from './disturbedCase';
import { timing } from './policyRun';
import { stressFactors, type MeasuredLevel } from './stressFactors';

/** Three digits. */
const rate = (value: number) => significant(value);
const numeric = (title: string) => ({ title, numeric: true });

/**
 * `npm run reproduce:local`: real stress on one of two cores. What each level does to layers, and what
 * each policy makes of it, against the best cut under that stress and ONNX Runtime's default session.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, json: { type: 'boolean', default: false } },
  });
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    throw new Error('This needs Linux, which pins threads to cores, and two cores.');
  }
  const files = {
    executor: join(__dirname, 'executor.js'),
    stress: join(__dirname, 'stress.js'),
    sessions: join(__dirname, 'sessions.js'),
  };
  const say = (what: string) => console.error(what);
  const wants = (part: string) => values.only === '' || values.only === part;
  const report = wants('policies') ? await disturbedCase(files, say) : null;
  const levels = wants('levels') ? await stressFactors(files.executor, files.stress, say) : null;
  if (values.json) {
    console.log(JSON.stringify({ kind: 'cnn-bench-disturbed', machine: machineName(), report, levels }, null, 2)); // prettier-ignore
    return;
  }
  const terminal = describeTerminal(process.stdout, process.env, process.platform);
  console.log(machineName());
  if (report !== null) console.log(policiesText(report, terminal));
  if (levels !== null) console.log(levelsText(levels, terminal));
}

function policiesText(report: DisturbedReport, terminal: Terminal): string {
  const { network, bound, session, policies } = report;
  const share = (value: number) => formatQuality(value / bound.disturbed);
  const seconds = (value: number | null) => (value === null ? '–' : formatSeconds(value));
  const { beginSeconds, endSeconds } = timing;
  const columns = [{ title: network }, ...['quiet /s', 'under stress /s', 'of the bound', 'whole stress /s', 'of the bound', 'noticed', 'settled', 'trials', 'after /s'].map(numeric)]; // prettier-ignore
  const rows = [
    ['best cut (bound)', rate(bound.quiet), rate(bound.disturbed), share(bound.disturbed), '', '', '', '', '', ''],
    ['default session', rate(session.quiet), rate(session.disturbed), share(session.disturbed), '', '', '', '', '', ''],
    ...policies.map((one) => [
      one.policy,
      rate(one.quiet),
      rate(one.disturbed),
      share(one.disturbed),
      rate(one.whole),
      share(one.whole),
      seconds(one.detectedSeconds),
      seconds(one.settledSeconds),
      String(one.trials),
      rate(one.after),
    ]),
  ]; // prettier-ignore
  return `cpu-6 on the second core from ${beginSeconds} s to ${endSeconds} s\n\n${tableText(columns, rows, terminal)}`;
}

function levelsText(levels: readonly MeasuredLevel[], terminal: Terminal): string {
  const columns = [{ title: 'VGG-16, layers that' }, ...['compute', 'measured', 'other core', 'wait for memory', 'measured', 'other core'].map(numeric)]; // prettier-ignore
  const rows = levels.map(({ level, same, other }) => [
    level.name,
    ...[level.slowdown.compute, same.compute, other.compute].map(rate),
    ...[level.slowdown.memory, same.memory, other.memory].map(rate),
  ]);
  return tableText(columns, rows, terminal);
}

void main();
