import type { Arrivals } from '../../protocol/liveRun';
import { createRandom } from './random';

/** When queries arrive, in seconds after the start, ascending; ends where a trace ends. */
export function* arrivalTimes(arrivals: Exclude<Arrivals, { kind: 'closed' }>): Generator<number> {
  if (arrivals.kind === 'trace') {
    yield* arrivals.seconds;
  } else if (arrivals.kind === 'constant') {
    for (let query = 0; ; query += 1) yield query / arrivals.perSecond;
  } else {
    const random = createRandom(arrivals.seed);
    // Gaps of a Poisson process; 1 − u is never 0.
    for (let at = 0; ;) {
      at -= Math.log(1 - random.unit()) / arrivals.perSecond;
      yield at;
    }
  }
}
