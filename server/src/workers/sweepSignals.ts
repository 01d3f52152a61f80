/** Shared numbers: the request to stop, the next job, jobs that are done. */
const slots = 3;
const stopSlot = 0;
const nextSlot = 1;
const doneSlot = 2;

/**
 * What threads tell each other while they work through a list of jobs, in 12 shared bytes: each takes
 * the next job by itself, so that all are busy until the list ends, whatever a job takes.
 */
export class SweepSignals {
  private readonly numbers: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(4 * slots)) {
    this.numbers = new Int32Array(buffer);
  }

  /** Asks all threads to end with what is done. */
  stop(): void {
    Atomics.store(this.numbers, stopSlot, 1);
  }

  shouldStop(): boolean {
    return Atomics.load(this.numbers, stopSlot) === 1;
  }

  /** Takes a job: its index, which may be beyond the end of the list. */
  take(): number {
    return Atomics.add(this.numbers, nextSlot, 1);
  }

  /** How many jobs were taken so far. */
  taken(): number {
    return Atomics.load(this.numbers, nextSlot);
  }

  /** Counts a job as done. */
  finish(): void {
    Atomics.add(this.numbers, doneSlot, 1);
  }

  /** How many jobs are done. */
  done(): number {
    return Atomics.load(this.numbers, doneSlot);
  }
}
