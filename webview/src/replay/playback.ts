/** For people who ask for less motion: four steps a second. */
const calmMilliseconds = 250;

/** Moves a position on while it is played, a step a frame. */
export class Playback {
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private frame: number | null = null;
  private lastMilliseconds = 0;

  /**
   * @param advance is given the seconds that have gone by since it was called last; false ends playing.
   */
  constructor(private readonly advance: (seconds: number) => boolean) {}

  start(): void {
    if (this.frame !== null) return;
    this.lastMilliseconds = performance.now();
    this.frame = requestAnimationFrame(this.step);
  }

  stop(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
  }

  private readonly step = (now: number): void => {
    const passed = now - this.lastMilliseconds;
    const isDue = !this.calm.matches || passed >= calmMilliseconds;
    this.frame = requestAnimationFrame(this.step);
    if (!isDue || passed <= 0) return;
    this.lastMilliseconds = now;
    // A page that was hidden goes on from where it was, and does not leap.
    if (!this.advance(Math.min(passed, 1000) / 1000)) this.stop();
  };
}
