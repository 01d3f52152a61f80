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
  /** Places that take queries in turn with it. */
  readonly replicas: readonly PlaceSummary[];
  readonly segments: Lane['segments'];
  readonly computeSeconds: number;
  readonly transferSeconds: number;
}

/** A lane for each place: those with a stage in pipeline order, then the others by name. */
export function stageLanes(system: TunedSystem, stages: TrialResult['stages']): StageLanes {
  const bars = stageBars(system, stages);
  const overlapped = system.transfers === 'overlapped';
  const occupied = (bar: Bar) => bar.computeSeconds + (overlapped ? 0 : bar.transferSeconds);
  const turns = (bar: Bar | undefined) => 1 + (bar?.replicas.length ?? 0);
  // A stage that takes turns delivers the more often; a link is used by the side with fewer places.
  const limit = (bar: Bar, index: number) => {
    const computed = occupied(bar) / turns(bar);
    if (!overlapped) return computed;
    return Math.max(computed, bar.transferSeconds / Math.min(turns(bar), turns(bars[index + 1])));
  };
  const periodSeconds = Math.max(0, ...bars.map(limit));
  const slowest = bars.findIndex((bar, index) => limit(bar, index) === periodSeconds);

  const laneOf = (bar: Bar, index: number, place: PlaceSummary): Lane => {
    const bottleneck = index === slowest && place === bar.place;
    const room = turns(bar) * periodSeconds;
    return {
      place: place.name,
      fast: place.fast,
      description: describe(place, turns(bar)),
      stage: index + 1,
      segments: bar.segments,
      computeSeconds: bar.computeSeconds,
      transferSeconds: bar.transferSeconds,
      idleSeconds: Math.max(0, room - occupied(bar)),
      busy: room > 0 ? occupied(bar) / room : 1,
      bottleneck,
      bottleneckIsTransfer: bottleneck && overlapped && periodSeconds > occupied(bar) / turns(bar),
    };
  };
  const lanes = bars.flatMap((bar, index) =>
    [bar.place, ...bar.replicas].map((place) => laneOf(bar, index, place)),
  );
  const used = new Set(lanes.map(({ place }) => place));
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
  return stages.flatMap(([start, end, name, ...others], index) => {
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
        replicas: others.flatMap((other) => placeOf.get(other) ?? []),
        segments,
        computeSeconds: segments.reduce((sum, segment) => sum + segment.seconds, 0),
        transferSeconds: next ? transferSeconds(system, end, place.class, next.class) : 0,
      },
    ];
  });
}

function describe({ description }: PlaceSummary, turns: number): string {
  const share = turns > 1 ? `1 of ${turns} queries` : '';
  return [share, description].filter((words) => words !== '').join(' · ');
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
