import { Type, type TSchema } from '@sinclair/typebox';
import { axisNames } from './axes';

/** An expression: `$name` or `$( … )`; it is evaluated before its value is checked. */
const expression = Type.String({ pattern: '^\\$' });

/** `expects` completes the sentence "… must be" in messages. */
function field(expects: string, description: string, ...accepted: TSchema[]): TSchema {
  return Type.Union([...accepted, expression], { expects, description });
}

const natural = Type.Integer({ minimum: 0 });
const positive = Type.Integer({ minimum: 1 });
const pairOf = (item: TSchema) =>
  Type.Array(Type.Union([item, expression]), { minItems: 2, maxItems: 2 });
const quadruple = Type.Array(Type.Union([natural, expression]), { minItems: 4, maxItems: 4 });

const count = (description: string) => field('a whole number of at least 1', description, positive);
const flag = (description: string) => field('true or false', description, Type.Boolean());
const pair = (description: string) =>
  field(
    'a whole number of at least 1, or a pair [height, width]',
    description,
    positive,
    pairOf(positive),
  );

/** Fields of operators, by their name in the code. */
export const fields = {
  kernel: pair('Height and width of the window.'),
  stride: pair('Step of the window. Default 1.'),
  poolStride: pair('Step of the window. Default: the kernel.'),
  dilation: pair('Distance between the kernel’s taps. Default 1.'),
  padding: field(
    'a whole number, a pair [height, width], four numbers [top, left, bottom, right], same or valid',
    'Border added to the input. `same`: the output is the input divided by the stride, rounded up. Default 0.',
    natural, pairOf(natural), quadruple,
    Type.Literal('same'), Type.Literal('same_lower'), Type.Literal('valid'),
  ),
  border: field(
    'a whole number, a pair [height, width] or four numbers [top, left, bottom, right]',
    'Border to add. Default 0.', natural, pairOf(natural), quadruple,
  ),
  borderChannels: field(
    'a whole number, or a pair [before, after]',
    'Channels to add before and after. Default 0.', natural, pairOf(natural),
  ),
  outputPadding: field(
    'a whole number, or a pair [height, width]',
    'Rows and columns added at the bottom and the right. Default 0.', natural, pairOf(natural),
  ),
  groups: count('Groups of channels that do not see each other. Default 1.'),
  normGroups: count('Groups of channels that are normalised together. Default: each channel by itself.'),
  filters: count('Number of output channels.'),
  units: count('Number of outputs.'),
  multiplier: count('Output channels for each input channel. Default 1.'),
  bias: flag('Adds a learned bias. Default: true, or false with `batch_norm: true`.'),
  ceil: flag('Rounds the output size up instead of down. Default false.'),
  scale: pair('Factor by which height and width grow.'),
  size: pair('Height and width of the output.'),
  window: count('Number of neighbouring channels. Default 5.'),
  start: field('a whole number', 'First channel, row or column, from 0. Default 0.', natural),
  end: count('The channel, row or column after the last.'),
  sliceAxis: field(`one of ${axisNames.join(', ')}`, 'Axis of which a range is taken. Default channels.',
    ...axisNames.map((n) => Type.Literal(n))),
  shape: field('three whole numbers [channels, height, width]', 'The new shape.',
    Type.Array(Type.Union([positive, expression]), { minItems: 3, maxItems: 3 })),
  order: field('the axes 0, 1 and 2 in another order', 'Axis of the input that each axis of the output is: 0 channels, 1 height, 2 width.',
    Type.Array(Type.Union([Type.Integer({ minimum: 0, maximum: 2 }), expression]), { minItems: 3, maxItems: 3 })),
  axis: field(`one of ${axisNames.join(', ')}`, 'Axis along which the shares add up to 1. Default channels.',
    ...axisNames.map((n) => Type.Literal(n))),
  parameters: field('a whole number', 'Number of constants that count as parameters. Default 0.', natural),
  function: (names: readonly string[]) =>
    field(`one of ${names.join(', ')}`, 'The activation function.', ...names.map((n) => Type.Literal(n))),
} as const; // prettier-ignore

/** Shared constructors for the other schemas of the descriptor. */
export const fieldKinds = { field, flag, count, expression } as const;
