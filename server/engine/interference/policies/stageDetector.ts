import { MovingSpread } from './movingSpread';

/** Alarm where the sum of deviations beyond the allowance reaches this many standard deviations. */
const alarmDeviations = 6;
/** Deviations that count as noise, however long they last; more while the reference is young. */
const allowedDeviations = 1;
const youngDeviations = 2.5;
/** A single query may count for this share of an alarm, where there is noise. */
const mostOfAlarm = 0.6;
/** Share of the threshold that is allowed for; the rest must be passed. */
const allowedShare = 0.8;
/** Relative noise below which a single query tells all. */
const noNoise = 1e-3;
/** Queries whose mean is a reference where there is noise: at least, and at most. */
const noisyQueries = 4;
const mostQueries = 128;
/** A stage that took no time at all counts as this long. */
const leastSeconds = 1e-12;

/** What is kept of one stage; times as natural logarithms. */
class Watch {
  /** Queries of the reference. */
  count = 0;
  reference = 0;
  last = 0;
  spread = 0;
  isChanged = false;
  readonly slower = new Drift();
  readonly faster = new Drift();
}

/** Deviations in one direction that add up. */
class Drift {
  sum = 0;
  private total = 0;
  private count = 0;

  /** @param deviation positive in its direction. */
  add(deviation: number, allowance: number, most: number): void {
    this.sum += Math.min(deviation, most) - allowance;
    if (this.sum <= 0) {
      this.clear();
      return;
    }
    this.total += deviation;
    this.count += 1;
  }

  /** Mean deviation since it began to add up. */
  get shift(): number {
    return this.count === 0 ? 0 : this.total / this.count;
  }

  clear(): void {
    this.sum = 0;
    this.total = 0;
    this.count = 0;
  }
}

/**
 * Notices that a stage takes longer, or shorter, than before: a two-sided CUSUM test for each stage on
 * the logarithm of its time against the mean of its queries so far. How noisy times are is learnt from
 * differences of one query to the next, which a lasting change moves only once. Without noise one
 * query beyond the threshold is enough; with noise a change must last, the longer the smaller it is.
 */
export class StageDetector {
  private readonly spread = new MovingSpread();
  private watches: Watch[] = [];
  private readonly allowed: number;

  /** @param threshold share by which a time must differ to be noticed. */
  constructor(threshold: number) {
    this.allowed = Math.log(1 + threshold);
  }

  /** Standard deviation of the logarithm of a stage's time from query to query, as far as it is known. */
  get noise(): number {
    return this.spread.deviation;
  }

  /** True once the noise is known. */
  get isReady(): boolean {
    return this.spread.isKnown;
  }

  /** References are taken anew: another configuration serves. */
  restart(stages: number): void {
    this.watches = Array.from({ length: stages }, () => new Watch());
  }

  /**
   * Takes in a query.
   * @returns the stage that has changed most; −1 where none has.
   */
  observe(stageSeconds: Float64Array): number {
    let most = -1;
    let mostShift = 0;
    for (let s = 0; s < this.watches.length; s += 1) {
      const watch = this.watches[s] as Watch;
      const shift = Math.abs(this.shiftAfter(watch, logSeconds(stageSeconds[s] as number)));
      watch.isChanged = shift > 0;
      if (shift > mostShift) {
        most = s;
        mostShift = shift;
      }
    }
    return most;
  }

  /** True for a stage that the last query showed to have changed. */
  isChanged(stage: number): boolean {
    return this.watches[stage]?.isChanged === true;
  }

  /** By how much a stage that was noticed has changed: the logarithm of the ratio. */
  shift(stage: number): number {
    const watch = this.watches[stage];
    if (watch === undefined) return 0;
    return watch.slower.sum >= watch.faster.sum ? watch.slower.shift : -watch.faster.shift;
  }

  /** Logarithm of a stage's time before it changed. */
  reference(stage: number): number {
    return this.watches[stage]?.reference ?? 0;
  }

  /** The change of a stage is its new reference. */
  accept(stage: number): void {
    this.watches[stage] = new Watch();
  }

  /** The shift of a stage that has changed; 0 where it has not. */
  private shiftAfter(watch: Watch, x: number): number {
    const { spread } = this;
    if (watch.count > 0) {
      const difference = Math.abs(x - watch.last);
      spread.add(difference);
      watch.spread =
        watch.spread === 0 ? spread.deviation : spread.follow(watch.spread, difference);
    }
    watch.last = x;
    if (watch.count < this.needed) {
      watch.count += 1;
      watch.reference += (x - watch.reference) / watch.count;
      return 0;
    }
    const noise = watch.spread;
    const deviation = x - watch.reference;
    const young = youngDeviations / Math.sqrt(watch.count);
    const allowance = Math.max(noise * (allowedDeviations + young), allowedShare * this.allowed);
    const alarm = Math.max(alarmDeviations * noise, (1 - allowedShare) * this.allowed);
    const most = noise < noNoise ? Infinity : allowance + mostOfAlarm * alarm;
    watch.slower.add(deviation, allowance, most);
    watch.faster.add(-deviation, allowance, most);
    if (watch.slower.sum > alarm) return watch.slower.shift;
    if (watch.faster.sum > alarm) return -watch.faster.shift;
    watch.count = Math.min(watch.count + 1, mostQueries);
    const step = Math.max(-2 * noise, Math.min(2 * noise, deviation));
    watch.reference += step / watch.count;
    return 0;
  }

  /** Queries that make a reference. */
  private get needed(): number {
    if (!this.spread.isKnown) return Infinity;
    return this.noise < noNoise ? 1 : noisyQueries;
  }
}

/** Natural logarithm of a stage's time. */
export function logSeconds(seconds: number): number {
  return Math.log(Math.max(seconds, leastSeconds));
}
