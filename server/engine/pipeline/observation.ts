/** What a trial showed. The arrays belong to whoever runs the trial and change with the next one. */
export interface Observation {
  /** Time of each stage for one inference on one place, with its transfer where transfers block. */
  readonly stageSeconds: Float64Array;
  /** Time to send each stage's output on; 0 for the last stage. */
  readonly transferSeconds: Float64Array;
  /** Time between two results in steady state. Infinity: refused, weights do not fit a memory. */
  readonly periodSeconds: number;
  /** One query from entry to exit. */
  readonly latencySeconds: number;
  /** Energy of one inference on the places that are used; NaN where power is not known. */
  readonly energyJoules: number;
  /** What the trial cost: the time until every stage was observed. */
  readonly trialSeconds: number;
  /** What the objective makes of it, see costOf: less is better. */
  readonly cost: number;
}

/** An observation that is filled in place, with room for `capacity` stages. */
export type ObservationBuffer = { -readonly [K in keyof Observation]: Observation[K] };

/** An empty buffer with room for `capacity` stages. */
export function createObservation(capacity: number): ObservationBuffer {
  return {
    stageSeconds: new Float64Array(capacity),
    transferSeconds: new Float64Array(capacity),
    periodSeconds: Infinity,
    latencySeconds: Infinity,
    energyJoules: NaN,
    trialSeconds: 0,
    cost: Infinity,
  };
}

/** Copies `source` into `target`, which must have room. */
export function copyObservation(source: Observation, target: ObservationBuffer): void {
  target.stageSeconds.set(source.stageSeconds);
  target.transferSeconds.set(source.transferSeconds);
  target.periodSeconds = source.periodSeconds;
  target.latencySeconds = source.latencySeconds;
  target.energyJoules = source.energyJoules;
  target.trialSeconds = source.trialSeconds;
  target.cost = source.cost;
}

/** Seconds between two results at a throughput: the inverse of {@link throughputOf}; Infinity for none. */
export function periodOf(throughput: number): number {
  return throughput >= Number.MAX_VALUE ? 0 : 1 / throughput;
}

/** Inferences per second of a period; a period of 0 gives the largest number, never Infinity. */
export function throughputOf(periodSeconds: number): number {
  return periodSeconds > 0 ? Math.min(1 / periodSeconds, Number.MAX_VALUE) : Number.MAX_VALUE;
}
