import type { ProfileTable } from '../../engine/cost/readProfile';
import { aimTable, type TimeTable } from '../../engine/cost/timeTable';
import { tuneAsync, type TuneHooks, type TuneRequest } from '../../engine/explore/tune';
import type { Network } from '../../engine/network/network';
import type { Objective } from '../../engine/pipeline/objective';
import { describePlace } from '../../engine/platform/describePlace';
import type { Platform } from '../../engine/platform/platform';
import type { Shape } from '../../protocol/layersResult';
import type { TuningResult } from '../../protocol/tuningResult';
import { withCores } from '../withCores';
import { coreCount } from '../coreCount';
import { LocalExecutor } from '../executor/localExecutor';
import { coresOf, planWhole } from '../localPlan';
import type { PipelinePlan } from '../plan';
import { stopWatch } from '../stopWatch';
import { localRefusal } from './localRefusal';
import { localTable } from './localTable';
import { LocalTestbed } from './localTestbed';

/** What is tuned on this machine, and how. */
export interface LocalTuning {
  readonly network: Network;
  readonly platform: Platform;
  readonly model: { readonly path: string; readonly shape: Shape | null };
  /** Times that explorers may read and rank places by; null for the analytical model's hints. */
  readonly profile: ProfileTable | null;
  readonly objective: Objective;
  readonly maxReplicas: number;
  /** Queries of a trial; null for as many as take about half a second. */
  readonly queries: number | null;
  /** The bundled executorMain. */
  readonly executorFile: string;
  readonly request: Omit<TuneRequest, 'network' | 'platform' | 'testbed' | 'placeDescriptions'>;
}

/** A result with what is to be said of it, or why there is none, in words with a way out. */
export type LocalTuningOutcome =
  | { readonly ok: true; readonly result: TuningResult; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Tunes a network on this machine's cores: every trial is run. */
export async function tuneLocally(job: LocalTuning, hooks: TuneHooks): Promise<LocalTuningOutcome> {
  const { network, platform, model, request } = job;
  const refusal = localRefusal(request.explorer, job.profile !== null, job.maxReplicas);
  if (refusal !== null) return { ok: false, message: refusal };
  const table = localTable(job);
  if (typeof table === 'string') return { ok: false, message: table };
  const planned = planWhole(model, platform, network.layers.length, coreCount());
  if (!planned.ok) return planned;
  const outcome = await withCores(coresOf(planned.plan), () => tuneOn(job, table, planned, hooks));
  return typeof outcome === 'string' ? { ok: false, message: outcome } : outcome;
}

async function tuneOn(
  job: LocalTuning,
  table: TimeTable,
  planned: { readonly plan: PipelinePlan; readonly warnings: readonly string[] },
  hooks: TuneHooks,
): Promise<LocalTuningOutcome> {
  const { network, platform, objective, request } = job;
  const executor = LocalExecutor.start(job.executorFile);
  const endWatch = stopWatch(() => hooks.shouldStop?.() === true, () => void executor.stop()); // prettier-ignore
  try {
    const setup = { space: table.space, plan: planned.plan, queries: job.queries };
    const testbed = new LocalTestbed(executor, setup);
    const result = await tuneAsync(
      aimTable(table, objective, 1),
      {
        ...request,
        network: network.name,
        platform: platform.name,
        testbed: 'local',
        placeDescriptions: platform.places.map(describePlace),
      },
      testbed.run,
      hooks,
    );
    const { unpinned } = testbed;
    const notes = unpinned === null ? [] : [`Threads are not pinned: ${unpinned}.`];
    return { ok: true, result, notes: [...planned.warnings, ...notes] };
  } finally {
    endWatch();
    await executor.stop();
  }
}
