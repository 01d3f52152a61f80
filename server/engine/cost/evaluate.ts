import type { Configuration } from '../pipeline/configuration';
import type { ObservationBuffer } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { TimeTable } from './timeTable';

/**
 * Runs one configuration on a table of times and fills in what a trial would show, all but its cost.
 * Overlapped: the period is the largest stage or transfer time. Blocking: a stage's time includes
 * its transfer. A stage with r replicas delivers every 1/r of its time, and a transfer blocks a link
 * as often as the side with fewer replicas uses it. A trial costs the latency of one query: after
 * that every stage was seen once. Allocates nothing.
 */
export function evaluate(
  table: TimeTable,
  configuration: Configuration,
  observation: ObservationBuffer,
): void {
  const { space, secondsBefore } = table;
  const { cutBytes, linkLatencySeconds, linkSecondsPerByte, overlapped } = space;
  const { weightBytesBefore, memoryBytes } = space;
  const { stages, ends, places, replicas } = configuration;
  const { stageSeconds, transferSeconds } = observation;
  const placeCount = space.places.length;
  const row = space.layers.length + 1;
  let period = 0;
  let latency = 0;
  let start = 0;
  for (let s = 0; s < stages; s += 1) {
    const end = ends[s] as number;
    const place = places[s] as number;
    const copies = replicas[s] as number;
    const before = place * row;
    let seconds =
      (secondsBefore[before + end] as number) - (secondsBefore[before + start] as number);
    let transfer = 0;
    if (s + 1 < stages) {
      const link = place * placeCount + (places[s + 1] as number);
      transfer =
        (linkLatencySeconds[link] as number) +
        (cutBytes[end] as number) * (linkSecondsPerByte[link] as number);
      latency += transfer;
      if (overlapped) {
        const turns = copies === 1 ? 1 : Math.min(copies, replicas[s + 1] as number);
        const share = turns === 1 ? transfer : transfer / turns;
        if (share > period) period = share;
      }
    }
    latency += seconds;
    if (!overlapped) seconds += transfer;
    const share = copies === 1 ? seconds : seconds / copies;
    if (share > period) period = share;
    stageSeconds[s] = seconds;
    transferSeconds[s] = transfer;
    const bytes = (weightBytesBefore[end] as number) - (weightBytesBefore[start] as number);
    if (bytes > (memoryBytes[place] as number)) {
      observation.periodSeconds = Infinity;
      observation.latencySeconds = Infinity;
      observation.energyJoules = Infinity;
      observation.trialSeconds = 0;
      return;
    }
    start = end;
  }
  observation.periodSeconds = period;
  observation.latencySeconds = latency;
  observation.energyJoules = energyOf(space, configuration, observation);
  observation.trialSeconds = latency;
}

/**
 * Energy of one inference: each place in use works for its stage's time, and waits for the rest of its
 * turns; NaN where power is not known.
 */
export function energyOf(
  space: Space,
  { stages, places, replicas }: Configuration,
  { stageSeconds, periodSeconds }: ObservationBuffer,
): number {
  if (!space.hasPower) return NaN;
  let joules = 0;
  for (let s = 0; s < stages; s += 1) {
    const place = places[s] as number;
    const busy = stageSeconds[s] as number;
    const idle = (replicas[s] as number) * periodSeconds - busy;
    joules += (space.busyWatts[place] as number) * busy;
    joules += (space.idleWatts[place] as number) * idle;
  }
  return joules;
}
