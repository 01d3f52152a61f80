import type {
  Figure,
  Lane,
  LayerSegment,
  StageMapModel,
  TrialPoint,
} from '../../server/protocol/stageMapModel';

/** What a sample model should look like. */
export interface SampleOptions {
  readonly layers: number;
  readonly places: number;
  /** Places that get a stage, all where absent. */
  readonly used?: number;
  readonly trials?: number;
  readonly transfers?: 'overlapped' | 'blocking';
  readonly title?: string;
  /** Trial to show; the best where absent. */
  readonly trial?: number;
  readonly bottleneckIsTransfer?: boolean;
}

/** One layer on one place. */
export const oneLayer = (): StageMapModel =>
  sampleModel({ layers: 1, places: 1, trials: 1, title: 'Tiny on one core' });

/** Fifty-four layers on four fast and four slow chiplets, as for ResNet-50. */
export const resNet50 = (trial?: number): StageMapModel =>
  sampleModel({
    layers: 54,
    places: 8,
    trials: 23,
    title: 'ResNet-50 on chiplet-4f4s',
    ...(trial ? { trial } : {}),
  });

/** More of everything than a screen holds. */
export const manyLayers = (): StageMapModel =>
  sampleModel({ layers: 500, places: 52, trials: 1200, title: 'Deep chain on chiplet-26f26s' });

/** Few layers leave most of many places unused. */
export const mostlyUnused = (): StageMapModel =>
  sampleModel({
    layers: 40,
    places: 24,
    used: 6,
    trials: 40,
    title: 'SqueezeNet 1.1 on chiplet-12f12s',
  });

/** A balanced pipeline of invented layers: equal options give an equal model. */
export function sampleModel(options: SampleOptions): StageMapModel {
  const {
    layers,
    places,
    trials = 20,
    transfers = 'overlapped',
    title = 'Sample network',
  } = options;
  const used = Math.min(layers, places, options.used ?? places);
  const bestTrial = Math.max(1, Math.round(trials * 0.52));
  const trial = options.trial ?? bestTrial;
  const random = generator(layers * 1009 + places * 31 + trial * 7);
  const names = layerNames(layers);
  const distance = Math.abs(trial - bestTrial) / trials;
  const weights = Array.from({ length: used }, () => 1 + (random() - 0.5) * (0.25 + distance));
  const cuts = cutPoints(weights, layers);
  const stages = weights.map((_, stage) => {
    const fast = stage % 3 !== 2;
    const seconds = 0.0011 * (0.88 + random() * (0.14 + distance));
    const shares = names.slice(cuts[stage], cuts[stage + 1]).map(() => 0.4 + random());
    const sum = shares.reduce((total, share) => total + share, 0);
    const segments = shares.map((share, index): LayerSegment => {
      const layer = (cuts[stage] ?? 0) + index;
      return { layer, name: names[layer] ?? '', seconds: (seconds * share) / sum };
    });
    const last = stage === used - 1;
    return { fast, segments, compute: seconds, transfer: last ? 0 : 0.00002 + random() * 0.00007 };
  });
  const slowLink = options.bottleneckIsTransfer ? Math.floor(used / 2) : -1;
  const timed = stages.map((stage, index) =>
    index === slowLink ? { ...stage, transfer: 0.0014 } : stage,
  );
  const work = timed.map(
    (stage) => stage.compute + (transfers === 'blocking' ? stage.transfer : 0),
  );
  const period = Math.max(
    ...work,
    ...(transfers === 'overlapped' ? timed.map((stage) => stage.transfer) : []),
  );
  const lanes = timed.map((stage, index): Lane => {
    const busy = work[index] ?? 0;
    const byTransfer = transfers === 'overlapped' && stage.transfer === period;
    return {
      ...place(index, stage.fast),
      stage: index + 1,
      segments: stage.segments,
      computeSeconds: stage.compute,
      transferSeconds: stage.transfer,
      idleSeconds: Math.max(0, period - busy),
      busy: busy / period,
      bottleneck: busy === period || byTransfer,
      bottleneckIsTransfer: byTransfer,
    };
  });
  const unused = Array.from({ length: places - used }, (_, index) =>
    unusedLane(used + index, period),
  );
  const optimum = Math.max(895, 1 / period);
  const curve = trialCurve(trials, bestTrial, optimum, 1 / period, trial);
  const share = Math.min(1, 1 / period / optimum);
  return {
    title,
    subtitle: 'Shisha · rank_w · lFEP · α 10 · seed 1 · analytical testbed',
    figures: figures(1 / period, period * used * 0.98, trials, bestTrial, share, optimum),
    lanes: [...lanes, ...unused],
    periodSeconds: period,
    axisSeconds: Math.max(period, ...timed.map((stage) => stage.compute + stage.transfer)),
    transfers,
    trial,
    bestTrial,
    trialCount: trials,
    trials: curve,
    optimumThroughput: optimum,
    cancelled: false,
    summary: `${used} stages run ${Math.round(1 / period)} inferences a second. The slowest stage takes ${(period * 1000).toFixed(2)} ms.`,
  };
}

