import { Type, type TSchema } from '@sinclair/typebox';
import { formatVersion } from '../core/formatVersion';
import { fieldKinds } from './fields';
import {
  activationNames,
  isOperatorName,
  operators,
  takesActivation,
  type OperatorDefinition,
  type OperatorName,
} from './operators';

const { field, flag, count } = fieldKinds;
const opt = (schema: TSchema) => Type.Optional(schema);
const strict = { additionalProperties: false } as const;

const name = Type.String({
  pattern: '^[A-Za-z_][\\w-]*$',
  expects: 'a name of letters, digits, _ and -, that begins with a letter',
  description: 'Unique name. Inside a template use it becomes `use.name`.',
});
const reference = Type.String({ minLength: 1, maxLength: 1000 });
const from = Type.Union([reference, Type.Array(reference, { minItems: 1, maxItems: 1000 })], {
  expects: 'the name of an earlier layer, or a list of names',
  description: 'Earlier layers that flow in; `input` is what flows into the block. Default: the layer before.',
}); // prettier-ignore
const when = flag('The layer exists only where this is true. Default true.');
const scalar = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 1000 })], {
  expects: 'a number, true or false, a word, or an expression',
});
const identifier = '^[A-Za-z_]\\w*$';

const repeat = count(
  'How many copies, one after the other; each reads the one before. They are `name_1`, `name_2`, …',
);

/** Fields that any layer may have. */
const common = { name, from: opt(from), when: opt(when), repeat: opt(repeat) };

/** Fused fields of operators that take an activation. */
const fused = {
  activation: opt(
    field(`one of ${activationNames.join(', ')}`, 'Activation function applied to the result.',
      ...activationNames.map((n) => Type.Literal(n))),
  ),
  batch_norm: opt(flag('Batch normalisation before the activation. Default false.')),
}; // prettier-ignore

function operatorSchema(op: string, { summary, fields: own }: OperatorDefinition): TSchema {
  const literal = Type.Literal(op, { description: summary });
  const extra = isOperatorName(op) && takesActivation(op) ? fused : {};
  return Type.Object({ ...common, op: literal, ...own, ...extra }, strict);
}

/** Schema of a layer of each operator. */
export const operatorSchemas = Object.fromEntries(
  Object.entries(operators).map(([op, definition]) => [op, operatorSchema(op, definition)]),
) as Readonly<Record<OperatorName, TSchema>>;

/** Schema of a template use. */
export const useSchema = Type.Object(
  {
    ...common,
    use: Type.String({ description: 'Name of the template.' }),
    with: opt(
      Type.Record(Type.String(), scalar, { description: 'Values for the template’s parameters.' }),
    ),
  },
  strict,
);

/** A layer before its own schema is known: an operator or a template use. */
const layers = Type.Array(Type.Object({}, { expects: 'a layer such as { name: …, op: … }' }), {
  description: 'Layers in topological order.',
});

const templateSchema = Type.Object(
  {
    description: opt(Type.String()),
    parameters: opt(
      Type.Record(Type.String({ pattern: identifier }), Type.Union([Type.Null(), scalar]), {
        description: 'Parameters with their defaults; empty: must be given.',
        expects: 'a mapping of names to defaults',
        additionalProperties: false,
      }),
    ),
    layers,
  },
  strict,
);

const size = (what: string) => Type.Integer({ minimum: 1, maximum: 1_000_000, description: what });

/** Schema of a `*.cnn.yaml` document; layers are checked by {@link operatorSchemas} and {@link useSchema}. */
export const descriptorSchema = Type.Object(
  {
    cnn: Type.String({ minLength: 1, description: 'Name of the network.' }),
    format: opt(
      Type.Literal(formatVersion, { description: 'Version of this format.', expects: '1' }),
    ),
    input: Type.Tuple([size('channels'), size('height'), size('width')], {
      expects: 'three whole numbers [channels, height, width]',
      description: 'Shape of the input: channels, height, width.',
    }),
    precision: opt(
      Type.Union([Type.Literal('float32'), Type.Literal('float16'), Type.Literal('int8')], {
        expects: 'float32, float16 or int8',
        description: 'Type of activations and weights. Default float32.',
      }),
    ),
    constants: opt(
      Type.Record(Type.String({ pattern: identifier }), scalar, {
        description: 'Values that expressions may name.',
        additionalProperties: false,
      }),
    ),
    templates: opt(
      Type.Record(Type.String({ pattern: identifier }), templateSchema, {
        description: 'Blocks of layers with parameters.',
        additionalProperties: false,
      }),
    ),
    layers,
    outputs: opt(
      Type.Array(reference, {
        minItems: 1,
        description: 'Layers whose results leave the network. Default: the last layer.',
      }),
    ),
  },
  strict,
);
