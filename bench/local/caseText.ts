import { formatBytes, formatSeconds, significant } from '../../server/engine/core/units';
import { tableText } from '../../server/src/cli/table';
import type { Terminal } from '../../server/src/cli/terminal';
import { barsOf, type Bar } from './bars';
import { planWords } from './cuts';
import type { CaseReport } from './measureCase';
import type { Spread } from './spread';

/** What was measured of a network, for people. */
export function caseText(report: CaseReport, terminal: Terminal): string {
  const { figures, contenders, cuts } = report;
  const { network, speed } = figures;
  const title = speed === 1 ? network : `${network}, the second core at ${speed} of its speed (emulated)`; // prettier-ignore
  const rows = contenders.map(({ name, throughput, p99Seconds, memoryBytes }) => [
    name,
    spreadText(throughput),
    `${spreadText(p99Seconds, 1e3)} ms`,
    formatBytes(memoryBytes),
  ]);
  const columns = [
    { title: 'two cores' },
    { title: 'inferences/s', numeric: true },
    { title: 'p99 latency', numeric: true },
    { title: 'memory', numeric: true },
  ];
  const [best] = cuts;
  const lines = [
    terminal.colors.bold(title),
    tableText(columns, rows, terminal),
    ...report.tuned.map(({ explorer, seconds, trials, plan }) => `${explorer}: ${planWords(plan)} in ${formatSeconds(seconds)}, ${trials} trials`), // prettier-ignore
    `best of ${report.cutsMeasured} of ${report.cutsInAll} cuts measured: ${best ? `${planWords(best.plan)}, ${formatSeconds(best.periodSeconds)} a result` : 'none'}`,
    `the cut allows ${spreadText(report.cutBound)} of independent sessions, overhead leaves ${spreadText(figures.toIndependent)}`,
    ...(report.halvedSpeed === null ? [] : [`for the default session another process halves the second core: a session alone there has ${significant(report.halvedSpeed, 2)} of its speed`]), // prettier-ignore
    ...lossesOf(report).map((loss) => `the pipeline loses: ${loss}`),
  ];
  return `${lines.join('\n')}\n\n${barsText(barsOf(figures), terminal)}`;
}

function barsText(bars: readonly Bar[], terminal: Terminal): string {
  const rows = bars.map(({ what, limit, value, unit, passed }) => [
    what,
    'atLeast' in limit ? `≥ ${limit.atLeast} ${unit}` : `≤ ${limit.atMost} ${unit}`,
    `${significant(value)} ${unit}`,
    passed ? 'pass' : 'FAIL',
  ]);
  const columns = [{ title: 'bar' }, { title: 'claimed' }, { title: 'measured', numeric: true }, { title: '' }]; // prettier-ignore
  return tableText(columns, rows, terminal);
}

/** What differs less is no loss. */
const alike = 1.02;

/** Where another way is better, in words. */
export function lossesOf({ contenders }: Pick<CaseReport, 'contenders'>): string[] {
  const [pipeline, ...others] = contenders;
  if (!pipeline) return [];
  return others.flatMap((other) => {
    const ratio = (own: number, its: number) => significant(own / its, 2);
    const slower = pipeline.throughput.median * alike < other.throughput.median;
    const later = pipeline.p99Seconds.median > alike * other.p99Seconds.median;
    const larger = pipeline.memoryBytes > alike * other.memoryBytes;
    return [
      ...(slower ? [`${ratio(pipeline.throughput.median, other.throughput.median)} of the throughput of ${other.name}`] : []), // prettier-ignore
      ...(later ? [`${ratio(pipeline.p99Seconds.median, other.p99Seconds.median)} times the p99 latency of ${other.name}`] : []), // prettier-ignore
      ...(larger ? [`${ratio(pipeline.memoryBytes, other.memoryBytes)} times the memory of ${other.name}`] : []), // prettier-ignore
    ];
  });
}

function spreadText({ median, low, high }: Spread, factor = 1): string {
  const [m, l, h] = [median, low, high].map((value) => significant(factor * value));
  return `${m} (${l}–${h})`;
}
