import type { ServedQuery } from '../policy';

/** A query that is inside, or whose policy was not told of it yet; the arrays of stages are reused. */
export interface InsideQuery extends ServedQuery {
  finishedSeconds: number;
  /** Number of the decision by which it runs. */
  decision: number;
}

/** The queries inside, oldest first: a ring, so that memory does not grow with the queries served. */
export class QueriesInside {
  private readonly ring: readonly InsideQuery[];
  private oldest = 0;
  private count = 0;

  constructor(capacity: number, stages: number) {
    this.ring = Array.from({ length: capacity }, () => ({
      stageSeconds: new Float64Array(stages),
      finishedSeconds: 0,
      decision: 0,
    }));
  }

  get isFull(): boolean {
    return this.count === this.ring.length;
  }

  /** The oldest one; undefined where none is inside. */
  get first(): InsideQuery | undefined {
    return this.count === 0 ? undefined : this.ring[this.oldest];
  }

  /** The oldest one leaves. */
  leave(): void {
    this.oldest = (this.oldest + 1) % this.ring.length;
    this.count -= 1;
  }

  /** What is kept of the next one, to be filled in; there must be room. */
  enter(): InsideQuery {
    this.count += 1;
    return this.ring[(this.oldest + this.count - 1) % this.ring.length] as InsideQuery;
  }
}
