/** How much longer layers take while other work runs beside them: factors ≥ 1 on their time. */
export interface Slowdown {
  /** For layers whose compute time rules, see rooflineParts. */
  readonly compute: number;
  /** For layers whose memory time rules. */
  readonly memory: number;
}

/** Interference on one place from one position of the scenario's axis to another (exclusive). */
export interface Episode {
  /** Counts from 0 in order of `from`. */
  readonly index: number;
  readonly place: number;
  /** What slows, for people: `mem-6`. */
  readonly name: string;
  readonly slowdown: Slowdown;
  readonly from: number;
  /** Infinity: it does not end. */
  readonly to: number;
}

/** Who slows which place, how much, from when to when. */
export interface Scenario {
  readonly name: string;
  /** What positions count: queries from 0, or seconds since the beginning. */
  readonly axis: 'queries' | 'seconds';
  /**
   * Episodes in order of `from` (ties: of place), without end where they are periodic. Each call
   * begins anew and gives the same.
   */
  episodes(): Iterable<Episode>;
}
