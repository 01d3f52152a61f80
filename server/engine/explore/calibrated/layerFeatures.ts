import type { Space } from '../../pipeline/space';

/** What is known of layers before any trial, by which they resemble each other. */
export interface LayerFeatures {
  /** Natural logarithm of each layer's hint, against the mean hint. */
  readonly logHints: Float64Array;
  /** How many bytes each layer moves for its hint: natural logarithm, against the network's mean. */
  readonly traffic: Float64Array;
  /** L × L, row-major: 1 for layers that look the same, toward 0 the more they differ. */
  readonly similarity: Float64Array;
}

/** A layer without a hint, or without bytes, counts as this share of the mean one. */
const leastShare = 1e-3;

/** Traffic beyond e^±6 of the mean tells no more. */
const mostTraffic = 6;

/**
 * Compares layers by hint, weight bytes and the bytes of the cuts around them, each by its
 * logarithm: the similarity is exp(−d²/2) of their distance d. Layers of a repeated block are alike,
 * so that what a trial shows of one tells of the others.
 */
export function layerFeatures({ hints, cutBytes, weightBytesBefore }: Space): LayerFeatures {
  const count = hints.length;
  const weightBytes = hints.map((_, l) => entry(weightBytesBefore, l + 1) - entry(weightBytesBefore, l)); // prettier-ignore
  const bytes = weightBytes.map((own, l) => own + entry(cutBytes, l) + entry(cutBytes, l + 1));
  const logHints = logarithms(hints);
  const columns = [
    logHints,
    logarithms(weightBytes),
    logarithms(cutBytes.subarray(0, count)),
    logarithms(cutBytes.subarray(1)),
  ];
  return {
    logHints,
    traffic: trafficOf(logHints, logarithms(bytes)),
    similarity: similarityOf(columns, count),
  };
}

function similarityOf(columns: readonly Float64Array[], count: number): Float64Array {
  const similarity = new Float64Array(count * count);
  for (let a = 0; a < count; a += 1) {
    for (let b = 0; b < count; b += 1) {
      let square = 0;
      for (const column of columns) square += (entry(column, a) - entry(column, b)) ** 2;
      similarity[a * count + b] = Math.exp(-square / 2);
    }
  }
  return similarity;
}

/** Nothing where no bytes are known: then every layer has the same share of them. */
function trafficOf(logHints: Float64Array, logBytes: Float64Array): Float64Array {
  if (logBytes.every((value) => value === logBytes[0])) return new Float64Array(logHints.length);
  const ratios = logBytes.map((value, l) => value - entry(logHints, l));
  // Heavy layers are the measure: they make up most of the time.
  let weight = 0;
  let sum = 0;
  ratios.forEach((ratio, l) => {
    const hint = Math.exp(entry(logHints, l));
    weight += hint;
    sum += hint * ratio;
  });
  return ratios.map((r) => Math.max(-mostTraffic, Math.min(mostTraffic, r - sum / weight)));
}

function logarithms(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  if (!(mean > 0)) return new Float64Array(values.length);
  return values.map((value) => Math.log(Math.max(value / mean, leastShare)));
}

function entry(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
