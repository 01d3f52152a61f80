import { resultTitle } from '../../engine/explore/resultWords';
import { formatCount, formatSeconds, formatThroughput, significant } from '../../engine/core/units';
import type { FrontPoint, StageResult, TuningResult } from '../../protocol/tuningResult';
import { plainText } from './plainText';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** A front as a table, a row for each point; the rows are the trials of the result. */
export function frontText(
  result: TuningResult,
  front: readonly FrontPoint[],
  terminal: Terminal,
): string {
  const { colors, unicode } = terminal;
  const hasEnergy = front.some((point) => point.energyJoules !== undefined);
  const columns = [
    { title: 'trial', numeric: true },
    { title: 'throughput', numeric: true },
    { title: 'latency', numeric: true },
    ...(hasEnergy ? [{ title: 'energy', numeric: true }] : []),
    { title: 'stages', numeric: true },
    { title: 'places', numeric: true },
  ];
  const rows = front.map(({ throughput, latencySeconds, energyJoules, stages }, index) => [
    String(index + 1),
    formatThroughput(throughput),
    formatSeconds(latencySeconds),
    ...(hasEnergy ? [`${significant(energyJoules ?? 0)} J`] : []),
    formatCount(stages.length),
    formatCount(placesOf(stages)),
  ]);
  const measures = hasEnergy ? 'throughput, latency and energy' : 'throughput and latency';
  const title = `${resultTitle(result)}: the front of ${measures}, proven`;
  return `${colors.bold(plainText(title, unicode))}\n\n${tableText(columns, rows, terminal)}`;
}

function placesOf(stages: readonly StageResult[]): number {
  return stages.reduce((sum, { replicas = [] }) => sum + 1 + replicas.length, 0);
}
