/**
 * All ways to give stages different places, in an order in which each step gives one stage a free
 * place or swaps the places of two stages. Stage s has a digit: how many places below its own the
 * stages before it leave over. Digits count up and down in turn (a reflected mixed-radix Gray code, the last
 * stage's fastest); a digit's step swaps two places that are neighbours among those left over, so
 * all later digits stay true.
 */
export class PlaceWalk {
  private readonly digits: Int32Array;
  private readonly steps: Int8Array;
  /** Stage of each place; the number of stages for a free one. */
  private readonly stageOf: Int32Array;
  private stages = 0;

  /** @param places of stages, written by each step. */
  constructor(
    private readonly places: Int32Array,
    private readonly placeCount: number,
  ) {
    this.digits = new Int32Array(placeCount);
    this.steps = new Int8Array(placeCount);
    this.stageOf = new Int32Array(placeCount);
  }

  /**
   * Sets the places of `stages` stages. The order is walked to its end and back again and again.
   * @param index steps since the first beginning, ≥ 0.
   */
  start(stages: number, index: bigint): void {
    this.stages = stages;
    this.stageOf.fill(stages);
    let sweeps = index;
    for (let s = stages - 1; s >= 0; s -= 1) {
      const radix = BigInt(this.placeCount - s);
      const digit = Number(sweeps % radix);
      sweeps /= radix;
      const forward = sweeps % 2n === 0n;
      this.steps[s] = forward ? 1 : -1;
      this.digits[s] = forward ? digit : this.placeCount - s - 1 - digit;
    }
    for (let s = 0; s < stages; s += 1) {
      let place = -1;
      for (let left = this.digits[s] ?? 0; left >= 0; left -= 1) place = this.freeFrom(place, 1, s);
      this.places[s] = place;
      this.stageOf[place] = s;
    }
  }

  /** One step; false at an end of the order, where the next step goes back. Allocates nothing. */
  next(): boolean {
    const { digits, steps, stageOf, places, placeCount, stages } = this;
    for (let s = stages - 1; s >= 0; s -= 1) {
      const step = steps[s] as number;
      const digit = (digits[s] as number) + step;
      if (digit < 0 || digit >= placeCount - s) {
        steps[s] = -step;
        continue;
      }
      digits[s] = digit;
      const from = places[s] as number;
      const to = this.freeFrom(from, step, s);
      const other = stageOf[to] as number;
      places[s] = to;
      stageOf[to] = s;
      stageOf[from] = other;
      if (other < stages) places[other] = from;
      return true;
    }
    return false;
  }

  /** Next place above (step 1) or below (−1) `place` that the stages before `stage` leave over. */
  private freeFrom(place: number, step: number, stage: number): number {
    let next = place + step;
    while ((this.stageOf[next] as number) < stage) next += step;
    return next;
  }
}
