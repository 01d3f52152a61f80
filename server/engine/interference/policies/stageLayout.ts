import { createConfiguration, fitsMemory, type Configuration } from '../../pipeline/configuration';
import type { Space } from '../../pipeline/space';

/**
 * Stages of a pipeline whose places keep their order while layers move between them. A stage may lose
 * its last layer; it stays in the layout, takes no time, and can get layers again.
 */
export class StageLayout {
  readonly length: number;
  private readonly ends: Int32Array;
  private readonly kept: Int32Array;
  private readonly written: Configuration;

  constructor(
    private readonly space: Space,
    private readonly start: Configuration,
  ) {
    this.length = start.stages;
    this.ends = start.ends.slice(0, start.stages);
    this.kept = this.ends.slice();
    this.written = createConfiguration(space.places.length);
  }

  /** The stages that have layers; the object is reused. */
  get configuration(): Configuration {
    const { written, ends, start } = this;
    written.stages = 0;
    for (let s = 0; s < this.length; s += 1) {
      if (this.isEmpty(s)) continue;
      written.ends[written.stages] = ends[s] ?? 0;
      written.places[written.stages] = start.places[s] ?? 0;
      written.replicas[written.stages] = start.replicas[s] ?? 1;
      written.stages += 1;
    }
    return written;
  }

  place(stage: number): number {
    return this.start.places[stage] ?? 0;
  }

  isEmpty(stage: number): boolean {
    return this.ends[stage] === this.startOf(stage);
  }

  /** Number in the layout of a stage of the configuration. */
  stageOf(configured: number): number {
    let stage = -1;
    for (let left = configured; left >= 0; left -= 1) {
      stage += 1;
      while (stage < this.length && this.isEmpty(stage)) stage += 1;
    }
    return stage;
  }

  /** Times of the configuration's stages as times of the layout's, by how often each delivers. */
  read(stageSeconds: Float64Array, target: Float64Array): void {
    let configured = 0;
    for (let s = 0; s < this.length; s += 1) {
      target[s] = this.isEmpty(s)
        ? 0
        : (stageSeconds[configured++] ?? 0) / (this.start.replicas[s] ?? 1);
    }
  }

  /**
   * Moves a layer off a stage to another; the stages between pass one on.
   * @returns false where there is no layer, or a memory does not hold it; then nothing moves.
   */
  move(from: number, to: number): boolean {
    if (from === to || this.isEmpty(from)) return false;
    this.shift(from, to);
    if (this.holds(Math.min(from, to), Math.max(from, to))) return true;
    this.shift(to, from);
    return false;
  }

  /** Remembers this layout. */
  keep(): void {
    this.kept.set(this.ends);
  }

  /** Goes back to the layout remembered last. */
  restore(): void {
    this.ends.set(this.kept);
  }

  private shift(from: number, to: number): void {
    for (let s = from; s < to; s += 1) this.ends[s] = (this.ends[s] ?? 0) - 1;
    for (let s = to; s < from; s += 1) this.ends[s] = (this.ends[s] ?? 0) + 1;
  }

  private holds(first: number, last: number): boolean {
    for (let s = first; s <= last; s += 1) {
      if (!fitsMemory(this.space, this.place(s), this.startOf(s), this.ends[s] ?? 0)) return false;
    }
    return true;
  }

  private startOf(stage: number): number {
    return stage === 0 ? 0 : (this.ends[stage - 1] ?? 0);
  }
}
