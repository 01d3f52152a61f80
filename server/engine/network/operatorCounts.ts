import type { Shape } from '../../protocol/layersResult';
import type { GraphNode } from './graph';
import type { OperatorClass } from './network';

const elements = ([channels, height, width]: Shape): number => channels * height * width;

/** Kernel area R × S. */
function area({ attributes: { kernel = [1, 1] } }: GraphNode): number {
  return kernel[0] * kernel[1];
}

/** Channels that each filter sees: C / groups; 1 for a depthwise convolution. */
function channelsSeen(node: GraphNode, input: Shape): number {
  return node.op === 'depthwise_conv' ? 1 : input[0] / (node.attributes.groups ?? 1);
}

/**
 * Static load hint by the *input* dimensions (thesis, equations 1.1, 1.2, 2.1): `H·W·C·R·S·K` for a
 * convolution, with C the channels that each filter sees, `H·W·C·F` for a fully connected layer,
 * `H·W·C·W'` for a product with a matrix W' wide, `H·W·C` for pooling, 0 for every other operator.
 */
export function operatorWeight(node: GraphNode, input: Shape, output: Shape): number {
  switch (node.op) {
    case 'conv':
    case 'depthwise_conv':
    case 'transposed_conv':
      return input[1] * input[2] * channelsSeen(node, input) * area(node) * output[0];
    case 'fully_connected':
      return elements(input) * output[0];
    case 'matmul':
      return elements(output) * input[2];
    case 'max_pool':
    case 'average_pool':
    case 'global_average_pool':
    case 'global_max_pool':
      return elements(input);
    default:
      return 0;
  }
}

/** Multiply-accumulates for one inference; 0 for operators that are not compute operators. */
export function operatorMacs(node: GraphNode, input: Shape, output: Shape): number {
  switch (node.op) {
    case 'conv':
    case 'depthwise_conv':
      return elements(output) * channelsSeen(node, input) * area(node);
    case 'transposed_conv':
      return input[1] * input[2] * channelsSeen(node, input) * area(node) * output[0];
    case 'fully_connected':
      return elements(input) * output[0];
    case 'matmul':
      return elements(output) * input[2];
    default:
      return 0;
  }
}

/** Learned parameters, batch normalisation counted with scale and shift (2 a channel). */
export function operatorParameters(node: GraphNode, input: Shape, output: Shape): number {
  const { bias, batchNorm, activation, function: alone, parameters = 0 } = node.attributes;
  const perChannel =
    (bias ? 1 : 0) + (batchNorm ? 2 : 0) + (activation === 'prelu' || alone === 'prelu' ? 1 : 0);
  const own = perChannel * output[0];
  switch (node.op) {
    case 'conv':
    case 'depthwise_conv':
    case 'transposed_conv':
      return output[0] * channelsSeen(node, input) * area(node) + own;
    case 'fully_connected':
      return elements(input) * output[0] + own;
    case 'batch_norm':
    case 'layer_norm':
    case 'group_norm':
      return 2 * input[0] + own;
    default:
      return parameters + own;
  }
}

const free: ReadonlySet<string> = new Set(['flatten', 'reshape', 'identity', 'slice']);

/** Activation elements that an operator reads and writes; views of a tensor cost nothing. */
export function operatorTraffic(node: GraphNode, inputs: readonly Shape[], output: Shape): number {
  if (free.has(node.op)) return 0;
  return inputs.reduce((sum, shape) => sum + elements(shape), elements(output));
}

/** What bounds the operator's speed. */
export function operatorClass(node: GraphNode, input: Shape): OperatorClass {
  switch (node.op) {
    case 'fully_connected':
      return 'fullyConnected';
    case 'depthwise_conv':
      return 'depthwise';
    case 'conv':
      if (channelsSeen(node, input) === 1 && input[0] > 1) return 'depthwise';
      return area(node) === 1 ? 'pointwise' : 'convolution';
    case 'matmul':
      return 'pointwise';
    case 'transposed_conv':
      return 'convolution';
    default:
      return 'elementwise';
  }
}
