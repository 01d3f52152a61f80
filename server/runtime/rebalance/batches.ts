/** How queries are put together before a policy sees them. */
export interface Attention {
  /** A batch lasts at least so long, and has at least so many queries. */
  readonly batchSeconds: number;
  readonly batchQueries: number;
  /** How long a configuration serves before it is looked at: threads of the one before still end. */
  readonly calmSeconds: number;
}

/**
 * Of one stage on a quiet core one time in a hundred is twice as long as the others, beside stress times
 * jump by slices of the scheduler, and a switch costs a fifth of a second and more: a policy that
 * answered single queries would answer noise.
 */
export const liveAttention: Attention = { batchSeconds: 0.2, batchQueries: 8, calmSeconds: 0.2 };

/** Turns queries in a row into what they show together: the median time of each stage. */
export class Batches {
  private times: (readonly number[])[] = [];
  private since = 0;

  constructor(private readonly attention: Attention) {}

  /** Begins anew. */
  clear(): void {
    this.times = [];
  }

  /** Takes in a query. @returns true where a batch is whole: its medians are in `medians`. */
  add(stageSeconds: readonly number[], finishedSeconds: number, medians: Float64Array): boolean {
    const { batchQueries, batchSeconds } = this.attention;
    if (this.times.length === 0) this.since = finishedSeconds;
    this.times.push(stageSeconds);
    const { length } = this.times;
    if (length < batchQueries || finishedSeconds - this.since < batchSeconds) return false;
    stageSeconds.forEach((_, stage) => {
      const sorted = this.times.map((times) => times[stage] ?? 0).sort((a, b) => a - b);
      medians[stage] = sorted[length >> 1] ?? 0;
    });
    this.clear();
    return true;
  }
}
