import type { Configuration } from '../pipeline/configuration';
import type { ObservationBuffer } from '../pipeline/observation';
import type { TimeTable } from './timeTable';

/**
 * Runs one configuration on a table of times and fills in what a trial would show. Overlapped: the
 * period is the largest stage or transfer time. Blocking: a stage's time includes its transfer. A
 * trial costs the latency of one query: after that every stage was seen once. Allocates nothing.
 */
export function evaluate(
  table: TimeTable,
  configuration: Configuration,
  observation: ObservationBuffer,
): void {
  const { space, secondsBefore } = table;
  const { cutBytes, linkLatencySeconds, linkSecondsPerByte, overlapped } = space;
  const { weightBytesBefore, memoryBytes } = space;
  const { stages, ends, places } = configuration;
  const { stageSeconds, transferSeconds } = observation;
  const placeCount = space.places.length;
  const row = space.layers.length + 1;
  let period = 0;
  let latency = 0;
  let start = 0;
  for (let s = 0; s < stages; s += 1) {
    const end = ends[s] as number;
    const place = places[s] as number;
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
        if (transfer > period) period = transfer;
      }
    }
    latency += seconds;
    if (!overlapped) seconds += transfer;
    if (seconds > period) period = seconds;
    stageSeconds[s] = seconds;
    transferSeconds[s] = transfer;
    const bytes = (weightBytesBefore[end] as number) - (weightBytesBefore[start] as number);
    if (bytes > (memoryBytes[place] as number)) {
      observation.periodSeconds = Infinity;
      observation.latencySeconds = Infinity;
      observation.trialSeconds = 0;
      return;
    }
    start = end;
  }
  observation.periodSeconds = period;
  observation.latencySeconds = latency;
  observation.trialSeconds = latency;
}