function place(index: number, fast: boolean): Pick<Lane, 'place' | 'fast' | 'description'> {
  return fast
    ? { place: `fep${index}`, fast, description: '8×3.0 GHz hbm' }
    : { place: `sep${index}`, fast, description: '8×1.6 GHz ddr' };
}

function unusedLane(index: number, period: number): Lane {
  return {
    ...place(index, index % 3 !== 2),
    stage: null,
    segments: [],
    computeSeconds: 0,
    transferSeconds: 0,
    idleSeconds: period,
    busy: 0,
    bottleneck: false,
    bottleneckIsTransfer: false,
  };
}

function layerNames(count: number): string[] {
  const parts = ['reduce', 'spatial', 'expand'];
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return 'stem';
    if (index === count - 1) return 'classifier';
    const block = Math.floor((index - 1) / 3);
    return `c${2 + Math.floor(block / 4)}_${1 + (block % 4)}.${parts[(index - 1) % 3] ?? ''}`;
  });
}

/** Splits `layers` in proportion to the weights, at least one layer each. */
function cutPoints(weights: readonly number[], layers: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const cuts = weights.map((weight, stage) => {
    const wanted = Math.round((before / total) * layers);
    before += weight;
    return Math.min(layers - (weights.length - stage), Math.max(stage, wanted));
  });
  return [...cuts, layers];
}

function figures(
  throughput: number,
  latency: number,
  trials: number,
  bestTrial: number,
  share: number,
  optimum: number,
): Figure[] {
  return [
    {
      id: 'throughput',
      label: 'Throughput',
      value: `${throughput.toFixed(0)} /s`,
      detail: '8 stages, period 1.11 ms',
    },
    {
      id: 'latency',
      label: 'Latency',
      value: `${(latency * 1000).toFixed(2)} ms`,
      detail: '1.2 ms of it transfers',
    },
    {
      id: 'quality',
      label: 'Share of the optimum',
      value: `${(share * 100).toFixed(1)} %`,
      detail: `proven optimum ${optimum.toFixed(0)} /s`,
    },
    {
      id: 'trials',
      label: 'Trials',
      value: String(trials),
      detail: `best at trial ${bestTrial} · converged in 31 ms`,
    },
    {
      id: 'space',
      label: 'Configurations',
      value: '3.2 × 10⁸',
      detail: 'up to 7.2 × 10⁻⁸ tried',
    },
  ];
}

function trialCurve(
  trials: number,
  bestTrial: number,
  optimum: number,
  shown: number,
  shownTrial: number,
): TrialPoint[] {
  const random = generator(trials);
  let best = 0;
  const points: TrialPoint[] = [];
  for (let trial = 1; trial <= trials; trial += 1) {
    const progress = Math.min(1, trial / bestTrial);
    const goal = optimum * (0.5 + 0.49 * Math.sqrt(progress));
    const found = goal * (trial === bestTrial ? 1 : 0.93 + 0.06 * random());
    const throughput = trial === shownTrial ? Math.min(shown, optimum) : found;
    best = Math.max(best, throughput);
    points.push({ trial, throughput, bestThroughput: best, elapsedSeconds: trial * 0.0025 });
  }
  return points;
}

/** A small linear congruential generator: samples must be equal on every machine. */
function generator(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
