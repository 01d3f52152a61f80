import type { TrialResult } from '../../protocol/tuningResult';

interface Kept {
  readonly result: TrialResult;
  readonly improved: boolean;
}

/**
 * Keeps the trials of a run: all of them, or at most about `limit`, which are the first, every one
 * that improved on those before, and others at equal distances.
 */
export class TraceKeeper {
  private kept: Kept[] = [];
  private stride = 1;
  private bestThroughput = -1;

  constructor(private readonly limit = Infinity) {}

  /** `result` is called only for a trial that is kept. @param trial from 1. */
  add(trial: number, throughput: number, result: () => TrialResult): void {
    const improved = throughput > this.bestThroughput;
    if (improved) this.bestThroughput = throughput;
    if (!improved && !this.onStride(trial)) return;
    this.kept.push({ result: result(), improved });
    if (this.kept.length > this.limit) this.thin();
  }

  results(): TrialResult[] {
    return this.kept.map(({ result }) => result);
  }

  private thin(): void {
    this.stride *= 2;
    this.kept = this.kept.filter(({ result, improved }) => improved || this.onStride(result.trial));
  }

  private onStride(trial: number): boolean {
    return (trial - 1) % this.stride === 0;
  }
}
