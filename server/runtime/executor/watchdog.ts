import type { PipelinePlan } from '../plan';

/** How long the slowest network on the slowest core may take, with a wide margin. */
const patienceSeconds = 60;
const tickMilliseconds = 1000;

/** Notices that a pipeline with queries inside gives no results any more. */
export class Watchdog {
  private readonly timer: NodeJS.Timeout;
  /** Counted, not measured: while the whole process is halted, nothing hangs. */
  private ticks = 0;

  /**
   * @param busyPlan of the pipeline that has queries inside; null for none.
   * @param bark told once, in words for people.
   */
  constructor(busyPlan: () => PipelinePlan | null, bark: (message: string) => void) {
    this.timer = setInterval(() => {
      const plan = busyPlan();
      this.ticks = plan === null ? 0 : this.ticks + 1;
      if (plan === null || this.ticks * tickMilliseconds < 1e3 * patienceOf(plan)) return;
      clearInterval(this.timer);
      bark(`No query has left the pipeline for ${patienceOf(plan)} s: one of its stages hangs.`);
    }, tickMilliseconds);
    this.timer.unref();
  }

  /** A result came. */
  calm(): void {
    this.ticks = 0;
  }
}

/** A place that is slowed on purpose may take as much longer. */
function patienceOf({ stages }: PipelinePlan): number {
  return Math.ceil(patienceSeconds / Math.min(1, ...stages.map(({ speed }) => speed)));
}
