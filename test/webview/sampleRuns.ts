import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import { compareResults } from '../../server/engine/explore/compareResults';
import { buildConvergence, type NamedResult } from '../../server/engine/explore/buildConvergence';
import {
  defaultExplorerOptions,
  type ExplorerOptions,
} from '../../server/engine/explore/explorerOptions';
import { tune } from '../../server/engine/explore/tune';
import { describePlace } from '../../server/engine/platform/describePlace';
import type { CompareModel } from '../../server/protocol/compareModel';
import type { ConvergenceModel } from '../../server/protocol/convergenceModel';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { exampleNetwork, examplePlatform } from './sampleLayers';

/** A real run of an example network on an example platform. */
export function exampleRun(
  network: string,
  platform: string,
  options: Partial<ExplorerOptions> = {},
): NamedResult {
  const layers = exampleNetwork(network);
  const places = examplePlatform(platform);
  const table = analyticalTable(layers, places);
  if (!table.ok) throw new Error('The example does not fit the platform.');
  const result = tune(table.value, {
    network: layers.name,
    platform: places.name,
    testbed: 'analytical',
    explorer: 'shisha',
    options: { ...defaultExplorerOptions, ...options },
    placeDescriptions: places.places.map(describePlace),
  });
  return { file: `${network}.${platform}.tuning.json`, result };
}

/** One run. */
export const oneRun = (): ConvergenceModel =>
  buildConvergence([exampleRun('resnet-50', 'chiplet-4f4s')]);

/** Runs of one problem that differ in their options. */
export const severalRuns = (): ConvergenceModel =>
  buildConvergence([
    exampleRun('resnet-50', 'chiplet-4f4s'),
    exampleRun('resnet-50', 'chiplet-4f4s', { balance: 'nlFEP' }),
    exampleRun('resnet-50', 'chiplet-4f4s', { assign: 'random', seed: 3, alpha: 25 }),
    exampleRun('resnet-50', 'chiplet-4f4s', { assign: 'rank_l' }),
  ]);

/** Runs of different problems. */
export const differentProblems = (): ConvergenceModel =>
  buildConvergence([
    exampleRun('resnet-50', 'chiplet-4f4s'),
    exampleRun('vgg16', 'chiplet-2f2s'),
    exampleRun('alexnet', 'jetson-tx2'),
  ]);

/** As many runs of as many trials as a panel has to bear. */
export function longRuns(runs: number, trials: number): ConvergenceModel {
  const base = exampleRun('resnet-18', 'chiplet-26f26s').result;
  const [first] = base.trace;
  return buildConvergence(
    Array.from({ length: runs }, (_, run): NamedResult => {
      const trace = Array.from(
        { length: trials },
        (_unused, index): TuningResult['trace'][number] => {
          const progress = 1 - Math.exp(-index / (trials / (3 + run)));
          const noise = ((index * 7919 + run * 104729) % 1000) / 1000;
          return {
            trial: index + 1,
            throughput: 400 + run * 12 + 380 * progress * (0.85 + 0.15 * noise),
            elapsedSeconds: (index + 1) * (0.002 + run * 0.0007),
            stages: first?.stages ?? [],
          };
        },
      );
      const best = trace.reduce((a, b) => (b.throughput > a.throughput ? b : a));
      const result: TuningResult = {
        ...base,
        seed: run + 1,
        trials,
        trace,
        bestTrial: best.trial,
        convergenceSeconds: best.elapsedSeconds,
        best: { ...base.best, throughput: best.throughput },
        optimum: { throughput: 900, proven: true, quality: best.throughput / 900 },
      };
      return { file: `run-${run}.tuning.json`, result };
    }),
  );
}

/** Two results of one problem. */
export const alike = (): CompareModel =>
  compareResults(
    exampleRun('resnet-50', 'chiplet-4f4s', { assign: 'random', seed: 3 }),
    exampleRun('resnet-50', 'chiplet-4f4s'),
  );

/** The same result twice. */
export const equalResults = (): CompareModel => {
  const run = exampleRun('resnet-18', 'chiplet-2f2s');
  return compareResults(run, run);
};

/** Results of different networks on different platforms. */
export const unlike = (): CompareModel =>
  compareResults(exampleRun('vgg16', 'chiplet-2f2s'), exampleRun('resnet-50', 'chiplet-8f8s'));

/** Many stages on many places. */
export const manyStages = (): CompareModel =>
  compareResults(
    exampleRun('resnet-152', 'chiplet-26f26s', { assign: 'random', seed: 2 }),
    exampleRun('resnet-152', 'chiplet-26f26s'),
  );
