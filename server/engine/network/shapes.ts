import type { Shape } from '../../protocol/layersResult';
import { axisNames } from './axes';
import type { Attributes, GraphNode } from './graph';

/** Shapes for people: `64×112×112`. */
export function shapeText(shape: Shape): string {
  return shape.join('×');
}

/** A tensor may not have more elements than this: 2^40, far above any real network. */
const largestTensor = 2 ** 40;

/**
 * Output shape of an operator for the shapes of its inputs; a string says why they do not fit.
 */
export function inferShape(node: GraphNode, inputs: readonly Shape[]): Shape | string {
  const shape = operatorShape(node, inputs);
  if (typeof shape === 'string') return shape;
  const [channels, height, width] = shape;
  if (channels * height * width > largestTensor) return `output ${shapeText(shape)} is too large`;
  return shape;
}

function operatorShape(node: GraphNode, inputs: readonly Shape[]): Shape | string {
  const [input] = inputs;
  if (!input) return 'there is no input';
  const [channels, height, width] = input;
  const { attributes } = node;
  switch (node.op) {
    case 'conv': {
      const { groups = 1, filters = 1 } = attributes;
      if (channels % groups || filters % groups) {
        return `groups ${groups} must divide ${channels} input channels and ${filters} filters`;
      }
      return windowed(input, filters, attributes);
    }
    case 'depthwise_conv':
      return windowed(input, channels * (attributes.multiplier ?? 1), attributes);
    case 'transposed_conv':
      return transposed(input, attributes);
    case 'fully_connected':
      return [attributes.units ?? 1, 1, 1];
    case 'max_pool':
    case 'average_pool':
      return windowed(input, channels, attributes);
    case 'global_average_pool':
    case 'global_max_pool':
      return [channels, 1, 1];
    case 'channel_mean':
    case 'channel_max':
      return [1, height, width];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return broadcast(inputs);
    case 'matmul':
      return multiplied(inputs);
    case 'concat':
      return concatenate(inputs);
    case 'upsample':
      return upsampled(input, attributes);
    case 'pad': {
      const { padding = 'valid' } = attributes;
      if (typeof padding === 'string') return 'the border must be given in numbers';
      const [top, left, bottom, right] = padding;
      const [before, after] = attributes.borderChannels ?? [0, 0];
      return [before + channels + after, height + top + bottom, width + left + right];
    }
    case 'slice': {
      return sliced(input, attributes);
    }
    case 'reshape':
      return reshaped(input, attributes.shape);
    case 'transpose':
      return reordered(input, attributes.order);
    case 'flatten':
      return [channels * height * width, 1, 1];
    case 'channel_shuffle':
    case 'group_norm':
      if (channels % (attributes.groups ?? 1) === 0) return input;
      return `groups ${attributes.groups} must divide ${channels} channels`;
    default:
      return input;
  }
}

/** Convolution and pooling windows. */
function windowed(input: Shape, channels: number, attributes: Attributes): Shape | string {
  const height = slide(input, 0, attributes);
  const width = slide(input, 1, attributes);
  if (height < 1 || width < 1) {
    const size = kernelText(attributes);
    const border = Array.isArray(attributes.padding) && attributes.padding.some((p) => p > 0);
    return `kernel ${size} does not fit a ${input[1]}×${input[2]} input${border ? ' with its padding' : ''}`;
  }
  return [channels, height, width];
}

function slide(input: Shape, axis: 0 | 1, attributes: Attributes): number {
  const size = input[axis === 0 ? 1 : 2];
  const stride = attributes.stride?.[axis] ?? 1;
  const { padding = 'valid', ceil = false } = attributes;
  if (padding === 'same' || padding === 'same_lower') return Math.ceil(size / stride);
  const [before, after] = padding === 'valid' ? [0, 0] : [padding[axis], padding[axis + 2] ?? 0];
  const room = size + before + after - reach(attributes, axis);
  if (room < 0) return 0;
  if (!ceil) return Math.floor(room / stride) + 1;
  const windows = Math.ceil(room / stride) + 1;
  // The last window must begin inside the input or the border before it, never in the far border.
  return (windows - 1) * stride >= size + before ? windows - 1 : windows;
}

/** Extent of the dilated kernel along an axis. */
function reach(attributes: Attributes, axis: 0 | 1): number {
  return (attributes.dilation?.[axis] ?? 1) * ((attributes.kernel?.[axis] ?? 1) - 1) + 1;
}

