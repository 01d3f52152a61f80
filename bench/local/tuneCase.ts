import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { highestThroughput } from '../../server/engine/pipeline/objective';
import { localPlan, stagesOf } from '../../server/runtime/localPlan';
import type { PipelinePlan } from '../../server/runtime/plan';
import { tuneLocally } from '../../server/runtime/testbed/tuneLocally';
import type { NetworkCase } from './networkCase';

/** What tuning on the cores themselves found, and how long it took. */
export interface TunedCase {
  readonly explorer: 'calibrated' | 'shisha';
  readonly seconds: number;
  readonly trials: number;
  readonly plan: PipelinePlan;
}

/** Tunes as `cnn-tuner tune --testbed local` does, without a profile. */
export async function tuneCase(
  { network, platform, modelPath }: NetworkCase,
  explorer: TunedCase['explorer'],
  executorFile: string,
): Promise<TunedCase> {
  const begun = performance.now();
  const model = { path: modelPath, shape: null };
  const outcome = await tuneLocally(
    {
      network,
      platform,
      model,
      profile: null,
      objective: highestThroughput,
      maxReplicas: 1,
      queries: null,
      executorFile,
      request: { explorer, options: defaultExplorerOptions },
    },
    {},
  );
  const seconds = (performance.now() - begun) / 1e3;
  if (!outcome.ok) throw new Error(outcome.message);
  const { result } = outcome;
  if (result.failure !== undefined) throw new Error(result.failure);
  const stages = stagesOf(result, network.layers.map(({ name }) => name)); // prettier-ignore
  if (typeof stages === 'string') throw new Error(stages);
  const planned = localPlan(model, platform, stages, 2);
  if (!planned.ok) throw new Error(planned.message);
  return { explorer, seconds, trials: result.trials, plan: planned.plan };
}
