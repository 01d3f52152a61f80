import { formatCount, formatSeconds, formatThroughput, significant } from '../../engine/core/units';
import type { RunReport } from '../../protocol/liveRun';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** A run for people: what it reached, and what each stage did. */
export function runText(report: RunReport, terminal: Terminal): string {
  const { completed, elapsedSeconds, throughput, goodput, latency, violations, switches } = report;
  const times = (['p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const).map(
    (name) => `${name === 'p999' ? 'p99.9' : name} ${formatSeconds(latency[name] / 1e6)}`,
  );
  const late =
    violations > 0
      ? [
          `${formatCount(violations)} queries beyond the SLO, ${formatThroughput(goodput)} within it`,
        ]
      : [];
  const lines = [
    `${formatCount(completed)} queries in ${formatSeconds(elapsedSeconds)}: ${formatThroughput(throughput)}`,
    `latency ${times.join(', ')}`,
    ...late,
    ...switches.map(({ elapsedSeconds: at, pauseSeconds }) => `switched after ${formatSeconds(at)}, without results for ${formatSeconds(pauseSeconds)}`), // prettier-ignore
  ];
  const rows = report.stages.map(({ place, seconds, utilisation }, stage) => [
    String(stage + 1),
    report.emulated.includes(place) ? `${place} (emulated speed)` : place,
    formatSeconds(seconds),
    `${significant(100 * utilisation)} %`,
  ]);
  const columns = [
    { title: 'stage', numeric: true },
    { title: 'place' },
    { title: 'time', numeric: true },
    { title: 'busy', numeric: true },
  ];
  return `${lines.join('\n')}\n\n${tableText(columns, rows, terminal)}`;
}
