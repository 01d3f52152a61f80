import type { Policy } from '../policy';
import { lightest, rebalanceOnChange, slowest, type Rebalance } from './rebalanceOnChange';

/**
 * Least-loaded scheduling: moves a layer from the busiest stage to the idlest one, wherever it is, and
 * goes on while throughput rises. A trial is one query.
 */
export function lls({ threshold }: { readonly threshold: number }): Policy {
  return rebalanceOnChange(threshold, steps);
}

const steps: Rebalance = function* (layout, seconds) {
  for (;;) {
    const period = seconds[slowest(seconds)] ?? 0;
    layout.keep();
    if (!layout.move(slowest(seconds), lightest(seconds, 0, seconds.length))) return;
    yield;
    if ((seconds[slowest(seconds)] ?? 0) < period) continue;
    layout.restore();
    return;
  }
};