function transposed(input: Shape, attributes: Attributes): Shape | string {
  const [channels] = input;
  const { groups = 1, filters = 1, padding = 'valid' } = attributes;
  if (channels % groups || filters % groups) {
    return `groups ${groups} must divide ${channels} input channels and ${filters} filters`;
  }
  const size = (axis: 0 | 1): number => {
    const length = input[axis === 0 ? 1 : 2];
    const stride = attributes.stride?.[axis] ?? 1;
    if (padding === 'same' || padding === 'same_lower') return length * stride;
    const border = padding === 'valid' ? 0 : padding[axis] + (padding[axis + 2] ?? 0);
    const extra = attributes.outputPadding?.[axis] ?? 0;
    return (length - 1) * stride - border + reach(attributes, axis) + extra;
  };
  const [height, width] = [size(0), size(1)];
  if (height < 1 || width < 1)
    return `padding removes the whole output of a ${shapeText(input)} input`;
  return [filters, height, width];
}

function broadcast(inputs: readonly Shape[]): Shape | string {
  if (inputs.length < 2) return 'at least two inputs are needed: name them with `from`';
  const result: [number, number, number] = [1, 1, 1];
  for (const shape of inputs) {
    for (const axis of [0, 1, 2] as const) {
      if (shape[axis] === result[axis] || shape[axis] === 1) continue;
      if (result[axis] !== 1) return `shapes ${inputs.map(shapeText).join(' and ')} are not equal`;
      result[axis] = shape[axis];
    }
  }
  return result;
}

/** A matrix product for each channel; a single channel is read for all of the other's. */
function multiplied(inputs: readonly Shape[]): Shape | string {
  const [a, b, more] = inputs;
  if (!a || !b || more) return 'exactly two inputs are needed: name them with `from`';
  if (a[0] !== b[0] && a[0] !== 1 && b[0] !== 1) {
    return `${shapeText(a)} and ${shapeText(b)} do not have equally many channels`;
  }
  if (a[2] === b[1]) return [Math.max(a[0], b[0]), a[1], b[2]];
  return `the width of ${shapeText(a)} is not the height of ${shapeText(b)}`;
}

function concatenate(inputs: readonly Shape[]): Shape | string {
  const [first] = inputs;
  if (!first) return 'there is no input';
  let channels = 0;
  for (const shape of inputs) {
    if (shape[1] !== first[1] || shape[2] !== first[2]) {
      return `shapes ${inputs.map(shapeText).join(' and ')} differ in height or width`;
    }
    channels += shape[0];
  }
  return [channels, first[1], first[2]];
}

function upsampled(input: Shape, { scale, size }: Attributes): Shape | string {
  if ((scale === undefined) === (size === undefined)) return 'give either scale or size';
  const [height, width] = size ?? [input[1] * (scale?.[0] ?? 1), input[2] * (scale?.[1] ?? 1)];
  return [input[0], height, width];
}

function sliced(
  input: Shape,
  { axis = 'channels', start = 0, end = 0 }: Attributes,
): Shape | string {
  const at = axisNames.indexOf(axis);
  const size = input[at] ?? 0;
  if (start >= end || end > size) {
    const what = { channels: 'channels', height: 'rows', width: 'columns' }[axis];
    return `${what} ${start} to ${end} are not a range within ${size} ${what}`;
  }
  const [channels, height, width] = input.map((d, i) => (i === at ? end - start : d));
  return [channels ?? 1, height ?? 1, width ?? 1];
}

function reshaped(input: Shape, shape: Shape | undefined): Shape | string {
  const elements = ([c, h, w]: Shape) => c * h * w;
  if (shape && elements(shape) === elements(input)) return shape;
  return `${shapeText(input)} and ${shape ? shapeText(shape) : 'nothing'} do not have equally many elements`;
}

function reordered(input: Shape, order: Attributes['order']): Shape | string {
  const [a = 0, b = 0, c = 0] = order ?? [];
  if (new Set([a, b, c]).size === 3) return [input[a] ?? 1, input[b] ?? 1, input[c] ?? 1];
  return `order [${order?.join(', ') ?? ''}] does not name each of the axes 0, 1 and 2`;
}

/** A kernel for people: `7`, or `7×3`. */
export function kernelText({ kernel }: Attributes): string {
  const [height, width] = kernel ?? [1, 1];
  return height === width ? String(height) : `${height}×${width}`;
}
