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
  private bestCost = Infinity;

  constructor(private readonly limit = 100_000) {}

  /** `result` is called only for a trial that is kept. @param trial from 1. @param cost less is better. */
  add(trial: number, cost: number, result: () => TrialResult): void {
    const improved = cost < this.bestCost;
    if (improved) this.bestCost = cost;
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
