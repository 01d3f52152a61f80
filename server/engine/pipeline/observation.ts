/** What a trial showed. The arrays belong to whoever runs the trial and change with the next one. */
export interface Observation {
  /** Time of each stage for one inference, with its transfer where transfers block. */
  readonly stageSeconds: Float64Array;
  /** Time to send each stage's output on; 0 for the last stage. */
  readonly transferSeconds: Float64Array;
  /** Time between two results in steady state. Infinity: refused, weights do not fit a memory. */
  readonly periodSeconds: number;
  /** One query from entry to exit. */
  readonly latencySeconds: number;
  /** What the trial cost: the time until every stage was observed. */
  readonly trialSeconds: number;
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
    trialSeconds: 0,
  };
}

/** Inferences per second of a period; a period of 0 gives the largest number, never Infinity. */
export function throughputOf(periodSeconds: number): number {
  return periodSeconds > 0 ? Math.min(1 / periodSeconds, Number.MAX_VALUE) : Number.MAX_VALUE;
}
