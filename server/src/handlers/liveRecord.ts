import { fanOut } from '../../engine/interference/fanOut';
import { createPolicy } from '../../engine/interference/createPolicy';
import { ReplayRecorder } from '../../engine/interference/record/replayRecorder';
import type { LiveLoad } from '../../protocol/liveModel';
import { loadSpec } from '../../runtime/live/liveModel';
import { livePolicy } from '../../runtime/rebalance/livePolicies';
import { liveHeader } from '../../runtime/rebalance/liveHeader';
import type { LiveSystem } from '../../runtime/rebalance/liveSystem';
import {
  SteeredRun,
  type SteeredExecutor,
  type SteeredHooks,
} from '../../runtime/rebalance/steeredRun';
import { writeAsProduced } from '../adapters/writeAsProduced';
import { WriteError } from '../adapters/writeWhole';

/** Up to so many queries all are kept; of more a part of each block, as they stay in memory. */
const mostWhole = 200_000;
const reducedSamples = 64;

/** What a run showed as the lines of a replay, kept until somebody saves them. */
export class LiveRecord {
  private readonly lines: string[] = [];
  private readonly recorder: ReplayRecorder;
  private hasQueries = false;

  constructor(
    private readonly system: LiveSystem,
    private readonly load: LiveLoad,
  ) {
    const policy = livePolicy(load.policy);
    const recorded = new Date().toISOString();
    const header = liveHeader({ system, policy, load: loadSpec(load), scenario: null, recorded });
    const samples = header.queries <= mostWhole ? 'all' : reducedSamples;
    this.recorder = new ReplayRecorder(header, (line) => this.lines.push(line), { samples });
    this.recorder.begin(0);
  }

  /** The run, steered as its load asks for and recorded. */
  steer(executor: SteeredExecutor, hooks: SteeredHooks): SteeredRun {
    const { system, load } = this;
    const policy = createPolicy(livePolicy(load.policy));
    if (policy.sees === 'times') throw new Error('This policy needs a simulation.');
    const job = { system, policy: policy.rebalance, load: loadSpec(load), scenario: null };
    const sink = fanOut([hooks.sink, this.recorder]);
    return new SteeredRun(job, executor, { ...hooks, sink });
  }

  /** No more queries come. */
  end(): void {
    this.hasQueries = this.recorder.finish().length > 0;
  }

  /** Writes what there is. @returns why it is not written, in words; null where it is. */
  async save(path: string): Promise<string | null> {
    if (!this.hasQueries) return 'No query was served: there is nothing to save.';
    try {
      await writeAsProduced(path, (write) => this.lines.forEach(write));
      return null;
    } catch (error) {
      if (error instanceof WriteError) return error.message;
      throw error;
    }
  }
}
