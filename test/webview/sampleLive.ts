import { createRandom } from '../../server/engine/core/random';
import { copyConfiguration, createConfiguration } from '../../server/engine/pipeline/configuration';
import type { LiveLoad, LiveModel, LiveState, LiveUpdate } from '../../server/protocol/liveModel';
import type { TunedSystem } from '../../server/protocol/tuningResult';
import type { RunFigures, RunFrame } from '../../server/protocol/liveRun';
import { LiveHistory } from '../../server/runtime/live/liveHistory';
import { buildLiveModel } from '../../server/runtime/live/liveModel';
import { LiveMoments } from '../../server/runtime/live/liveMoments';

/** A load of 45 queries a second with an SLO of 60 ms. */
export const sampleLoad: LiveLoad = {
  arrivals: 'poisson',
  perSecond: 45,
  seconds: 180,
  sloSeconds: 0.06,
  policy: 'odin',
};

const frameSeconds = 0.1;

/** Frames of a run of two places whose second one is slowed for a while, and that changes twice. */
export function sampleFrames(seconds: number, places = 2, name?: string): RunFrame[] {
  const random = createRandom(7);
  let completed = 0;
  let violations = 0;
  return Array.from({ length: Math.round(seconds / frameSeconds) }, (_, index): RunFrame => {
    const elapsedSeconds = (index + 1) * frameSeconds;
    const isSlow = elapsedSeconds % 60 > 22 && elapsedSeconds % 60 < 26;
    const done = Math.round((isSlow ? 3.4 : 4.5) + 2 * (random.unit() - 0.5));
    const p50 = (isSlow ? 47_000 : 31_000) * (0.95 + 0.1 * random.unit());
    const p99 = p50 * (isSlow ? 1.75 : 1.4) * (0.95 + 0.1 * random.unit());
    const late = p99 > 60_000 ? 1 : 0;
    completed += done;
    violations += late;
    const figures: RunFigures = {
      completed: done,
      throughput: done / frameSeconds,
      latency: latency(p50, p99),
      violations: late,
      goodput: (done - late) / frameSeconds,
    };
    return {
      ...figures,
      elapsedSeconds,
      frameSeconds,
      queueDepth: isSlow ? 7 : 2,
      places: Array.from({ length: places }, (_place, place) => name ?? `ep${place}`),
      utilisation: Array.from({ length: places }, (_place, place) => 0.78 + 0.2 * random.unit() - 0.03 * (place % 9)), // prettier-ignore
      stageSeconds: Array.from({ length: places }, (_place, place) => 0.0182 + 0.001 * place),
      configuration: (elapsedSeconds > 26 ? 1 : 0) + (elapsedSeconds > 43 ? 1 : 0),
      whole: {
        completed,
        throughput: completed / elapsedSeconds,
        latency: latency(31_200, 58_400),
        violations,
        goodput: (completed - violations) / elapsedSeconds,
      },
    };
  });
}

function latency(p50: number, p99: number): RunFigures['latency'] {
  return { p50, p90: p50 * 1.2, p95: p50 * 1.33, p99, p999: p99 * 1.23, max: p99 * 2, mean: p50 };
}

/** How a sample differs. */
export interface SampleLive {
  readonly seconds?: number;
  /** Moments after those of the model. */
  readonly more?: number;
  readonly places?: number;
  readonly state?: LiveState;
  readonly failure?: string | null;
  readonly load?: LiveLoad;
  readonly unpinned?: string | null;
  /** Name of every place; by number where absent. */
  readonly name?: string;
}

/** What happened besides: memory stress on the last place, that is noticed, answered, and over. */
export function sampleMoments(names: readonly string[], seconds: number): LiveMoments {
  const layers = names.flatMap((_, n) => ['conv1', 'inception_3a.1x1', 'inception_4a.pool'].map((layer) => (n === 0 ? layer : `${layer}.${n}`))); // prettier-ignore
  const system: TunedSystem = {
    layers,
    places: names.map((name) => ({ name, fast: true, class: 0, description: '' })),
    secondsByClass: [layers.map(() => 0.0057)],
    cutBytes: Array.from({ length: layers.length + 1 }, () => 0),
    linkLatencySeconds: [[0]],
    linkSecondsPerByte: [[0]],
    transfers: 'overlapped',
  };
  const plan = names.map((place, index) => ({
    place,
    cores: [index],
    speed: index === 1 ? 0.5 : 1,
    start: 0,
    end: layers.length,
  }));
  const begin = names.map((name, index) => [3 * index, 3 * index + 3, name] as const);
  const moments = new LiveMoments(system, { stages: plan }, begin);
  const place = names.length - 1;
  const at = (when: number) => ({ query: Math.round(45 * when), seconds: when });
  const episode = { index: 0, place, name: 'mem-4', slowdown: { compute: 1.14, memory: 1.72 }, from: 22, to: 41 }; // prettier-ignore
  const moved = createConfiguration(names.length);
  moved.stages = names.length;
  names.forEach((_, index) => {
    moved.ends[index] = 3 * index + (index < place ? 4 : 3);
    moved.places[index] = index;
  });
  const home = createConfiguration(names.length);
  copyConfiguration(moved, home);
  names.forEach((_, index) => (home.ends[index] = 3 * index + 3));
  if (seconds > 22) moments.interference(at(22), 'begin', episode);
  if (seconds > 23) moments.detection(at(23), { place, direction: 'slower' });
  if (seconds > 26 && names.length > 1) moments.configuration(at(26), 'settled', moved);
  if (seconds > 41) moments.interference(at(41), 'end', episode);
  if (seconds > 43 && names.length > 1) moments.configuration(at(43), 'settled', home);
  return moments;
}

/** A run as the server tells it, and what the next moment adds. */
export function sampleRun({
  seconds = 75,
  more = 10,
  places = 2,
  state = 'running',
  failure = null,
  load = sampleLoad,
  unpinned = null,
  name,
}: SampleLive = {}): { readonly model: LiveModel; readonly next: readonly LiveUpdate[] } {
  const names = Array.from({ length: places }, (_, place) => name ?? `ep${place}`);
  const moments = sampleMoments(names, seconds);
  const history = new LiveHistory(load, moments);
  const frames = sampleFrames(seconds + more * frameSeconds, places, name);
  for (const frame of frames.slice(0, -more)) history.add(frame);
  const model = buildLiveModel({
    result: { network: 'GoogLeNet', platform: name ?? 'this-machine' },
    load,
    state,
    failure,
    unpinned,
    warnings: [],
    history,
    moments,
  });
  return { model, next: frames.slice(-more).map((frame) => history.add(frame)) };
}
