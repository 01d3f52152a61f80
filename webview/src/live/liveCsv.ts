import type { LiveModel } from '../../../server/protocol/liveModel';
import { csvLines } from '../common/csv';

/** Every kept moment of the whole run as comma-separated values (RFC 4180). */
export function liveCsv({ whole, places }: LiveModel): string {
  const headings = [
    'elapsed_seconds',
    'seconds',
    'completed',
    'throughput',
    'p50_seconds',
    'highest_p99_seconds',
    'violations',
    'queue_depth',
    ...places.flatMap((place) => [`${place} busy`, `${place} stage_seconds`]),
  ];
  const rows = whole.map((point) => [
    point.elapsedSeconds,
    point.seconds,
    point.completed,
    point.throughput,
    point.p50Seconds ?? '',
    point.p99Seconds ?? '',
    point.violations,
    point.queueDepth,
    ...places.flatMap((_, place) => [
      point.utilisation[place] ?? '',
      point.stageSeconds[place] ?? '',
    ]),
  ]);
  return csvLines([headings, ...rows]);
}
