import type { Random } from '../core/random';
import type { Configuration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';
import { sizesByStages } from '../pipeline/spaceSize';

/** Draws configurations, all of the space alike in chance: their stages first, then cuts, then places. */
export class RandomConfigurations {
  /** Share of the space that has at most s + 1 stages. */
  private readonly shares: Float64Array;
  private readonly shuffled: Int32Array;

  constructor(
    private readonly space: Space,
    private readonly random: Random,
  ) {
    const sizes = sizesByStages(space.layers.length, space.places.length);
    const total = sizes.reduce((sum, size) => sum + size, 0n);
    let sum = 0n;
    this.shares = Float64Array.from(sizes, (size) => {
      sum += size;
      return Number((sum << 53n) / total) / 2 ** 53;
    });
    this.shuffled = Int32Array.from(space.places, (_, place) => place);
  }

  /** Overwrites `target`, which has room for a stage on each place. */
  draw(target: Configuration): void {
    const { random, shares, shuffled } = this;
    const layerCount = this.space.layers.length;
    const unit = random.unit();
    let fewer = 0;
    while (unit >= (shares[fewer] ?? 1)) fewer += 1;
    target.stages = fewer + 1;
    let cuts = 0;
    for (let layer = 1; cuts < fewer; layer += 1) {
      // Each of the layers left begins a stage as likely as any other.
      if (random.below(layerCount - layer) >= fewer - cuts) continue;
      target.ends[cuts] = layer;
      cuts += 1;
    }
    target.ends[fewer] = layerCount;
    this.shuffle(fewer + 1);
    for (let s = 0; s <= fewer; s += 1) {
      target.places[s] = shuffled[s] as number;
      target.replicas[s] = 1;
    }
  }

  /**
   * Fills places in a random order, each with as many layers as its memory holds.
   * @returns false where they do not hold all; then `target` is no configuration.
   */
  fill(target: Configuration): boolean {
    const { shuffled } = this;
    const { weightBytesBefore, memoryBytes, layers } = this.space;
    this.shuffle(shuffled.length);
    target.stages = 0;
    let end = 0;
    for (let i = 0; i < shuffled.length && end < layers.length; i += 1) {
      const place = shuffled[i] as number;
      const start = end;
      const most = (weightBytesBefore[start] as number) + (memoryBytes[place] as number);
      while (end < layers.length && (weightBytesBefore[end + 1] as number) <= most) end += 1;
      if (end === start) continue;
      target.ends[target.stages] = end;
      target.places[target.stages] = place;
      target.replicas[target.stages] = 1;
      target.stages += 1;
    }
    return end === layers.length;
  }

  /** Puts a random choice of `count` places first, in random order. */
  private shuffle(count: number): void {
    const { random, shuffled } = this;
    for (let i = 0; i < count; i += 1) {
      const j = i + random.below(shuffled.length - i);
      const place = shuffled[j] as number;
      shuffled[j] = shuffled[i] as number;
      shuffled[i] = place;
    }
  }
}
