import type { InterferenceEvent, ReplayHeader } from '../../../protocol/replayRecord';
import type { TunedSystem } from '../../../protocol/tuningResult';
import type { TimeTable } from '../../cost/timeTable';
import { solveOptimum } from '../../explore/optimum/solveOptimum';
import { tunedSystem } from '../../explore/tunedSystem';
import { tableOfSystem } from '../record/tableOfSystem';
import type { Slowdown } from '../scenario';
import { slowedTable } from '../slowedTable';

/** A system while some interference is active. */
export interface SystemState {
  /** With the slowed times. */
  readonly system: TunedSystem;
  /** Inferences a second of the best configuration; null where nobody knows. */
  readonly bestThroughput: number | null;
}

const mostStates = 1_000;
/** Steps of a proof: about a twentieth of a second. What takes longer has no answer. */
const mostWork = 5e6;

/** The system of a replay in each state of interference that is looked at. */
export class SystemStates {
  private readonly quiet: TimeTable;
  private readonly memoryBound: readonly Uint8Array[];
  private readonly states = new Map<string, SystemState>();

  constructor(private readonly header: ReplayHeader) {
    this.quiet = tableOfSystem(header);
    const { classOf, classCount } = this.quiet.space;
    // Classes of the header may be finer: they know power as well.
    this.memoryBound = Array.from({ length: classCount }, (_, c) => {
      const place = header.system.places[classOf.indexOf(c)];
      return Uint8Array.from(header.memoryBound[place?.class ?? 0] ?? []);
    });
  }

  /** The system under the interference that is active. */
  at(active: readonly InterferenceEvent[]): SystemState {
    const key = active
      .map(({ place, compute, memory }) => JSON.stringify([place, compute, memory]))
      .sort()
      .join();
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const state = this.find(active);
    for (const oldest of this.states.keys()) {
      if (this.states.size < mostStates) break;
      this.states.delete(oldest);
    }
    this.states.set(key, state);
    return state;
  }

  private find(active: readonly InterferenceEvent[]): SystemState {
    const { places } = this.header.system;
    const slowdowns = places.map(({ name }) => slowdownOn(active, name));
    const isKnown = active.every(({ compute, memory }) => compute !== null && memory !== null);
    const table = slowedTable(
      this.quiet,
      this.memoryBound,
      (place) => slowdowns[place] ?? { compute: 1, memory: 1 },
    );
    const { cost, proven } = solveOptimum(table, { mostWork });
    return {
      system: tunedSystem(table, places.map(({ description }) => description)), // prettier-ignore
      bestThroughput: isKnown && proven && cost > 0 && Number.isFinite(cost) ? 1 / cost : null,
    };
  }
}

/** Factors of all that is active on a place; what nobody knows counts as nothing. */
function slowdownOn(active: readonly InterferenceEvent[], place: string): Slowdown {
  let compute = 1;
  let memory = 1;
  for (const event of active) {
    if (event.place !== place) continue;
    compute *= event.compute ?? 1;
    memory *= event.memory ?? 1;
  }
  return { compute, memory };
}
