import { formatSeconds } from '../../engine/core/units';
import { measuredTimes } from '../../engine/cost/layerTimes';
import { pickProfile, type ProfileNearby } from '../../engine/cost/pickProfile';
import type { Network } from '../../engine/network/network';
import type { SourceSpan } from '../../protocol/layersModel';

/**
 * Spans with what the newest profile of exactly these layers says of them, on its fastest place; as
 * they are where there is no such profile. What is only folded into layers has no time of its own.
 */
export function measuredSpans(
  spans: readonly SourceSpan[],
  network: Network,
  profiles: readonly ProfileNearby[],
): readonly SourceSpan[] {
  const profile = pickProfile(network, null, profiles);
  if (profile === null) return spans;
  const { times, of } = measuredTimes(profile.table, profile.source, null).column;
  const [fastest] = times.groups;
  if (fastest === undefined || !(fastest.totalSeconds > 0)) return spans;
  const { label, totalSeconds } = fastest;
  return spans.map((span) => {
    if (span.share === 0) return span;
    const seconds = span.layers.reduce((sum, layer) => sum + (of(layer)[0] ?? 0), 0);
    const total = formatSeconds(totalSeconds);
    const words = `${formatSeconds(seconds)} of ${total} on ${label} · ${profile.source}`;
    return { ...span, measured: { share: seconds / totalSeconds, words } };
  });
}
