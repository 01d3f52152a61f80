import { createRandom, type Random } from '../../core/random';
import {
  copyConfiguration,
  createConfiguration,
  stageStart,
  type Configuration,
} from '../../pipeline/configuration';
import { highestThroughput } from '../../pipeline/objective';
import type { Observation } from '../../pipeline/observation';
import type { Space } from '../../pipeline/space';
import type { Exploration, Explorer } from '../explorer';
import { solveOptimum } from '../optimum/solveOptimum';
import { shishaSeed } from '../shishaSeed';
import { costBy, mostPromising } from './candidates';
import { estimatedTable } from './estimatedTable';
import type { StageSum } from './stageSum';
import { TimeBelief } from './timeBelief';

/** Options of the explorer `calibrated`. */
export interface CalibratedOptions {
  readonly seed: number;
  /** It takes at most alpha + 1 trials: as many as Shisha takes at least with the same alpha. */
  readonly alpha: number;
  /** Draws from the belief that propose what to try next. */
  readonly draws: number;
}

/** Share of the best cost that a trial must be expected to gain. */
const leastGain = 5e-4;

/** Most steps of the exact search for the first trial, see OptimumLimits. */
const mostWork = 2e7;

/** How much unsure the belief is made where nothing promises a gain: it may be too sure. */
const widths = [1, 2] as const;

/** Stage times that differ more than this from one trial to another are noisy. */
const noisy = 0.01;

/** A stage that took no time at all counts as this long. */
const leastSeconds = 1e-12;

/**
 * Calibrated search. It keeps a belief of the time of every layer on every class of places, conditions
 * it on the stage times that trials show, solves the problem exactly for the believed times and for
 * draws from the belief, and tries what is expected to gain most. It ends when nothing is expected to
 * gain, or after alpha + 1 trials.
 */
export function calibrated({ seed, alpha, draws }: CalibratedOptions): Explorer {
  return function* explore(space: Space): Exploration {
    const random = createRandom(seed);
    const belief = new TimeBelief(space);
    const tried: Configuration[] = [];
    const costs: number[] = [];
    for (let next = firstTrial(space, belief, random); ;) {
      const observation = yield next;
      tried.push(copyOf(next));
      costs.push(observation.cost);
      if (observation.periodSeconds < Infinity) belief.observe(stageSums(space, next, observation));
      // With noise the answer may be another than the best seen, and takes one more trial.
      const most = belief.repeatDeviation > noisy ? alpha : alpha + 1;
      const promising = tried.length < most ? nextTrial(space, belief, random, draws, tried) : null;
      if (promising === null) break;
      next = promising;
    }
    const unsure = belief.repeatDeviation > noisy && tried.length <= alpha;
    return bestOf(tried, unsure ? believedCosts(space, belief, tried) : costs);
  };
}

/** Before the first trial nothing tells how times compare with transfers: they are left out. */
function firstTrial(space: Space, belief: TimeBelief, random: Random): Configuration {
  const longTimes = belief.mean.map((value) => value + 20);
  const table = estimatedTable({ ...space, objective: highestThroughput }, longTimes);
  return solveOptimum(table, { mostWork }).configuration ?? shishaSeed(space, 'rank_w', random);
}

function nextTrial(
  space: Space,
  belief: TimeBelief,
  random: Random,
  draws: number,
  tried: readonly Configuration[],
): Configuration | null {
  const { mean } = belief;
  for (const width of widths) {
    const tables = [estimatedTable(space, mean)];
    for (let d = 0; d < draws; d += 1) {
      const draw = belief.sample(random);
      draw.forEach((value, k) => {
        const middle = mean[k] ?? 0;
        draw[k] = middle + width * (value - middle);
      });
      tables.push(estimatedTable(space, draw));
    }
    const found = mostPromising(tables, tried, leastGain);
    if (found !== null) return found;
  }
  return null;
}

/** With noise a single observation tells less of a configuration than all of them together. */
function believedCosts(
  space: Space,
  belief: TimeBelief,
  tried: readonly Configuration[],
): number[] {
  const table = estimatedTable(space, belief.mean);
  return tried.map((one) => costBy(table, one));
}

function bestOf(tried: readonly Configuration[], costs: readonly number[]): Configuration {
  let best = 0;
  costs.forEach((cost, trial) => {
    if (cost < (costs[best] ?? Infinity)) best = trial;
  });
  return tried[best] ?? createConfiguration(0);
}

function stageSums(
  space: Space,
  configuration: Configuration,
  observation: Observation,
): StageSum[] {
  return Array.from({ length: configuration.stages }, (_, s) => {
    const transfer = space.overlapped ? 0 : (observation.transferSeconds[s] ?? 0);
    const seconds = (observation.stageSeconds[s] ?? 0) - transfer;
    return {
      classIndex: space.classOf[configuration.places[s] ?? 0] ?? 0,
      start: stageStart(configuration, s),
      end: configuration.ends[s] ?? 0,
      logSeconds: Math.log(Math.max(seconds, leastSeconds)),
    };
  });
}

function copyOf(configuration: Configuration): Configuration {
  const copy = createConfiguration(configuration.ends.length);
  copyConfiguration(configuration, copy);
  return copy;
}
