import type { Policy } from '../policy';
import { lightest, rebalanceOnChange, slowest, type Rebalance } from './rebalanceOnChange';

/** Options of the policy `odin`, in the terms of Paper III. */
export interface OdinOptions {
  /** Rebalancing ends after this many trials without a higher throughput. */
  readonly alpha: number;
  /** Share by which a stage time must leave its reference. */
  readonly threshold: number;
}

/**
 * ODIN (Paper III). Each step takes the slowest stage, compares the times of all stages before it with
 * those of all stages after it, and moves one layer toward the lighter side, to that side's lightest
 * stage. It steps on from where a step led, also where the throughput stays as it was, so that a plateau
 * is no trap, and ends with the best layout seen. A trial is one query.
 */
export function odin({ alpha, threshold }: OdinOptions): Policy {
  return rebalanceOnChange(threshold, (layout, seconds) => steps(alpha, layout, seconds));
}

function* steps(alpha: number, ...[layout, seconds]: Parameters<Rebalance>): Generator<void, void> {
  layout.keep();
  let best = seconds[slowest(seconds)] ?? 0;
  // Written so that an alpha that is no number ends it at once.
  for (let fruitless = 0; fruitless < alpha;) {
    const from = slowest(seconds);
    const to = target(seconds, from);
    if (to < 0 || !layout.move(from, to)) break;
    yield;
    const period = seconds[slowest(seconds)] ?? 0;
    if (period < best) {
      best = period;
      layout.keep();
      fruitless = 0;
    } else {
      fruitless += 1;
    }
  }
  layout.restore();
}

/** The lightest stage of the lighter side; of the other where there is none. −1 where one stage is alone. */
function target(seconds: Float64Array, from: number): number {
  const { length } = seconds;
  if (length < 2) return -1;
  const sum = (times: Float64Array) => times.reduce((total, value) => total + value, 0);
  const toLeft =
    from === length - 1 ||
    (from > 0 && sum(seconds.subarray(0, from)) < sum(seconds.subarray(from + 1)));
  return toLeft ? lightest(seconds, 0, from) : lightest(seconds, from + 1, length);
}
