/** Work that runs beside a pipeline on purpose. */
export type StressTask = OwnStress | NamedProgram;

/** A program of ours, a thread for each core. */
export interface OwnStress {
  /** `compute`: vector multiply-adds; `memory`: streaming over more than the last-level cache holds. */
  readonly kind: 'compute' | 'memory';
  /** Cores to run on, one thread each. */
  readonly cores: readonly number[];
  /** Share of its time that a thread wants to work, above 0 and at most 1. */
  readonly strength: number;
}

/** A program that a person names, started without a shell and pinned to the cores. */
export interface NamedProgram {
  readonly kind: 'program';
  readonly cores: readonly number[];
  readonly file: string;
  readonly args: readonly string[];
}

/** From the stress process to its host. */
export type StressMessage =
  /** Everything works now. */
  | { readonly kind: 'working'; readonly unpinned: string | null }
  | { readonly kind: 'failed'; readonly message: string };
