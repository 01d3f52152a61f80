import { formatQuality, formatSeconds, formatThroughput } from '../../engine/core/units';
import type { LiveFigure, LiveLoad, LivePoint, LiveTotals } from '../../protocol/liveModel';

/** Figures of a run so far; `now` is its newest moment. */
export function liveFigures(
  { latency, completed, violations, throughput, elapsedSeconds, deepestQueue }: LiveTotals,
  now: LivePoint,
  { sloSeconds }: LiveLoad,
): LiveFigure[] {
  const slo = sloSeconds === null ? '' : ` · SLO ${formatSeconds(sloSeconds)}`;
  const share = completed === 0 ? '–' : formatQuality(1 - violations / completed);
  return [
    plain('Throughput', formatThroughput(now.throughput), `${formatThroughput(throughput)} over the run`), // prettier-ignore
    plain('p50', micro(latency.p50), `p90 ${micro(latency.p90)} · p95 ${micro(latency.p95)}`),
    {
      ...plain('p99', micro(latency.p99), `p99.9 ${micro(latency.p999)}${slo}`),
      verdict: sloSeconds === null ? null : latency.p99 / 1e6 <= sloSeconds ? 'kept' : 'broken',
    },
    sloSeconds === null
      ? plain('Completed', String(completed), `in ${formatSeconds(elapsedSeconds)}`)
      : plain('Goodput', share, `${violations} of ${completed} over the SLO`),
    plain('Queue', String(now.queueDepth), `deepest ${deepestQueue}`),
  ];
}

/** What a screen reader says of a run so far. */
export function liveSummary(
  { latency, completed, violations, throughput, elapsedSeconds }: LiveTotals,
  now: LivePoint,
  load: LiveLoad,
  places: readonly string[],
): string {
  const busy = places.map(
    (place, stage) => `${place} ${formatQuality(now.utilisation[stage] ?? 0)}`,
  );
  return [
    `${completed} queries in ${formatSeconds(elapsedSeconds)}, ${formatThroughput(throughput).replace(' /s', ' per second')}.`,
    `Latency p50 ${micro(latency.p50)}, p99 ${micro(latency.p99)}.`,
    ...(load.sloSeconds === null ? [] : [`${violations} over the SLO.`]),
    `Busy: ${busy.join(', ')}.`,
  ].join(' ');
}

function micro(microseconds: number): string {
  return formatSeconds(microseconds / 1e6);
}

function plain(label: string, value: string, detail: string): LiveFigure {
  return { label, value, detail, verdict: null };
}
