/** Numbers of an improvement: trial, trial time up to it, cost. */
export const improvementSize = 3;

/** Most improvements that are kept of a run. */
const mostImprovements = 256;

/** Keeps the improvements of a run; of very many, every other one, but always the first and the last. */
export class BestSoFar {
  private kept: number[] = [];
  private best = Infinity;
  /** The newest improvement where it is not among those kept. */
  private newest: readonly number[] = [];
  private stride = 1;
  private count = 0;

  /** Takes a trial. @param cost less is better. */
  add(trial: number, elapsedSeconds: number, cost: number): void {
    if (!(cost < this.best)) return;
    this.best = cost;
    if (this.count % this.stride === 0) {
      this.kept.push(trial, elapsedSeconds, cost);
      this.newest = [];
    } else {
      this.newest = [trial, elapsedSeconds, cost];
    }
    this.count += 1;
    if (this.kept.length > mostImprovements * improvementSize) this.thin();
  }

  /** Three numbers each, in order. */
  improvements(): Float64Array {
    return Float64Array.from([...this.kept, ...this.newest]);
  }

  private thin(): void {
    const last = this.kept.slice(-improvementSize);
    const kept = this.kept.filter((_, index) => Math.floor(index / improvementSize) % 2 === 0);
    if (kept.at(-improvementSize) !== last[0]) this.newest = last;
    this.kept = kept;
    this.stride *= 2;
  }
}
