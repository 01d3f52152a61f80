import type { Detection, Policy, Rebalancing } from '../../policy';
import { CalibratedMind, type CalibratedPolicyOptions } from './calibratedMind';

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
