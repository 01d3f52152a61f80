import { alikeWeight, commonWeight, type PriorStage } from '../../../explore/calibrated/priorStage';

/** What is believed of the logarithm of a slowed place's factor before its stages tell. */
export const slowingMean = 0.3;

/** Standard deviations of what layers of a slowed place differ in from that. */
const slowing = {
  /** Of the factor of all layers. */
  level: 0.6,
  /** For each e-fold of bytes that a layer moves for its hint: what is bound by memory. */
  traffic: 0.15,
  /** Of similar layers alike. */
  kind: 0.12,
  /** Of a layer alone. */
  layer: 0.04,
} as const;

/** Covariance of the weighted sums of two stages that is due to the slowdown of their place. */
export function slowingCovariance(a: PriorStage, b: PriorStage): number {
  return (
    slowing.level ** 2 +
    slowing.traffic ** 2 * a.traffic * b.traffic +
    slowing.kind ** 2 * alikeWeight(a, b) +
    slowing.layer ** 2 * commonWeight(a, b)
  );
}

/**
 * Adds a believed slowdown to a place's logarithms of times.
 * @param traffic of each layer, see LayerFeatures.
 * @param factorOf what a stage's sighting weighs; 0 for those of other places and states.
 */
export function addSlowing<Stage extends PriorStage>(
  row: Float64Array,
  traffic: Float64Array,
  stages: readonly Stage[],
  factorOf: (stage: Stage, index: number) => number,
): void {
  for (let l = 0; l < row.length; l += 1) row[l] = (row[l] ?? 0) + slowingMean;
  stages.forEach((stage, index) => {
    const factor = factorOf(stage, index);
    if (factor === 0) return;
    for (let l = 0; l < row.length; l += 1) {
      const own = l >= stage.start && l < stage.end ? (stage.weights[l - stage.start] ?? 0) : 0;
      const shared =
        slowing.level ** 2 +
        slowing.traffic ** 2 * stage.traffic * (traffic[l] ?? 0) +
        slowing.kind ** 2 * (stage.likeness[l] ?? 0) +
        slowing.layer ** 2 * own;
      row[l] = (row[l] ?? 0) + factor * shared;
    }
  });
}
