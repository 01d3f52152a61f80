import type { AskedStage, SlowedBelief } from './slowedBelief';

/** Standard deviations by which an expectation may be missed, and within which a place looks quiet. */
const surprising = 3;
const plausible = 2;
/** By how much longer than the period a slowed stage may be believed to take, and still hardly work. */
const shareSlack = Math.log(1.5);

/** When a time leaves what is expected of it. */
export interface ExpectationOptions {
  /** Share by which a stage time must leave what is expected of it. */
  readonly threshold: number;
  /**
   * Seconds that threads which share a core run in turn: a stage that is shorter may look quiet on a place
   * that is slowed, see {@link Expectations.isHidden}. 0 where slowdowns are even.
   */
  readonly slice: number;
}

/** A stage's time against what is believed of it. Times are natural logarithms of seconds. */
export class Expectations {
  private readonly allowed: number;

  constructor(
    private readonly belief: SlowedBelief,
    private readonly options: ExpectationOptions,
  ) {
    this.allowed = Math.log(1 + options.threshold);
  }

  /** By how much a time differs from what is expected of the stage; 0 where that may be chance. */
  surpriseOf(stage: AskedStage, level: number, noise: number): number {
    const expected = this.belief.predict(stage);
    const gap = level - expected.logSeconds;
    const deviation = surprising * Math.hypot(expected.deviation, noise);
    if (Math.abs(gap) <= Math.max(this.allowed, deviation)) return 0;
    // A quiet place that is quicker than believed: the belief was wrong, and learns.
    return gap < 0 && !this.belief.isSlowed(stage.place) ? 0 : gap;
  }

  /** True where a slowed place looks quiet rather than slowed as it is believed to be. */
  looksQuiet(stage: AskedStage, level: number, noise: number): boolean {
    const { belief } = this;
    if (!belief.isSlowed(stage.place)) return false;
    const quiet = belief.predict(stage, true);
    const gap = Math.abs(level - quiet.logSeconds);
    const isNear = gap <= Math.max(this.allowed, plausible * Math.hypot(quiet.deviation, noise));
    return isNear && gap < Math.abs(level - belief.predict(stage).logSeconds);
  }

  /** True where a stage takes hardly longer than without interference. */
  isAsQuiet(stage: AskedStage, level: number): boolean {
    const quiet = this.belief.predict(stage, true);
    return level - quiet.logSeconds < Math.max(this.allowed, plausible * quiet.deviation);
  }

  /**
   * True where a slowed place looks quiet because it hardly works: a fair scheduler lets a thread that
   * sleeps more than its share run its next slice at once, whoever else wants the core.
   */
  isHidden(stage: AskedStage, level: number, periodLevel: number): boolean {
    const { belief, options } = this;
    if (Math.exp(level) > options.slice || !belief.isSlowed(stage.place)) return false;
    const quiet = belief.predict(stage, true).logSeconds;
    const slowed = belief.predict(stage).logSeconds;
    return level < (quiet + slowed) / 2 && slowed - periodLevel < shareSlack;
  }
}
