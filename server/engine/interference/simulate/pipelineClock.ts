import type { TimeTable } from '../../cost/timeTable';
import { stageStart, type Configuration } from '../../pipeline/configuration';
import { stagePlaces } from '../../pipeline/stagePlaces';
import type { MemoryBound } from '../memoryBound';

/** A stage made ready for being run many times. */
interface ReadyStage {
  /** Places that take queries in turn. */
  readonly places: Int32Array;
  /** Time of its compute-bound layers without interference. */
  readonly computeSeconds: number;
  /** Time of its memory-bound layers without interference. */
  readonly memorySeconds: number;
  /** Time to send its output on; 0 for the last stage. */
  readonly transferSeconds: number;
}

/** How much longer a query takes on a place than without interference and noise. */
export interface Disturbance {
  /** Called before the factors of a place are read, with the time at which a stage begins there. */
  reach(place: number, seconds: number): void;
  compute(place: number): number;
  memory(place: number): number;
  /** Factor of one stage time. */
  noise(): number;
}

/**
 * Virtual time of a pipeline. Queries are sent through one after another, each to its end: a stage
 * begins when the query is there and the place has finished all older queries, also those that came
 * by another configuration. So a switch loses nothing and needs no queue of events:
 *
 *     begin(q, s)  = max(arrive(q, s), free(place))
 *     arrive(q, s) = finish(q, s − 1) + transfer, a link and its ends busy with one query at a time
 *
 * Transfers that block keep the place busy and are part of the stage's time, as in evaluate.
 */
export class PipelineClock {
  private stages: readonly ReadyStage[] = [];
  private readonly free: Float64Array;
  private readonly sending: Float64Array;
  private readonly receiving: Float64Array;
  private lastFinished = 0;

  constructor(
    private readonly table: TimeTable,
    private readonly memoryBound: MemoryBound,
    private readonly disturbance: Disturbance,
  ) {
    const count = table.space.places.length;
    this.free = new Float64Array(count);
    this.sending = new Float64Array(count);
    this.receiving = new Float64Array(count);
  }

  /** What the next queries run through. */
  exchange(configuration: Configuration): void {
    const { table, memoryBound } = this;
    const { space } = table;
    const places = stagePlaces(space, configuration);
    this.stages = places.map((own, s) => {
      const place = own[0] ?? 0;
      const isMemory = memoryBound[space.classOf[place] ?? 0];
      const end = configuration.ends[s] ?? 0;
      let computeSeconds = 0;
      let memorySeconds = 0;
      for (let layer = stageStart(configuration, s); layer < end; layer += 1) {
        if (isMemory?.[layer] === 1) memorySeconds += table.seconds(layer, place);
        else computeSeconds += table.seconds(layer, place);
      }
      const next = places[s + 1]?.[0];
      const link = place * space.places.length + (next ?? place);
      const transferSeconds =
        next === undefined
          ? 0
          : (space.linkLatencySeconds[link] ?? 0) +
            (space.cutBytes[end] ?? 0) * (space.linkSecondsPerByte[link] ?? 0);
      return { places: Int32Array.from(own), computeSeconds, memorySeconds, transferSeconds };
    });
  }

  /**
   * Sends a query in and tells when it leaves; results leave in order. Allocates nothing.
   * @param stageSeconds filled in with the time of each stage.
   */
  run(query: number, admittedSeconds: number, stageSeconds: Float64Array): number {
    const { stages, free, sending, receiving, disturbance } = this;
    const { overlapped } = this.table.space;
    let arrived = admittedSeconds;
    for (let s = 0; s < stages.length; s += 1) {
      const { places, computeSeconds, memorySeconds, transferSeconds } = stages[s] as ReadyStage;
      const place = places[places.length === 1 ? 0 : query % places.length] as number;
      const begin = Math.max(arrived, free[place] as number);
      disturbance.reach(place, begin);
      const slowed = computeSeconds * disturbance.compute(place) + memorySeconds * disturbance.memory(place); // prettier-ignore
      const seconds = slowed * disturbance.noise() + (overlapped ? 0 : transferSeconds);
      const finish = begin + seconds;
      stageSeconds[s] = seconds;
      free[place] = finish;
      arrived = finish;
      const following = stages[s + 1];
      if (overlapped && following !== undefined) {
        const next = following.places[query % following.places.length] as number;
        const sent = Math.max(finish, sending[place] as number, receiving[next] as number);
        arrived = sent + transferSeconds;
        sending[place] = arrived;
        receiving[next] = arrived;
      }
    }
    this.lastFinished = Math.max(arrived, this.lastFinished);
    return this.lastFinished;
  }
}
