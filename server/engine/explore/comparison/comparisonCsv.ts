import type { ComparedRun, ComparisonResult } from '../../../protocol/comparisonResult';
import { csvLines } from '../../core/csv';

/** Columns of the table of runs, by the names that they have in files. */
const columns: readonly (readonly [name: string, of: (run: ComparedRun) => string | number])[] = [
  ['explorer', ({ explorer }) => explorer],
  ['seed', ({ seed }) => seed],
  ['quality', ({ quality }) => quality],
  ['throughput', ({ throughput }) => throughput],
  ['latency_seconds', ({ latencySeconds }) => latencySeconds],
  ['energy_joules', ({ energyJoules }) => energyJoules ?? ''],
  ['trials', ({ trials }) => trials],
  ['best_trial', ({ bestTrial }) => bestTrial],
  ['convergence_seconds', ({ convergenceSeconds }) => convergenceSeconds],
  ['elapsed_seconds', ({ elapsedSeconds }) => elapsedSeconds],
  ['explored_fraction', ({ exploredFraction }) => exploredFraction],
  ['explorer_seconds', ({ explorerSeconds }) => explorerSeconds],
  ['explorer_bytes', ({ explorerBytes }) => explorerBytes],
];

/** Every run of a comparison, a row each, as comma-separated values (RFC 4180). */
export function comparisonCsv({ runs }: ComparisonResult): string {
  const rows = runs.map((run) => columns.map(([, of]) => of(run)));
  return csvLines([columns.map(([name]) => name), ...rows]);
}
