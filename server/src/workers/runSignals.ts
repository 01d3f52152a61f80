/** How far a run is. */
export interface RunProgress {
  /** Trials so far. */
  readonly trial: number;
  /** Best throughput so far, inferences per second. */
  readonly bestThroughput: number;
}

const stopSlot = 0;
const trialSlot = 1;
const throughputSlot = 1;

/**
 * What two threads tell each other during a run, in 16 shared bytes: a request to stop, and how far
 * the run is. No messages, so that a run of millions of trials costs nothing to watch.
 */
export class RunSignals {
  private readonly counters: Int32Array;
  private readonly values: Float64Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.counters = new Int32Array(buffer);
    this.values = new Float64Array(buffer);
  }

  /** Asks the run to end with what it has found. */
  stop(): void {
    Atomics.store(this.counters, stopSlot, 1);
  }

  shouldStop(): boolean {
    return Atomics.load(this.counters, stopSlot) === 1;
  }

  report(trial: number, bestThroughput: number): void {
    this.values[throughputSlot] = bestThroughput;
    Atomics.store(this.counters, trialSlot, trial);
  }

  progress(): RunProgress {
    return {
      trial: Atomics.load(this.counters, trialSlot),
      bestThroughput: this.values[throughputSlot] ?? 0,
    };
  }
}
