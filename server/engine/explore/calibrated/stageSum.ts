/** One stage that was observed: layers `start` … `end` − 1 on a place of a class. */
export interface StageSum {
  readonly classIndex: number;
  readonly start: number;
  readonly end: number;
  /** Natural logarithm of its time without transfers. */
  readonly logSeconds: number;
}

/** A stage's logarithm as a weighted sum of its layers' logarithms, near an estimate of them. */
export interface LinearisedStage extends StageSum {
  /** Share of each of its layers in the stage's time; together 1. */
  readonly weights: Float64Array;
  /** What the observation says of the weighted sum. */
  readonly value: number;
}

/**
 * Linearises log Σ exp(x) of a stage's layers around an estimate.
 * @param estimate class-major: entry `class × layerCount + layer` is a logarithm of seconds.
 */
export function lineariseStage(
  stage: StageSum,
  estimate: Float64Array,
  layerCount: number,
): LinearisedStage {
  const row = stage.classIndex * layerCount;
  const times = estimate.subarray(row + stage.start, row + stage.end);
  const most = times.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = times.map((time) => Math.exp(time - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  for (let l = 0; l < weights.length; l += 1) weights[l] = (weights[l] ?? 0) / sum;
  const linear = { ...stage, weights, value: 0 };
  const atEstimate = weightedSum(linear, estimate, layerCount);
  return { ...linear, value: stage.logSeconds - (most + Math.log(sum)) + atEstimate };
}

/** The weighted sum of a stage's layers in values that are class-major. */
export function weightedSum(
  { classIndex, start, weights }: LinearisedStage,
  values: Float64Array,
  layerCount: number,
): number {
  const first = classIndex * layerCount + start;
  let sum = 0;
  for (let l = 0; l < weights.length; l += 1) sum += (weights[l] ?? 0) * (values[first + l] ?? 0);
  return sum;
}
