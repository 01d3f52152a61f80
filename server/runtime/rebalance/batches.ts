/** How queries are put together before a policy sees them. */
export interface Attention {
  /** Queries are averaged over so long at least. */
  readonly meanSeconds: number;
  /** A batch lasts at least so long, and has at least so many means. */
  readonly batchSeconds: number;
  readonly batchMeans: number;
  /** How long a configuration serves before it is looked at: threads of the one before still end. */
  readonly calmSeconds: number;
}

/**
 * Of one stage on a quiet core one time in a hundred is twice as long as the others, and a switch costs
 * a fifth of a second and more: a policy that answered single queries would answer noise. Where threads
 * share a core, a scheduler gives each some milliseconds in turn: a stage shorter than that runs at full
 * speed most times and waits for all others now and then, which only a mean over several turns shows.
 */
export const liveAttention: Attention = {
  meanSeconds: 0.025,
  batchSeconds: 0.2,
  batchMeans: 8,
  calmSeconds: 0.2,
};

/** Turns queries in a row into what they show together: for each stage the median of means of its time. */
export class Batches {
  private means: Float64Array[] = [];
  private sums: Float64Array;
  private count = 0;
  /** When the batch and the mean in the making began; NaN before the first query. */
  private since = NaN;
  private meanSince = NaN;

  constructor(
    private readonly attention: Attention,
    mostStages: number,
  ) {
    this.sums = new Float64Array(mostStages);
  }

  /** Begins anew. */
  clear(): void {
    this.means = [];
    this.sums.fill(0);
    this.count = 0;
    this.since = this.meanSince = NaN;
  }

  /** Takes in a query. @returns true where a batch is whole: what it shows is in `shown`. */
  add(stageSeconds: readonly number[], finishedSeconds: number, shown: Float64Array): boolean {
    const { meanSeconds, batchMeans, batchSeconds } = this.attention;
    if (Number.isNaN(this.since)) this.since = this.meanSince = finishedSeconds;
    stageSeconds.forEach(
      (seconds, stage) => (this.sums[stage] = (this.sums[stage] ?? 0) + seconds),
    );
    this.count += 1;
    if (finishedSeconds - this.meanSince < meanSeconds) return false;
    this.means.push(this.sums.map((sum) => sum / this.count));
    this.sums.fill(0);
    this.count = 0;
    this.meanSince = finishedSeconds;
    const { length } = this.means;
    if (length < batchMeans || finishedSeconds - this.since < batchSeconds) return false;
    stageSeconds.forEach((_, stage) => {
      const sorted = this.means.map((mean) => mean[stage] ?? 0).sort((a, b) => a - b);
      shown[stage] = sorted[length >> 1] ?? 0;
    });
    this.means = [];
    this.since = finishedSeconds;
    return true;
  }
}
