import { Heap } from '../../core/heap';
import { limitedSlowdown } from '../limitedSlowdown';
import type { Episode, Scenario, Slowdown } from '../scenario';

/** Told of what begins and ends, in order of position; at one position what ends comes first. */
export type EpisodeListener = (state: 'begin' | 'end', episode: Episode, position: number) => void;

/** What is active on a place, in order of begin, and the products of its factors. */
interface SlowedPlace {
  readonly episodes: Set<Episode>;
  compute: number;
  memory: number;
}

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
  /** What is active, the first to end first. */
  private readonly ending = new Heap<Episode>(
    (a, b) => a.to < b.to || (a.to === b.to && a.index < b.index),
  );
  private readonly slowed = new Map<number, SlowedPlace>();
  private changesAt: number;

  /** @param onlyPlace the one place that is followed; without it all are. */
  constructor(
    scenario: Scenario,
    placeCount: number,
    private readonly onChange: EpisodeListener = () => undefined,
    private readonly onlyPlace: number | null = null,
  ) {
    this.compute = new Float64Array(placeCount).fill(1);
    this.memory = new Float64Array(placeCount).fill(1);
    this.coming = scenario.episodes()[Symbol.iterator]();
    this.next = this.take();
    this.changesAt = this.next?.from ?? Infinity;
  }

  /**
   * Goes on to a position, never back.
   * @returns false where `mostChanges` came before it: to be called again.
   */
  advance(position: number, mostChanges = Infinity): boolean {
    for (let changes = 0; this.changesAt <= position; changes += 1) {
      if (changes >= mostChanges) return false;
      this.change();
    }
    return true;
  }

  /** What slows a place now. */
  slowdown(place: number): Slowdown {
    return { compute: this.compute[place] ?? 1, memory: this.memory[place] ?? 1 };
  }

  private change(): void {
    const position = this.changesAt;
    const { first } = this.ending;
    if (first !== undefined && first.to <= position) {
      this.ending.dropFirst();
      this.end(first);
      this.tell('end', first, position);
    } else if (this.next !== null) {
      const episode = this.next;
      this.next = this.take();
      if (this.onlyPlace === null || episode.place === this.onlyPlace) {
        this.ending.push(episode);
        this.begin(episode);
        this.tell('begin', episode, position);
      }
    }
    this.changesAt = Math.min(this.ending.first?.to ?? Infinity, this.next?.from ?? Infinity);
  }

  private tell(state: 'begin' | 'end', episode: Episode, position: number): void {
    this.version += 1;
    this.onChange(state, episode, position);
  }

  private begin(episode: Episode): void {
    const { place } = episode;
    const slowed = this.slowed.get(place) ?? { episodes: new Set(), compute: 1, memory: 1 };
    this.slowed.set(place, slowed);
    slowed.episodes.add(episode);
    multiply(slowed, episode);
    this.slow(place, slowed);
  }

  /** Anew from what is active, so that nothing is left of factors that were divided out. */
  private end(episode: Episode): void {
    const { place } = episode;
    const slowed = this.slowed.get(place);
    if (slowed === undefined) return;
    slowed.episodes.delete(episode);
    slowed.compute = 1;
    slowed.memory = 1;
    for (const other of slowed.episodes) multiply(slowed, other);
    this.slow(place, slowed);
  }

  private slow(place: number, slowed: Slowdown): void {
    const { compute, memory } = limitedSlowdown(slowed);
    this.compute[place] = compute;
    this.memory[place] = memory;
  }

  private take(): Episode | null {
    const step = this.coming.next();
    return step.done === true ? null : step.value;
  }
}

function multiply(product: SlowedPlace, { slowdown }: Episode): void {
  product.compute *= slowdown.compute;
  product.memory *= slowdown.memory;
}
