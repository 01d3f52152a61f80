/** Slowdowns that are remembered. */
const remembered = 8;
/** Slowdowns before their mean means something. */
const fewest = 3;
/** It pays to follow what lasts longer than this many times the delay of an answer. */
const worthwhile = 2;
/** What has lasted this many delays is taken to last. */
const lasting = 3;
/** Queries that a slowdown is expected to last before one has ended. */
const unknown = 250;

/**
 * How long places are slowed. An answer comes late by the queries inside, and is wrong as long again when
 * the slowdown ends: those that mostly end sooner are better not followed, until one of them lasts.
 */
export class Persistence {
  /** Query since which each place is slowed; −1 where it is not. */
  private readonly since: Float64Array;
  private readonly lasted: number[] = [];
  private query = 0;

  /** @param delay queries that are inside while a configuration is exchanged. */
  constructor(
    places: number,
    private readonly delay: number,
  ) {
    this.since = new Float64Array(places).fill(-1);
  }

  /** One more query was served. */
  pass(): void {
    this.query += 1;
  }

  /** A place is slowed. By how much may be learnt, or change, later: it is the same slowdown until it ends. */
  begin(place: number): void {
    if ((this.since[place] ?? -1) < 0) this.since[place] = this.query;
  }

  /** A place is not slowed any more, for sure. */
  end(place: number): void {
    const since = this.since[place] ?? -1;
    if (since < 0) return;
    this.since[place] = -1;
    this.lasted.push(this.query - since);
    if (this.lasted.length > remembered) this.lasted.shift();
  }

  /** Queries that a slowdown is expected to last. */
  get expected(): number {
    const { lasted } = this;
    return lasted.length === 0 ? unknown : lasted.reduce((a, b) => a + b, 1) / lasted.length;
  }

  /** True where slowdowns mostly end before an answer to them pays, and one has not lasted yet. */
  get isFleeting(): boolean {
    if (this.lasted.length < fewest || this.expected >= worthwhile * this.delay) return false;
    return this.hasYoung(lasting * this.delay);
  }

  private hasYoung(queries: number): boolean {
    return this.since.some((since) => since >= 0 && this.query - since < queries);
  }
}
