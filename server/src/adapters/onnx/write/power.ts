import type { Attributes } from '../../../../engine/network/graph';
import type { Shape } from '../../../../protocol/layersResult';

/**
 * The mean square of a tensor's values, as far as it can be told beforehand. Weights are scaled by
 * it, so that activations neither grow nor vanish however deep a network is.
 */
export type Power = number;

/** A power within the bounds in which one can reckon with it. */
export function boundedPower(power: Power): Power {
  return Number.isNaN(power) ? 1 : Math.min(Math.max(power, 1e-12), 1e12);
}

/** Reach of uniform weights with which a sum of `terms` products has a mean square of 1. */
export function weightReach(terms: number, power: Power): number {
  return Math.sqrt(3 / (terms * power));
}

/** Steps of the integral below, and how far it goes on both sides. */
const steps = 64;
const width = 4;

/** Power of an activation's values where its inputs are normal around 0. */
export function activationPower(activation: (x: number) => number, power: Power): Power {
  const deviation = Math.sqrt(power);
  let sum = 0;
  let weights = 0;
  for (let i = 0; i <= steps; i += 1) {
    const z = (2 * width * i) / steps - width;
    const weight = Math.exp((-z * z) / 2);
    sum += weight * activation(deviation * z) ** 2;
    weights += weight;
  }
  return sum / weights;
}

/** Which part of a window's taps meets values and not the border, weighted by where values are. */
export function coverage(attributes: Attributes, input: Shape, output: Shape): number {
  return along(0, attributes, input[1], output[1]) * along(1, attributes, input[2], output[2]);
}

/** Larger maps lose too little at their border to matter. */
const mostPlaces = 64;
/** Rounds after which values have gathered away from the border, as they do layer by layer. */
const rounds = 16;

function along(axis: 0 | 1, attributes: Attributes, input: number, output: number): number {
  const { padding = 'valid' } = attributes;
  const taps = attributes.kernel?.[axis] ?? 1;
  const stride = attributes.stride?.[axis] ?? 1;
  const dilation = attributes.dilation?.[axis] ?? 1;
  if (input > mostPlaces || taps > mostPlaces) return 1;
  const missing = (output - 1) * stride + (taps - 1) * dilation + 1 - input;
  const same = Math.max(0, Math.floor(missing / 2));
  const before = padding === 'valid' ? 0 : typeof padding === 'string' ? same : padding[axis];
  let power = new Float64Array(input).fill(1);
  let kept = 1;
  for (let round = 0; round < (input === output ? rounds : 1); round += 1) {
    const next = new Float64Array(output);
    for (let window = 0; window < output; window += 1) {
      for (let tap = 0; tap < taps; tap += 1) {
        next[window] = (next[window] ?? 0) + (power[window * stride + tap * dilation - before] ?? 0) / taps; // prettier-ignore
      }
    }
    kept = mean(next) / mean(power);
    power = next;
  }
  return Math.max(kept, 1 / taps);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
