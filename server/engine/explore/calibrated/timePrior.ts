import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { normal } from '../../core/normal';
import type { Random } from '../../core/random';
import type { Space } from '../../pipeline/space';
import { layerFeatures, type LayerFeatures } from './layerFeatures';
import { alikeWeight, commonWeight, type PriorStage } from './priorStage';
import type { LinearisedStage } from './stageSum';

/**
 * Standard deviations of the logarithm of a layer's time on a class of places, against its hint
 * times the speed of the class; each pair is what all classes share and what is one class's own.
 */
const deviation = {
  /** Of all times together (hints have no unit), and of the speed of a class. */
  level: { shared: 8, own: 1 },
  /** For each e-fold of bytes that a layer moves for its hint: what is bound by memory. */
  traffic: { shared: 0.3, own: 0.1 },
  /** What the hint misjudges alike for similar layers. */
  kind: { shared: 0.5, own: 0.2 },
  /** What it misjudges for a layer alone. */
  layer: { shared: 0.25, own: 0.12 },
} as const;

/** The slowest class is taken to be this much slower than the fastest until trials tell. */
const slowestFactor = 3;

/**
 * What is believed of layer times before any trial: a Gaussian process over their logarithms. All
 * values are class-major: entry `class × L + layer`.
 */
export class TimePrior {
  readonly layerCount: number;
  readonly mean: Float64Array;
  private readonly classCount: number;
  private readonly features: LayerFeatures;
  private similarityRoot: Float64Array | null = null;

  constructor(space: Space) {
    this.layerCount = space.layers.length;
    this.classCount = space.classCount;
    this.features = layerFeatures(space);
    this.mean = meanOf(space, this.features.logHints);
  }

  /** Prepares a stage for covariances. */
  stage(linear: LinearisedStage): PriorStage {
    const { similarity, traffic: bytes } = this.features;
    const { layerCount } = this;
    const likeness = new Float64Array(layerCount);
    let traffic = 0;
    for (let l = linear.start; l < linear.end; l += 1) {
      const weight = linear.weights[l - linear.start] ?? 0;
      traffic += weight * (bytes[l] ?? 0);
      for (let k = 0; k < layerCount; k += 1) {
        likeness[k] = (likeness[k] ?? 0) + weight * (similarity[l * layerCount + k] ?? 0);
      }
    }
    return { ...linear, likeness, traffic };
  }

  /** Covariance of the weighted sums of two stages. */
  covariance(a: PriorStage, b: PriorStage): number {
    const same = a.classIndex === b.classIndex;
    return (
      variance('level', same) +
      variance('traffic', same) * a.traffic * b.traffic +
      variance('kind', same) * alikeWeight(a, b) +
      variance('layer', same) * commonWeight(a, b)
    );
  }

  /** Adds the covariance of every time with the stages' sums, times a factor a stage, to `target`. */
  addCovariance(
    stages: readonly PriorStage[],
    factors: ArrayLike<number>,
    target: Float64Array,
  ): void {
    const { layerCount, classCount } = this;
    for (let c = 0; c < classCount; c += 1) {
      const row = c * layerCount;
      let level = 0;
      let slope = 0;
      stages.forEach((stage, i) => {
        const factor = factors[i] ?? 0;
        const same = stage.classIndex === c;
        level += variance('level', same) * factor;
        slope += variance('traffic', same) * factor * stage.traffic;
        const kind = variance('kind', same) * factor;
        for (let l = 0; l < layerCount; l += 1) {
          target[row + l] = (target[row + l] ?? 0) + kind * (stage.likeness[l] ?? 0);
        }
        const layer = variance('layer', same) * factor;
        for (let l = stage.start; l < stage.end; l += 1) {
          const share = stage.weights[l - stage.start] ?? 0;
          target[row + l] = (target[row + l] ?? 0) + layer * share;
        }
      });
      for (let l = 0; l < layerCount; l += 1) {
        const traffic = this.features.traffic[l] ?? 0;
        target[row + l] = (target[row + l] ?? 0) + level + slope * traffic;
      }
    }
  }

  /** A draw of all times. */
  sample(random: Random): Float64Array {
    const { layerCount, classCount } = this;
    const sample = this.mean.slice();
    const shared = this.deviations(random, 'shared');
    for (let c = 0; c < classCount; c += 1) {
      const own = this.deviations(random, 'own');
      for (let l = 0; l < layerCount; l += 1) {
        const k = c * layerCount + l;
        sample[k] = (sample[k] ?? 0) + (shared[l] ?? 0) + (own[l] ?? 0);
      }
    }
    return sample;
  }

  private deviations(random: Random, part: 'shared' | 'own'): Float64Array {
    const { layerCount } = this;
    this.similarityRoot ??= rootOf(this.features.similarity, layerCount);
    const level = deviation.level[part] * normal(random);
    const slope = deviation.traffic[part] * normal(random);
    const kinds = Float64Array.from({ length: layerCount }, () => normal(random));
    return kinds.map((_, l) => {
      let kind = 0;
      const row = l * layerCount;
      for (let k = 0; k <= l; k += 1)
        kind += (this.similarityRoot?.[row + k] ?? 0) * (kinds[k] ?? 0);
      return (
        level +
        slope * (this.features.traffic[l] ?? 0) +
        deviation.kind[part] * kind +
        deviation.layer[part] * normal(random)
      );
    });
  }
}

function variance(of: keyof typeof deviation, sameClass: boolean): number {
  const { shared, own } = deviation[of];
  return shared ** 2 + (sameClass ? own ** 2 : 0);
}

function meanOf(
  { classCount, classOf, rank, layers }: Space,
  logHints: Float64Array,
): Float64Array {
  const mean = new Float64Array(classCount * layers.length);
  // Classes by their fastest member.
  [...new Set(Array.from(rank, (place) => classOf[place] ?? 0))].forEach((c, position) => {
    const slower = (Math.log(slowestFactor) * position) / Math.max(1, classCount - 1);
    mean.set(
      logHints.map((hint) => hint + slower),
      c * layers.length,
    );
  });
  return mean;
}

/** Lower triangular root of the similarity, row-major. */
function rootOf(similarity: Float64Array, size: number): Float64Array {
  const matrix = Matrix.from1DArray(size, size, similarity);
  // Layers that are alike make it singular.
  for (let l = 0; l < size; l += 1) matrix.set(l, l, 1 + 1e-6);
  return Float64Array.from(new CholeskyDecomposition(matrix).lowerTriangularMatrix.to1DArray());
}
