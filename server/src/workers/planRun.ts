import { join } from 'node:path';
import type { TuningResult } from '../../protocol/tuningResult';
import { coreCount } from '../../runtime/coreCount';
import { localPlan, stagesOf } from '../../runtime/localPlan';
import type { PipelinePlan } from '../../runtime/plan';
import { liveSystem, type LiveSystem } from '../../runtime/rebalance/liveSystem';
import { fileKind } from '../adapters/fileKind';
import { exportModel } from '../adapters/onnx/write/exportModel';
import { readTuneInputs } from './readTuneInputs';
import type { TuneSource } from './tuneTask';

/** Seed of weights that are made up: times do not depend on them. */
const weightsSeed = 1;

/** What a worker needs to plan a run. Plain data only. */
export interface PlanRunTask {
  readonly result: Pick<TuningResult, 'best' | 'system' | 'network' | 'platform'>;
  readonly network: TuneSource;
  readonly platform: TuneSource;
  /** Folder for the model that a descriptor is exported to. */
  readonly folder: string;
}

/** What a worker gives back. Plain data only. */
export type PlanRunOutcome =
  | {
      readonly status: 'planned';
      readonly plan: PipelinePlan;
      readonly warnings: readonly string[];
      /** For a policy and a record; or why there can be none, in words. */
      readonly system: LiveSystem | string;
    }
  | { readonly status: 'failed'; readonly message: string; readonly needsLocalPlatform?: boolean };

/** Reads a tuned pipeline's inputs in a worker thread, and plans how it runs on this machine. */
export async function planRun(task: PlanRunTask): Promise<PlanRunOutcome> {
  const { result, network, platform, folder } = task;
  const read = await readTuneInputs(network, platform);
  if (!read.ok) return { status: 'failed', message: read.message };
  const { places, name } = read.platform;
  if (places.every(({ coreIds }) => coreIds === null)) {
    const message = `The platform ${name} is not this machine: its places name no cores. Describe this machine as a platform, and tune the network for it.`;
    return { status: 'failed', message, needsLocalPlatform: true };
  }
  const stages = stagesOf(result, read.network.layers.map((layer) => layer.name)); // prettier-ignore
  if (typeof stages === 'string') return { status: 'failed', message: stages };
  const isModel = fileKind(network.path) === 'onnx';
  const path = isModel ? network.path : join(folder, 'model.onnx');
  const model = { path, shape: null };
  const planned = localPlan(model, read.platform, stages, coreCount());
  if (!planned.ok) return { status: 'failed', message: planned.message };
  if (!isModel) await exportModel(read.network, path, weightsSeed);
  const system = liveSystem(result, read.network, read.platform, model, coreCount());
  return { status: 'planned', plan: planned.plan, warnings: planned.warnings, system };
}
