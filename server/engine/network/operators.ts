import { Type, type TProperties, type TSchema } from '@sinclair/typebox';
import { fields } from './fields';

/** Activation functions, fused with `activation:` or alone as an `activation` operator. */
export const activationNames = [
  'relu', 'relu6', 'leaky_relu', 'prelu', 'elu', 'selu', 'gelu', 'sigmoid', 'hard_sigmoid',
  'swish', 'hard_swish', 'mish', 'softplus', 'tanh', 'exp', 'sqrt', 'abs', 'negate', 'clip',
] as const; // prettier-ignore

/** One operator: what it is, its own fields, and how many inputs it takes. */
export interface OperatorDefinition {
  readonly summary: string;
  readonly fields: TProperties;
  readonly inputs: 'one' | 'several';
  /** Compute operators begin a schedulable layer; the others are folded into one. */
  readonly compute: boolean;
}

const one = (summary: string, own: TProperties, compute = false): OperatorDefinition => ({
  summary, fields: own, inputs: 'one', compute,
}); // prettier-ignore
const several = (summary: string, compute = false): OperatorDefinition => ({
  summary, fields: {}, inputs: 'several', compute,
}); // prettier-ignore
const opt = (schema: TSchema) => Type.Optional(schema);

const { kernel, stride, padding, dilation, groups, filters, bias, ceil } = fields;
const pooling = { kernel, stride: opt(fields.poolStride), padding: opt(padding), ceil: opt(ceil) };

/** Every operator of a CNN descriptor. One source for types, validation, schemas and help. */
export const operators = {
  conv: one('2-D convolution over channels, height and width.', {
    kernel, filters, stride: opt(stride), padding: opt(padding), dilation: opt(dilation),
    groups: opt(groups), bias: opt(bias),
  }, true),
  depthwise_conv: one('2-D convolution of each channel by itself.', {
    kernel, multiplier: opt(fields.multiplier), stride: opt(stride), padding: opt(padding),
    dilation: opt(dilation), bias: opt(bias),
  }, true),
  transposed_conv: one('Transposed 2-D convolution (learned upsampling).', {
    kernel, filters, stride: opt(stride), padding: opt(padding), dilation: opt(dilation),
    groups: opt(groups), output_padding: opt(fields.outputPadding), bias: opt(bias),
  }, true),
  fully_connected: one('Every output is connected to every input; flattens its input.', {
    units: fields.units, bias: opt(bias),
  }, true),
  matmul: several('Product of two matrices for each channel, height by width; one channel serves all.', true),
  max_pool: one('Largest value in each window.', { ...pooling, dilation: opt(dilation) }),
  average_pool: one('Mean value in each window.', pooling),
  global_average_pool: one('Mean of each channel.', {}),
  global_max_pool: one('Maximum of each channel.', {}),
  channel_mean: one('Mean over the channels at each place.', {}),
  channel_max: one('Maximum over the channels at each place.', {}),
  add: several('Sum of its inputs, element by element; 1×1 inputs are broadcast.'),
  subtract: several('Difference of two inputs, element by element.'),
  multiply: several('Product of its inputs, element by element; 1×1 inputs are broadcast.'),
  divide: several('Quotient of two inputs, element by element.'),
  concat: several('Joins its inputs along the channels.'),
  batch_norm: one('Batch normalisation as an operator of its own.', {}),
  layer_norm: one('Normalises the channels at each place, with a learned scale and shift.', {}),
  group_norm: one('Normalises groups of channels over height and width, with a learned scale and shift for each channel.', {
    groups: opt(fields.normGroups),
  }),
  scale: one('Multiplies or adds constants.', { parameters: opt(fields.parameters) }),
  activation: one('An activation function as an operator of its own.', {
    function: fields.function(activationNames),
  }),
  upsample: one('Enlarges height and width by interpolation.', {
    scale: opt(fields.scale), size: opt(fields.size),
  }),
  pad: one('Adds a border of zeros.', { padding: opt(fields.border), channels: opt(fields.borderChannels) }),
  slice: one('A range of channels, rows or columns.', {
    start: opt(fields.start), end: fields.end, axis: opt(fields.sliceAxis),
  }),
  reshape: one('The same values in another shape.', { shape: fields.shape }),
  transpose: one('The axes in another order.', { order: fields.order }),
  flatten: one('All values as channels of a 1×1 map.', {}),
  softmax: one('Exponential share of each value along an axis.', { axis: opt(fields.axis) }),
  local_response_norm: one('Normalisation over neighbouring channels.', { window: opt(fields.window) }),
  channel_shuffle: one('Interleaves groups of channels.', { groups }),
  identity: one('Passes its input on.', {}),
} as const satisfies Record<string, OperatorDefinition>; // prettier-ignore

/** Name of an operator of the table. */
export type OperatorName = keyof typeof operators;

/** True for a name in the operator table. */
export function isOperatorName(name: unknown): name is OperatorName {
  return typeof name === 'string' && Object.hasOwn(operators, name);
}

/** Operators that may carry `activation:` and `batch_norm:`. */
export function takesActivation(op: OperatorName): boolean {
  return (
    operators[op].compute ||
    op === 'add' ||
    op === 'multiply' ||
    op === 'batch_norm' ||
    op === 'group_norm' ||
    op === 'concat' ||
    op === 'scale'
  );
}
