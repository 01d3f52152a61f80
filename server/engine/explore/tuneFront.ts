import type { TuningResult } from '../../protocol/tuningResult';
import type { TimeTable } from '../cost/timeTable';
import type { Explorer } from './explorer';
import { paretoFront } from './optimum/paretoFront';
import type { OptimumTrial } from './optimum/trialOf';
import { pipelineResult } from './pipelineResult';
import { tune, type TuneHooks, type TuneRequest } from './tune';

/** A front as a tuning result, and what is to be said of it. */
export interface FrontAnswer {
  /** Null where the front cannot be proven. */
  readonly result: TuningResult | null;
  readonly notes: readonly string[];
}

/**
 * The exact front of throughput and latency, and of energy where power is known, as a tuning result:
 * every point is a trial, the one of highest throughput is the best. Where energy makes it too large,
 * the front is that of throughput and latency alone.
 */
export function tuneFront(
  table: TimeTable,
  request: Omit<TuneRequest, 'explorer' | 'maxTrials'>,
  hooks: TuneHooks = {},
): FrontAnswer {
  const { space } = table;
  const limits = hooks.shouldStop ? { shouldStop: hooks.shouldStop } : {};
  const full = paretoFront(table, limits);
  const stopped = hooks.shouldStop?.() === true;
  const withoutPower = { ...table, space: { ...space, hasPower: false } };
  const front = full ?? (space.hasPower && !stopped ? paretoFront(withoutPower, limits) : null);
  if (front === null && !stopped) return { result: null, notes: [tooLarge(request)] };
  const result = tune(table, { ...request, explorer: 'optimum' }, hooks, inOrder(front ?? []));
  if (result.best.stages.length === 0) return { result, notes: [] };
  const points = (front ?? []).map(({ configuration, observation }) => {
    const { stages, throughput, latencySeconds, energyJoules } = pipelineResult(
      space,
      configuration,
      observation,
    );
    const energy = full !== null && energyJoules !== undefined ? { energyJoules } : {};
    return { stages, throughput, latencySeconds, ...energy };
  });
  const note =
    'Energy is left out: with it the front is too large to prove. Bounds and `--objective energy` still count it.';
  return { result: { ...result, front: points }, notes: full === null ? [note] : [] };
}

/** Tries the points of a front; the first is the answer. Without any, nothing fits. */
function inOrder(front: readonly OptimumTrial[]): Explorer {
  return function* (space) {
    for (const { configuration } of front) yield configuration;
    const [first] = front;
    if (first) return first.configuration;
    const all = {
      stages: 1,
      ends: Int32Array.of(space.layers.length),
      places: Int32Array.of(space.rank[0] ?? 0),
      replicas: Int32Array.of(1),
    };
    yield all;
    return all;
  };
}

function tooLarge({ network, platform }: Pick<TuneRequest, 'network' | 'platform'>): string {
  return `The front of ${network} on ${platform} is too large to prove. Look for one thing within bounds: --objective latency --min-throughput <n>.`;
}
