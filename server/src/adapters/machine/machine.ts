/** One hardware thread that can run work. */
export interface MachineCpu {
  /** Number by which the operating system knows it. */
  readonly id: number;
  /** Its physical core: equal for the hardware threads of one core. */
  readonly core: string;
  /** NUMA node. */
  readonly node: number;
  readonly maxMhz: number | null;
  /** Speed relative to the fastest core as the kernel sees it (1024 for that one). */
  readonly capacity: number | null;
  /** What kind of core it is, in the words of whoever told; null where all may be alike. */
  readonly kind: string | null;
  /** Which level 2 and level 3 cache it uses: equal for CPUs that share one; null for unknown. */
  readonly l2: string | null;
  readonly l3: string | null;
}

/** What is known of a machine, before anything is estimated. */
export interface Machine {
  /** Model of the processor. */
  readonly name: string;
  /** Such as `x86_64`, `aarch64`; empty where unknown. */
  readonly architecture: string;
  /** Instruction set flags of the processor; empty where unknown. */
  readonly flags: ReadonlySet<string>;
  readonly cpus: readonly MachineCpu[];
  /** Clock for CPUs whose own is not known; null for unknown. */
  readonly clockMhz: number | null;
  /** Bytes of memory by NUMA node; empty where unknown. */
  readonly memoryBytes: ReadonlyMap<number, number>;
  /** Where the facts come from, for a comment. */
  readonly source: string;
  /** What whoever uses the description should know, a sentence each. */
  readonly notes: readonly string[];
}

/** More hardware threads than this are refused. */
export const mostCpus = 4096;
