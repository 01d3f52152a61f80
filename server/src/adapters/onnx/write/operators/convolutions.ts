import type { Shape } from '../../../../../protocol/layersResult';
import type { OperatorWriter, WriteOperator } from '../operatorWriter';
import { coverage, weightReach } from '../power';
import { transposedAttributes, windowAttributes } from './windows';

/** Small, so that they shift values without ruling them. */
const biasSpread = { center: 0, reach: 0.1 } as const;

function biasOf(to: OperatorWriter, count: number): string[] {
  return to.attributes.bias ? [to.weight('bias', [count], biasSpread)] : [];
}

const convolution =
  (isDepthwise: boolean): WriteOperator =>
  (to, [x]) => {
    const { attributes, shape } = to;
    const [filters] = shape;
    const { kernel = [1, 1] } = attributes;
    const groups = isDepthwise ? x.shape[0] : (attributes.groups ?? 1);
    const seen = x.shape[0] / groups;
    const taps = kernel[0] * kernel[1] * coverage(attributes, x.shape, shape);
    const spread = { center: 0, reach: weightReach(seen * taps, x.power) };
    const weight = to.weight('weight', [filters, seen, ...kernel], spread);
    const name = to.add('Conv', [to.map(x), weight, ...biasOf(to, filters)], {
      ...windowAttributes(attributes, x.shape, shape),
      group: groups,
    });
    return { name, isFlat: false, power: 1 };
  };

const transposed: WriteOperator = (to, [x]) => {
  const { attributes, shape } = to;
  const { kernel = [1, 1], stride = [1, 1], groups = 1 } = attributes;
  const [channels] = x.shape;
  // Each value of the output is a sum over the taps that meet it: one of `stride` along each axis.
  const taps = (kernel[0] * kernel[1]) / (stride[0] * stride[1]);
  const terms = Math.max(1, (channels / groups) * taps);
  const spread = { center: 0, reach: weightReach(terms, x.power) };
  const weight = to.weight('weight', [channels, shape[0] / groups, ...kernel], spread);
  const name = to.add('ConvTranspose', [to.map(x), weight, ...biasOf(to, shape[0])], {
    ...transposedAttributes(attributes),
    group: groups,
  });
  return { name, isFlat: false, power: 1 };
};

const fullyConnected: WriteOperator = (to, [x]) => {
  const [units] = to.shape;
  const count = elements(x.shape);
  const flat = x.isFlat ? x.name : to.add('Flatten', [x.name], { axis: 1 }, 'flatten');
  const spread = { center: 0, reach: weightReach(count, x.power) };
  const weight = to.weight('weight', [units, count], spread);
  const name = to.add('Gemm', [flat, weight, ...biasOf(to, units)], { transB: 1 });
  return { name, isFlat: true, power: 1 };
};

const elements = ([channels, height, width]: Shape): number => channels * height * width;

/** Convolutions and fully connected layers, with weights that keep the power of what flows. */
export const convolutions = {
  conv: convolution(false),
  depthwise_conv: convolution(true),
  transposed_conv: transposed,
  fully_connected: fullyConnected,
} as const;
