import type {
  ComparedExplorer,
  ComparedRun,
  ComparisonResult,
  MeasureName,
  Reference,
  Spread,
} from '../../../protocol/comparisonResult';
import type { Space } from '../../pipeline/space';
import { exploredFraction, spaceSize } from '../../pipeline/spaceSize';
import { objectiveResult } from '../objectiveResult';
import { type ExplorerName } from '../explorerFacts';
import { explorerOf } from '../registry';
import type { TuningProblem } from '../tuningProblem';
import { usesSeed, type ComparisonPlan, type ComparisonRequest } from './comparisonPlan';
import { lossesOf } from './losses';
import { axisPlaces, qualityBand } from './qualityBand';
import type { RawRun } from './rawRun';
import { qualityOf, referenceFor } from './reference';
import { spreadOf } from './spreadOf';

/** Everything that a comparison came from. */
export interface ComparisonParts {
  readonly names: Pick<TuningProblem['names'], 'network' | 'platform' | 'testbed'>;
  readonly space: Space;
  readonly request: ComparisonRequest;
  readonly plan: ComparisonPlan;
  /** What was solved; null where nothing could be. */
  readonly reference: Reference | null;
  /** In any order; those that were stopped do not count. */
  readonly runs: readonly RawRun[];
  /** True where it was stopped. */
  readonly cancelled: boolean;
  readonly sources?: ComparisonResult['sources'];
}

/** Turns the runs of a comparison into what is saved of it. The order of the runs does not matter. */
export function buildComparison(parts: ComparisonParts): ComparisonResult {
  const { names, space, request, plan, cancelled, sources } = parts;
  const order = new Map(plan.explorers.map((name, index) => [name, index]));
  const complete = parts.runs
    .filter(({ stopped }) => !stopped)
    .sort((a, b) => (order.get(a.explorer) ?? 0) - (order.get(b.explorer) ?? 0) || a.seed - b.seed);
  const reference = referenceFor(
    parts.reference,
    complete.map(({ cost }) => cost),
  );
  const size = spaceSize(space.layers.length, space.places.length);
  const judge: Judge = {
    axes: { trials: axisPlaces(complete, 'trials'), seconds: axisPlaces(complete, 'seconds') },
    quality: (cost) => qualityOf(reference, cost),
    compared: (run) => comparedRun(run, size, qualityOf(reference, run.cost)),
  };
  const started = plan.explorers.filter((name) => complete.some((run) => run.explorer === name));
  const explorers = started.map((name) => {
    const own = complete.filter((run) => run.explorer === name);
    return comparedExplorer(name, own, request, judge);
  });
  const unfinished = plan.explorers
    .filter((name) => !started.includes(name))
    .map((name) => ({ name, reason: 'none of its runs was complete' }));
  const { objective = { goal: 'throughput' }, maxReplicas = 1 } = objectiveResult(space);
  return {
    kind: 'cnn-comparison',
    format: 1,
    network: names.network,
    platform: names.platform,
    testbed: names.testbed,
    objective,
    maxReplicas,
    spaceSize: size.toString(),
    seeds: { first: request.options.seed, count: request.seeds },
    maxTrials: request.maxTrials,
    reference,
    axes: judge.axes,
    explorers: explorers.map((one) => ({ ...one, losses: lossesOf(one, explorers) })),
    leftOut: [...plan.leftOut, ...unfinished],
    runs: complete.map(judge.compared),
    ...(cancelled && { cancelled: true }),
    ...(sources && { sources }),
  };
}

/** What all runs are judged by. */
interface Judge {
  readonly axes: ComparisonResult['axes'];
  readonly quality: (cost: number) => number;
  readonly compared: (run: RawRun) => ComparedRun;
}

function comparedRun(run: RawRun, size: bigint, quality: number): ComparedRun {
  return {
    explorer: run.explorer,
    seed: run.seed,
    throughput: run.throughput,
    latencySeconds: run.latencySeconds,
    ...(!Number.isNaN(run.energyJoules) && { energyJoules: run.energyJoules }),
    quality,
    trials: run.trials,
    bestTrial: run.bestTrial,
    convergenceSeconds: run.convergenceSeconds,
    elapsedSeconds: run.elapsedSeconds,
    exploredFraction: exploredFraction(run.trials, size),
    explorerSeconds: run.explorerSeconds,
    explorerBytes: run.explorerBytes,
  };
}

function comparedExplorer(
  name: ExplorerName,
  raw: readonly RawRun[],
  { options }: ComparisonRequest,
  { axes, quality, compared }: Judge,
): ComparedExplorer {
  const { title, options: own, readsTimes = false } = explorerOf(name);
  const runs = raw.map(compared);
  const chance = usesSeed(name, options);
  const spread = (measure: MeasureName): Spread =>
    spreadOf(
      runs.map((run) => run[measure]),
      // A clock never tells the same twice.
      !chance && measure !== 'explorerSeconds',
    );
  const worst = runs.reduce((least, run) => (run.quality < least.quality ? run : least));
  return {
    name,
    title,
    options: Object.fromEntries(own.map((option) => [option, options[option]])),
    runs: runs.length,
    usesSeed: chance,
    readsTimes,
    quality: spread('quality'),
    trials: spread('trials'),
    convergenceSeconds: spread('convergenceSeconds'),
    exploredFraction: spread('exploredFraction'),
    explorerSeconds: spread('explorerSeconds'),
    explorerBytes: spread('explorerBytes'),
    worst: { seed: worst.seed, quality: worst.quality },
    byTrials: qualityBand(raw, 'trials', axes.trials, quality),
    bySeconds: qualityBand(raw, 'seconds', axes.seconds, quality),
    losses: [],
  };
}
