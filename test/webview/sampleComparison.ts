import { buildComparison } from '../../server/engine/explore/comparison/buildComparison';
import { comparisonModel } from '../../server/engine/explore/comparison/comparisonModel';
import {
  comparisonPlan,
  type ComparisonRequest,
} from '../../server/engine/explore/comparison/comparisonPlan';
import { rawRun } from '../../server/engine/explore/comparison/rawRun';
import { solveReference } from '../../server/engine/explore/comparison/reference';
import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import type { ComparisonModel } from '../../server/protocol/comparisonModel';
import type { ComparisonResult } from '../../server/protocol/comparisonResult';
import { exampleNetwork, examplePlatform } from './sampleLayers';

/** A real comparison of explorers on an example, with a clock that always tells the same. */
function exampleComparison(
  network: string,
  platform: string,
  change: Partial<ComparisonRequest> = {},
): ComparisonResult {
  const layers = exampleNetwork(network);
  const places = examplePlatform(platform);
  const table = analyticalTable(layers, places);
  if (!table.ok) throw new Error('The example does not fit the platform.');
  const request: ComparisonRequest = {
    explorers: null,
    options: defaultExplorerOptions,
    seeds: 5,
    maxTrials: 300,
    ...change,
  };
  const { space } = table.value;
  const plan = comparisonPlan(space, request);
  let seconds = 0;
  const hooks = {
    maxTrials: request.maxTrials,
    shouldStop: () => false,
    clock: () => (seconds += 0.001),
  };
  return buildComparison({
    names: { network: layers.name, platform: places.name, testbed: 'analytical' },
    space,
    request,
    plan,
    reference: solveReference(table.value, {}),
    runs: plan.jobs.map(({ explorer, seed }) =>
      rawRun(table.value, explorer, { ...request.options, seed }, hooks),
    ),
    cancelled: false,
  });
}

let all: ComparisonModel | null = null;

/** Every explorer that makes sense, on a middling problem; made once. */
export const allExplorers = (): ComparisonModel =>
  (all ??= comparisonModel(exampleComparison('resnet-18', 'chiplet-4f4s')));

/** Two explorers without chance. */
export const withoutChance = (): ComparisonModel =>
  comparisonModel(
    exampleComparison('alexnet', 'chiplet-2f2s', {
      explorers: ['shisha', 'exhaustive', 'optimum'],
    }),
  );
