import type { Objective } from './objective';

/**
 * What an explorer may know of a problem: static hints, the platform's structure, and no times.
 * Layers are 0…L−1, places 0…P−1.
 */
export interface Space {
  readonly layers: readonly string[];
  readonly places: readonly string[];
  /** Static load hint of each layer (weight). */
  readonly hints: Float64Array;
  /** Places from fastest to slowest. */
  readonly rank: Int32Array;
  /** 1 for a fast place (FEP), 0 for a slow one (SEP). */
  readonly fast: Uint8Array;
  /** Class of each place: equal times, links and memory. */
  readonly classOf: Int32Array;
  readonly classCount: number;
  /** L + 1 entries: bytes across the cut before layer k. */
  readonly cutBytes: Float64Array;
  /** P × P, row-major. */
  readonly linkLatencySeconds: Float64Array;
  /** P × P, row-major. */
  readonly linkSecondsPerByte: Float64Array;
  /** True: a period is the maximum of stage and transfer times. False: sending is part of a stage. */
  readonly overlapped: boolean;
  /** L + 1 prefix sums of weight bytes. */
  readonly weightBytesBefore: Float64Array;
  /** Capacity of each place's memory in bytes; Infinity for no limit. */
  readonly memoryBytes: Float64Array;
  /** Power of each place while it works; NaN where it is not known. */
  readonly busyWatts: Float64Array;
  /** Power of each place while it waits; NaN where it is not known. */
  readonly idleWatts: Float64Array;
  /** True where the power of every place is known, so that energy can be. */
  readonly hasPower: boolean;
  readonly objective: Objective;
  /** Most places of one class that a stage may run on in turn; 1 for no replicas. */
  readonly maxReplicas: number;
}
