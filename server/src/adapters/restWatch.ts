/** Less work than this leaves little behind. */
const muchMilliseconds = 300;
/** A process that used less than this part of an interval did nothing. */
const restShare = 0.02;

/** Tells from the processor time of a process when it rests after work. */
export class RestWatch {
  private last = 0;
  private work = 0;

  /** @param intervalMilliseconds between two calls of {@link rests}. */
  constructor(private readonly intervalMilliseconds: number) {}

  /**
   * True once after each stretch of work, when nothing was done for an interval.
   * @param usedMilliseconds processor time of the process since it began.
   */
  rests(usedMilliseconds: number): boolean {
    const used = usedMilliseconds - this.last;
    this.last = usedMilliseconds;
    if (used > restShare * this.intervalMilliseconds) {
      this.work += used;
      return false;
    }
    if (this.work < muchMilliseconds) return false;
    this.work = 0;
    return true;
  }

  /** Leaves work out that is not the process' own. */
  skip(usedMilliseconds: number): void {
    this.last = usedMilliseconds;
  }
}
