import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import { csvLines } from '../common/csv';

/** Every kept trial of every run as comma-separated values (RFC 4180). */
export function convergenceCsv({ runs }: ConvergenceModel): string {
  const headings = ['run', 'trial', 'elapsed_seconds', 'throughput', 'best_throughput', 'optimum'];
  const rows = runs.flatMap(({ label, points, optimumThroughput }) =>
    points.map(({ trial, elapsedSeconds, throughput, bestThroughput }) => [
      label,
      trial,
      elapsedSeconds,
      throughput,
      bestThroughput,
      optimumThroughput ?? '',
    ]),
  );
  return csvLines([headings, ...rows]);
}
