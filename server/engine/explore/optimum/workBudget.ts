/** Steps of inner loops between two questions whether to stop. */
const patience = 1 << 20;

/** Steps that are not worth sharing. */
const smallest = 1e5;

/** How much work a search may still do. */
export class WorkBudget {
  private untilAsked = patience;

  /**
   * @param left steps of inner loops.
   * @param shouldStop asked now and then; true ends the work.
   */
  constructor(
    private left: number,
    private readonly shouldStop: () => boolean = () => false,
  ) {}

  /** Counts steps; false where no more may be done. */
  spend(steps: number): boolean {
    this.left -= steps;
    this.untilAsked -= steps;
    if (this.untilAsked < 0) {
      this.untilAsked = patience;
      if (this.shouldStop()) this.left = 0;
    }
    return this.left > 0;
  }

  /** True where nothing is left. */
  get spent(): boolean {
    return this.left <= 0;
  }

  /** Does work with a share of what is left. */
  withShare<T>(share: number, work: (budget: WorkBudget) => T): T {
    // The last bit is not shared, so that repeated shares come to an end.
    const steps = this.left < smallest ? Math.max(0, this.left) : share * this.left;
    const part = new WorkBudget(steps, this.shouldStop);
    const result = work(part);
    this.spend(steps - Math.max(0, part.left));
    if (this.shouldStop()) this.left = 0;
    return result;
  }

  /** True where that many steps are left. */
  allows(steps: number): boolean {
    return steps <= this.left;
  }
}
