import type { Random } from '../core/random';
import {
  copyConfiguration,
  createConfiguration,
  stageStart,
  type Configuration,
} from '../pipeline/configuration';
import { excessBytes } from '../pipeline/excessBytes';
import type { Space } from '../pipeline/space';

/** Random draws before all moves are looked through in turn. */
const mostDraws = 64;

/**
 * The neighbours of a configuration, which local searches share: one boundary moved by one layer,
 * the places of two stages swapped, a stage given to a free place, a stage split and one part given to a
 * free place, two neighbouring stages merged on the place of one of them. Every neighbour has the
 * configuration among its own. Places of a class are one: of its free places the lowest stands for all. A
 * configuration that overflows the memories more than the one that is looked around is no
 * neighbour. Moves have numbers; some lead nowhere. Replicas are left alone.
 */
export class Neighbourhood {
  /** What the last move led to. */
  readonly candidate: Configuration;
  /** Bytes by which it overflows memories. */
  candidateExcess = 0;
  /** Bytes by which the configuration that is looked around overflows memories. */
  excess = 0;
  private readonly current: Configuration;
  /** Lowest free place of each class that has one. */
  private readonly free: Int32Array;
  private freeCount = 0;
  private readonly used: Uint8Array;
  private readonly classSeen: Uint8Array;

  constructor(private readonly space: Space) {
    const places = space.places.length;
    this.candidate = createConfiguration(places);
    this.current = createConfiguration(places);
    this.free = new Int32Array(space.classCount);
    this.used = new Uint8Array(places);
    this.classSeen = new Uint8Array(space.classCount);
  }

  /** Looks around a configuration. @returns how many moves there are, from 0. */
  around(configuration: Configuration): number {
    const { space, current, used, classSeen, free } = this;
    copyConfiguration(configuration, current);
    this.excess = excessBytes(space, current);
    used.fill(0);
    for (let s = 0; s < current.stages; s += 1) used[current.places[s] as number] = 1;
    classSeen.fill(0);
    this.freeCount = 0;
    for (let place = 0; place < used.length; place += 1) {
      const kind = space.classOf[place] as number;
      if (used[place] === 1 || classSeen[kind] === 1) continue;
      classSeen[kind] = 1;
      free[this.freeCount] = place;
      this.freeCount += 1;
    }
    const { stages } = current;
    const cuts = space.layers.length - stages;
    const between = 2 * (stages - 1);
    return between + between + (stages * (stages - 1)) / 2 + (stages + 2 * cuts) * this.freeCount;
  }

  /** Makes a move; false where it leads to no neighbour. Allocates nothing. */
  move(index: number): boolean {
    copyConfiguration(this.current, this.candidate);
    if (!this.change(index)) return false;
    this.candidateExcess = excessBytes(this.space, this.candidate);
    return this.candidateExcess <= this.excess;
  }

  /** Goes to a neighbour, all of them alike in chance; false where there is none. */
  draw(configuration: Configuration, random: Random): boolean {
    const moves = this.around(configuration);
    if (moves === 0) return false;
    for (let draws = 0; draws < mostDraws; draws += 1) {
      if (this.move(random.below(moves))) return true;
    }
    const first = random.below(moves);
    for (let i = 0; i < moves; i += 1) if (this.move((first + i) % moves)) return true;
    return false;
  }

  private change(index: number): boolean {
    const { stages } = this.candidate;
    const between = 2 * (stages - 1);
    let left = index;
    if (left < between) return this.moveBoundary(left >> 1, left % 2 === 0 ? -1 : 1);
    left -= between;
    if (left < between) return this.merge(left >> 1, left % 2);
    left -= between;
    const swaps = (stages * (stages - 1)) / 2;
    if (left < swaps) return this.swap(left);
    left -= swaps;
    const place = this.free[left % this.freeCount] as number;
    left = Math.floor(left / this.freeCount);
    return left < stages ? this.give(left, place) : this.split(left - stages, place);
  }

  private moveBoundary(stage: number, by: number): boolean {
    const { ends } = this.candidate;
    const end = (ends[stage] as number) + by;
    if (end <= stageStart(this.candidate, stage) || end >= (ends[stage + 1] as number))
      return false;
    ends[stage] = end;
    return true;
  }

  /** Merges `stage` with the next one on its own place (0) or on the next one's (1). */
  private merge(stage: number, kept: number): boolean {
    const { candidate } = this;
    const { ends, places } = candidate;
    if (kept === 1) {
      if (this.alike(places[stage] as number, places[stage + 1] as number)) return false;
      places[stage] = places[stage + 1] as number;
    }
    ends.copyWithin(stage, stage + 1, candidate.stages);
    places.copyWithin(stage + 1, stage + 2, candidate.stages);
    candidate.stages -= 1;
    return true;
  }

  private swap(pair: number): boolean {
    const { places } = this.candidate;
    // Pairs (0,1), (0,2), (1,2), (0,3), …
    const b = Math.floor((1 + Math.sqrt(1 + 8 * pair)) / 2);
    const a = pair - (b * (b - 1)) / 2;
    const first = places[a] as number;
    const second = places[b] as number;
    if (this.alike(first, second)) return false;
    places[a] = second;
    places[b] = first;
    return true;
  }

  private give(stage: number, place: number): boolean {
    const { places } = this.candidate;
    if (this.alike(places[stage] as number, place)) return false;
    places[stage] = place;
    return true;
  }

  /** Splits at the inner cut `split >> 1`, counted over all stages, and gives one part to `place`. */
  private split(split: number, place: number): boolean {
    const { candidate } = this;
    const { ends, places } = candidate;
    let cut = split >> 1;
    let stage = 0;
    let start = 0;
    for (; ; stage += 1) {
      const end = ends[stage] as number;
      if (cut < end - start - 1) break;
      cut -= end - start - 1;
      start = end;
    }
    const own = places[stage] as number;
    const second = split % 2 === 1;
    if (second && this.alike(own, place)) return false;
    ends.copyWithin(stage + 1, stage, candidate.stages);
    places.copyWithin(stage + 1, stage, candidate.stages);
    candidate.stages += 1;
    ends[stage] = start + cut + 1;
    places[second ? stage : stage + 1] = place;
    return true;
  }

  private alike(a: number, b: number): boolean {
    return this.space.classOf[a] === this.space.classOf[b];
  }
}
