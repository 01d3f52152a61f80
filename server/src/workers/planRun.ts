import { availableParallelism } from 'node:os';
import type { TuningResult } from '../../protocol/tuningResult';
import { localPlan, stagesOf } from '../../runtime/localPlan';
import type { PipelinePlan } from '../../runtime/plan';
import { fileKind } from '../adapters/files';
import { readTuneInputs } from './readTuneInputs';
import type { TuneSource } from './tuneTask';

/** What a worker needs to plan a run. Plain data only. */
export interface PlanRunTask {
  readonly best: TuningResult['best'];
  readonly network: TuneSource;
  readonly platform: TuneSource;
}

/** What a worker gives back. Plain data only. */
export type PlanRunOutcome =
  | {
      readonly status: 'planned';
      readonly plan: PipelinePlan;
      readonly warnings: readonly string[];
    }
  | { readonly status: 'failed'; readonly message: string; readonly needsLocalPlatform?: boolean };

/** Reads a tuned pipeline's inputs in a worker thread, and plans how it runs on this machine. */
export async function planRun({ best, network, platform }: PlanRunTask): Promise<PlanRunOutcome> {
  const read = await readTuneInputs(network, platform);
  if (!read.ok) return { status: 'failed', message: read.message };
  const { places, name } = read.platform;
  if (places.every(({ coreIds }) => coreIds === null)) {
    const message = `The platform ${name} is not this machine: its places name no cores. Describe this machine as a platform, and tune the network for it.`;
    return { status: 'failed', message, needsLocalPlatform: true };
  }
  const stages = stagesOf({ best }, read.network.layers.map((layer) => layer.name)); // prettier-ignore
  if (typeof stages === 'string') return { status: 'failed', message: stages };
  if (fileKind(network.path) !== 'onnx') {
    return { status: 'failed', message: 'Only ONNX models can be run.' };
  }
  const model = { path: network.path, shape: null };
  const planned = localPlan(model, read.platform, stages, availableParallelism());
  return planned.ok
    ? { status: 'planned', plan: planned.plan, warnings: planned.warnings }
    : { status: 'failed', message: planned.message };
}
