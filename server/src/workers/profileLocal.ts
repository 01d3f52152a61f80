import { join } from 'node:path';
import { formatSeconds } from '../../engine/core/units';
import type { ProfileFile } from '../../engine/cost/profileSchema';
import { coreCount } from '../../runtime/coreCount';
import { planWhole } from '../../runtime/localPlan';
import { profileNetwork } from '../../runtime/profile/profileNetwork';
import { profileText } from '../../runtime/profile/profileText';
import { withLocalModel } from '../adapters/withLocalModel';
import { profileToGoOn } from '../adapters/profileToGoOn';
import { writeWhole } from '../adapters/writeWhole';
import { readTuneInputs } from './readTuneInputs';
import { RunSignals } from './runSignals';
import type { TuneSource } from './tuneTask';

/** What a worker needs to measure layers. Plain data only. */
export interface ProfileTask {
  readonly network: TuneSource;
  readonly platform: TuneSource;
  readonly budgetSeconds: number;
  /** Where an interrupted run may have left a profile to go on with, and where each part is saved. */
  readonly output: string;
  /** Memory of {@link RunSignals}. */
  readonly signals: SharedArrayBuffer;
}

/** What a worker gives back. Plain data only. */
export type ProfileTaskOutcome =
  | {
      readonly status: 'measured';
      /** Text of the `*.profile.json` file. */
      readonly text: string;
      /** One line for people. */
      readonly summary: string;
      readonly cancelled: boolean;
      /** Why measuring ended early; null where it did not. */
      readonly failure: string | null;
    }
  | { readonly status: 'failed'; readonly message: string };

/** Seed of weights that are made up: times do not depend on them. */
const weightsSeed = 1;

/** Measures layers from a worker thread, in a process of its own. */
export async function profileLocal(task: ProfileTask): Promise<ProfileTaskOutcome> {
  const read = await readTuneInputs(task.network, task.platform);
  if (!read.ok) return failed(read.message);
  const { network, platform } = read;
  const signals = new RunSignals(task.signals);
  return withLocalModel(task.network.path, network, weightsSeed, async (path) => {
    const model = { path, shape: null };
    const planned = planWhole(model, platform, network.layers.length, coreCount());
    if (!planned.ok) return failed(planned.message);
    const { budgetSeconds, output } = task;
    const { profile, ended, failure } = await profileNetwork(
      {
        network,
        platform,
        model,
        budgetSeconds,
        executorFile: join(__dirname, 'executor.js'),
        before: await profileToGoOn(output),
      },
      {
        shouldStop: () => signals.shouldStop(),
        onProgress: ({ settled, wanted }) => signals.report(settled, wanted),
        // What is known outlives this process: it may end with its window at any time.
        onPart: (part) => writeWhole(output, profileText(part)),
      },
    );
    const cancelled = ended === 'stopped';
    if (profile === null) {
      return failed(failure ?? (cancelled ? 'Cancelled before the first times.' : 'Nothing was measured.')); // prettier-ignore
    }
    const summary = summaryOf(profile);
    return { status: 'measured', text: profileText(profile), summary, cancelled, failure };
  });
}

/** `ResNet-50 on this machine: 58.1 ms on ep0, 58.1 ms on ep1`. */
function summaryOf({ network, platform, executionPlaces, seconds }: ProfileFile): string {
  const totals = executionPlaces.map((place, column) => {
    const total = seconds.reduce((sum, row) => sum + (row[column] ?? 0), 0);
    return `${formatSeconds(total)} on ${place}`;
  });
  return `${network} on ${platform}: ${totals.join(', ')}`;
}

function failed(message: string): ProfileTaskOutcome {
  return { status: 'failed', message };
}
