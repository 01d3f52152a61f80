import type { Detection, Policy, Rebalancing } from '../../policy';
import { CalibratedMind } from './calibratedMind';

export interface CalibratedPolicyOptions {
  /** Share by which a stage time must leave what is expected of it. */
  readonly threshold: number;
  /** Share of the throughput that looking again at what was given up may cost. */
  readonly price: number;
  /**
   * Seconds that threads which share a core run in turn: a stage that is shorter may look quiet on a place
   * that is slowed, see {@link CalibratedMind}. 0 where slowdowns are even.
   */
  readonly slice: number;
}

/**
 * Calibrated rebalancing. It keeps a belief of the time of every layer without interference and of how much
 * each place is slowed, conditions it on all stage times, solves the problem exactly for what it
 * believes, serves the answer, and learns from it, until the answer repeats. Where nothing is slowed it
 * serves what it began with.
 */
export function calibrated(options: CalibratedPolicyOptions): Policy {
  return function* (space, start): Rebalancing {
    const mind = new CalibratedMind(space, start, options);
    let detected: Detection | null = null;
    for (;;) {
      do {
        const mode = mind.isTrial ? 'trial' : 'serve';
        const served = yield { configuration: mind.current, mode, detected };
        detected = null;
        mind.look(served.stageSeconds);
      } while (!mind.hasSeen);
      mind.compare();
      while (!mind.choose()) {
        const served = yield { configuration: mind.current, mode: 'serve', detected };
        detected = mind.watch(served.stageSeconds);
      }
    }
  };
}
