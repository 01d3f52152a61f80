/** How far a run is. */
export interface RunProgress {
  /** Trials so far. */
  readonly trial: number;
  /** Best throughput so far, inferences per second. */
  readonly bestThroughput: number;
}

/** Shared bytes: the request to stop (with its padding), trials, throughput. */
const size = 24;
const stopSlot = 0;
const trialSlot = 1;
const throughputSlot = 2;

/**
 * What two threads tell each other during a run, in 24 shared bytes: a request to stop, and how far
 * the run is. No messages, so that a run of millions of trials costs nothing to watch.
 */
export class RunSignals {
  private readonly flags: Int32Array;
  private readonly values: Float64Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(size)) {
    this.flags = new Int32Array(buffer);
    this.values = new Float64Array(buffer);
  }

  /** Asks the run to end with what it has found. */
  stop(): void {
    Atomics.store(this.flags, stopSlot, 1);
  }

  shouldStop(): boolean {
    return Atomics.load(this.flags, stopSlot) === 1;
  }

  /** A reader may see one of the two numbers a trial early: it is only shown. */
  report(trial: number, bestThroughput: number): void {
    this.values[throughputSlot] = bestThroughput;
    this.values[trialSlot] = trial;
  }

  progress(): RunProgress {
    return {
      trial: this.values[trialSlot] ?? 0,
      bestThroughput: this.values[throughputSlot] ?? 0,
    };
  }
}
