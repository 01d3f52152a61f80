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

/** Which part of a window's taps lies on the input and not on its border, on average. */
export function coverage(attributes: Attributes, input: Shape, output: Shape): number {
  return along(0, attributes, input[1], output[1]) * along(1, attributes, input[2], output[2]);
}

/** Windows that are looked at along an axis: the border is at its ends. */
const mostWindows = 256;

function along(axis: 0 | 1, attributes: Attributes, input: number, output: number): number {
  const { padding = 'valid' } = attributes;
  const [taps, stride, dilation] = [
    attributes.kernel?.[axis] ?? 1,
    attributes.stride?.[axis] ?? 1,
    attributes.dilation?.[axis] ?? 1,
  ];
  if (output > mostWindows || taps > mostWindows) return 1;
  const missing = (output - 1) * stride + (taps - 1) * dilation + 1 - input;
  const same = Math.max(0, Math.floor(missing / 2));
  const before = padding === 'valid' ? 0 : typeof padding === 'string' ? same : padding[axis];
  let inside = 0;
  for (let window = 0; window < output; window += 1) {
    for (let tap = 0; tap < taps; tap += 1) {
      const at = window * stride + tap * dilation - before;
      if (at >= 0 && at < input) inside += 1;
    }
  }
  return Math.max(inside, 1) / (output * taps);
}
