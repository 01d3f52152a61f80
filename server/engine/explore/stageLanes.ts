import type { Lane } from '../../protocol/stageMapModel';
import type { PlaceSummary, TrialResult, TunedSystem } from '../../protocol/tuningResult';

/** Lanes of a stage map with the times that belong to all of them. */
export interface StageLanes {
  readonly lanes: readonly Lane[];
  readonly periodSeconds: number;
  readonly latencySeconds: number;
  /** The longest lane with its transfer. */
  readonly axisSeconds: number;
}

interface Bar {
  readonly place: PlaceSummary;
  readonly segments: Lane['segments'];
  readonly computeSeconds: number;
  readonly transferSeconds: number;
}

/** A lane for each place: those with a stage in pipeline order, then the others by name. */
export function stageLanes(system: TunedSystem, stages: TrialResult['stages']): StageLanes {
  const bars = stageBars(system, stages);
  const overlapped = system.transfers === 'overlapped';
  const occupied = (bar: Bar) => bar.computeSeconds + (overlapped ? 0 : bar.transferSeconds);
  const limit = (bar: Bar) =>
    overlapped ? Math.max(occupied(bar), bar.transferSeconds) : occupied(bar);
  const periodSeconds = Math.max(0, ...bars.map(limit));
  const slowest = bars.findIndex((bar) => limit(bar) === periodSeconds);

  const lanes = bars.map((bar, index): Lane => {
    const bottleneck = index === slowest;
    return {
      place: bar.place.name,
      fast: bar.place.fast,
      description: bar.place.description,
      stage: index + 1,
      segments: bar.segments,
      computeSeconds: bar.computeSeconds,
      transferSeconds: bar.transferSeconds,
      idleSeconds: Math.max(0, periodSeconds - occupied(bar)),
      busy: periodSeconds > 0 ? occupied(bar) / periodSeconds : 1,
      bottleneck,
      bottleneckIsTransfer: bottleneck && overlapped && bar.transferSeconds > bar.computeSeconds,
    };
  });
  const used = new Set(bars.map((bar) => bar.place.name));
  const unused = system.places.filter((place) => !used.has(place.name));
  return {
    lanes: [...lanes, ...unused.map((place) => unusedLane(place, periodSeconds))],
    periodSeconds,
    latencySeconds: bars.reduce((sum, bar) => sum + bar.computeSeconds + bar.transferSeconds, 0),
    axisSeconds: Math.max(0, ...bars.map((bar) => bar.computeSeconds + bar.transferSeconds)),
  };
}

function stageBars(system: TunedSystem, stages: TrialResult['stages']): Bar[] {
  const placeOf = new Map(system.places.map((place) => [place.name, place]));
  return stages.flatMap(([start, end, name], index) => {
    const place = placeOf.get(name);
    if (!place) return [];
    const seconds = system.secondsByClass[place.class] ?? [];
    const segments = system.layers.slice(start, end).map((layer, offset) => ({
      layer: start + offset,
      name: layer,
      seconds: seconds[start + offset] ?? 0,
    }));
    const next = placeOf.get(stages[index + 1]?.[2] ?? '');
    return [
      {
        place,
        segments,
        computeSeconds: segments.reduce((sum, segment) => sum + segment.seconds, 0),
        transferSeconds: next ? transferSeconds(system, end, place.class, next.class) : 0,
      },
    ];
  });
}

function transferSeconds(system: TunedSystem, cut: number, from: number, to: number): number {
  const latency = system.linkLatencySeconds[from]?.[to] ?? 0;
  return latency + (system.cutBytes[cut] ?? 0) * (system.linkSecondsPerByte[from]?.[to] ?? 0);
}

function unusedLane(place: PlaceSummary, periodSeconds: number): Lane {
  return {
    place: place.name,
    fast: place.fast,
    description: place.description,
    stage: null,
    segments: [],
    computeSeconds: 0,
    transferSeconds: 0,
    idleSeconds: periodSeconds,
    busy: 0,
    bottleneck: false,
    bottleneckIsTransfer: false,
  };
}
