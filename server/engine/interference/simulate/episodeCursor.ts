import type { Episode, Scenario, Slowdown } from '../scenario';

/** Told of what begins and ends, in order of position; at one position what ends comes first. */
export type EpisodeListener = (state: 'begin' | 'end', episode: Episode, position: number) => void;

/** Products of factors beyond this stay here, so that times stay finite. */
const strongest = 1e12;

/**
 * Walks along a scenario and keeps the factors that hold at the position reached. Where episodes
 * overlap on a place, their factors multiply. Memory grows with the active episodes only.
 */
export class EpisodeCursor {
  /** Factor of compute-bound layers on each place. */
  readonly compute: Float64Array;
  /** Factor of memory-bound layers on each place. */
  readonly memory: Float64Array;
  /** Counts the changes of factors. */
  version = 0;
  private readonly coming: Iterator<Episode, unknown>;
  private next: Episode | null;
  private active: Episode[] = [];
  private changesAt: number;

  constructor(
    scenario: Scenario,
    placeCount: number,
    private readonly onChange: EpisodeListener = () => undefined,
  ) {
    this.compute = new Float64Array(placeCount).fill(1);
    this.memory = new Float64Array(placeCount).fill(1);
    this.coming = scenario.episodes()[Symbol.iterator]();
    this.next = this.take();
    this.changesAt = this.next?.from ?? Infinity;
  }

  /** Goes on to a position, never back. */
  advance(position: number): void {
    while (this.changesAt <= position) this.change();
  }

  /** What slows a place now. */
  slowdown(place: number): Slowdown {
    return { compute: this.compute[place] ?? 1, memory: this.memory[place] ?? 1 };
  }

  private change(): void {
    const position = this.changesAt;
    const ended = this.active.find(({ to }) => to <= position);
    const episode = ended ?? this.next;
    if (episode === null) return;
    if (ended) {
      this.active = this.active.filter((one) => one !== ended);
    } else {
      this.active.push(episode);
      this.next = this.take();
    }
    this.slow(episode.place);
    this.version += 1;
    this.onChange(ended ? 'end' : 'begin', episode, position);
    this.changesAt = this.active.reduce(
      (at, { to }) => Math.min(at, to),
      this.next?.from ?? Infinity,
    );
  }

  /** Anew from what is active, so that nothing is left of factors that were divided out. */
  private slow(place: number): void {
    let compute = 1;
    let memory = 1;
    for (const episode of this.active) {
      if (episode.place !== place) continue;
      compute *= episode.slowdown.compute;
      memory *= episode.slowdown.memory;
    }
    this.compute[place] = Math.min(strongest, compute);
    this.memory[place] = Math.min(strongest, memory);
  }

  private take(): Episode | null {
    const step = this.coming.next();
    return step.done === true ? null : step.value;
  }
}
