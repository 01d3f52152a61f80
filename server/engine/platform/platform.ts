/** A memory as one execution place sees it: bandwidth in bytes a second, capacity in bytes. */
export interface Memory {
  readonly name: string;
  readonly bytesPerSecond: number;
  /** Infinity where the descriptor gives none. */
  readonly capacityBytes: number;
}

/** Share of peak arithmetic that each class of operator reaches, 0…1, and the cost of a dispatch. */
export interface Efficiency {
  readonly convolution: number;
  readonly pointwise: number;
  readonly depthwise: number;
  readonly fullyConnected: number;
  /** Share of the memory's bandwidth that streaming reaches. */
  readonly memory: number;
  /** Fixed time a layer costs to start, seconds. */
  readonly dispatchSeconds: number;
}

/** A set of cores that runs a stage data-parallel, with its memory. */
export interface ExecutionPlace {
  readonly name: string;
  /** Name in the descriptor: `fep` for `fep0`…`fep3`. */
  readonly group: string;
  readonly cores: number;
  /** Numbers of real cores, where the platform is a local one. */
  readonly coreIds: readonly number[] | null;
  readonly clockHz: number;
  readonly flopsPerCycle: number;
  /** cores × clock × operations a cycle × emulated speed. */
  readonly peakFlops: number;
  readonly memory: Memory;
  /** 1 unless the place is slowed on purpose. */
  readonly emulateSpeed: number;
  readonly powerWatts: { readonly idle: number; readonly busy: number } | null;
  readonly efficiency: Efficiency;
  /** Fast (FEP) or slow (SEP) by rank. */
  readonly fast: boolean;
}

/** A heterogeneous multicore: execution places and the links between them. */
export interface Platform {
  readonly name: string;
  readonly places: readonly ExecutionPlace[];
  /** places × places, row-major: seconds before the first byte arrives. */
  readonly linkLatencySeconds: Float64Array;
  /** places × places, row-major: seconds for each byte. */
  readonly linkSecondsPerByte: Float64Array;
  readonly transfers: 'overlapped' | 'blocking';
}
