import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';
import { formatVersion } from '../core/formatVersion';
import { mostPlaces } from './mostPlaces';

/** `expects` completes the sentence "… must be" in messages. */
const number = (expects: string, description: string, minimum: number, maximum: number) =>
  Type.Number({ minimum, maximum, expects, description });

// The least and the largest numbers keep every time and rate of a platform finite.
const positive = (unit: string, description: string, maximum: number) =>
  number(`${unit} above 0`, description, 1e-9, maximum);
const share = (description: string) => number('a number above 0, at most 1', description, 1e-6, 1);

const name = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '^\\S+$',
    expects: 'a name without spaces',
    description,
  });

const mapping = <P extends TProperties>(description: string, properties: P) =>
  Type.Object(properties, { additionalProperties: false, description });
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);

const memory = mapping('A memory that execution places compute from.', {
  bandwidth_gb_s: positive('a number of GB a second', 'Peak bandwidth in GB/s (10⁹ bytes a second).', 1e9),
  capacity_gb: optional(
    positive('a number of GB', 'Capacity in GB (10⁹ bytes): a stage’s weights must fit. Default: no limit.', 1e9),
  ),
  shared: optional(
    Type.Boolean({
      expects: 'true or false',
      description:
        'true: bandwidth and capacity are divided evenly by the places attached to it. Default false: each place has a memory of this size to itself.',
    }),
  ),
}); // prettier-ignore

const efficiency = mapping('Shares of the peak that real code reaches.', {
  convolution: optional(share('Share of peak arithmetic that convolutions reach. Default 0.7.')),
  pointwise: optional(share('Share of peak arithmetic that 1×1 convolutions reach. Default 0.6.')),
  depthwise: optional(share('Share of peak arithmetic that depthwise convolutions reach. Default 0.15.')),
  fully_connected: optional(share('Share of peak arithmetic that fully connected layers reach. Default 0.5.')),
  memory: optional(share('Share of peak memory bandwidth that streaming reaches. Default 0.7.')),
  dispatch_us: optional(
    number('a number of microseconds, 0 or more', 'Time to start a layer, in microseconds. Default 5.', 0, 1e9),
  ),
}); // prettier-ignore

const power = mapping('Electrical power of the execution place.', {
  idle: number('a number of watts, 0 or more', 'Power in watts when it does nothing.', 0, 1e9),
  busy: number('a number of watts, 0 or more', 'Power in watts when it computes.', 0, 1e9),
});

const cores = Type.Union(
  [
    Type.Integer({ minimum: 1, maximum: 65_536 }),
    Type.Array(Type.Integer({ minimum: 0, maximum: 65_535 }), {
      minItems: 1,
      maxItems: 4096,
      uniqueItems: true,
    }),
  ],
  {
    expects: 'a whole number of at least 1, or a list of different core numbers such as [0, 1]',
    description: 'How many cores it has; or, on a local machine, the numbers of the real cores.',
  },
);

const place = mapping('An execution place, or several equal ones.', {
  name: name('Name; with `count`, the places are numbered from 0: `fep0`, `fep1`, …'),
  count: optional(
    Type.Integer({
      minimum: 1,
      maximum: mostPlaces,
      expects: `a whole number from 1 to ${mostPlaces}`,
      description: 'How many equal places there are. Default: one, with the plain name.',
    }),
  ),
  cores,
  clock_ghz: positive('a number of GHz', 'Clock of a core in GHz.', 1e4),
  flops_per_cycle: positive(
    'a number',
    'Operations of a core in one clock cycle, single precision; a fused multiply-add counts as 2.',
    1e6,
  ),
  memory: name('Name of its memory under `memories`.'),
  emulate_speed: optional(
    share('Speed to emulate on a local machine, as a share of its own: 0.5 is half as fast. Default 1.'),
  ),
  kind: optional(
    Type.Union([Type.Literal('fast'), Type.Literal('slow')], {
      expects: 'fast or slow',
      description: 'Whether it counts as a fast or a slow place. Default: told by rank.',
    }),
  ),
  power_w: optional(power),
  efficiency: optional(efficiency),
}); // prettier-ignore

const bandwidth = positive(
  'a number of GB a second',
  'Bandwidth in GB/s (10⁹ bytes a second).',
  1e9,
);
const latency = (description: string) =>
  optional(number('a number of microseconds, 0 or more', description, 0, 1e9));
const end = (description: string) =>
  name(`${description}: an execution place, or the name of several.`);

const links = mapping('How places send activations to each other.', {
  default: optional(
    mapping('The link between any two places.', {
      bandwidth_gb_s: bandwidth,
      latency_us: latency('Time before the first byte arrives, in microseconds. Default 0.'),
    }),
  ),
  between: optional(
    Type.Array(
      mapping('The link between two places; of several that apply, the last counts.', {
        from: end('One end'),
        to: end('The other end'),
        bandwidth_gb_s: bandwidth,
        latency_us: latency(
          'Time before the first byte arrives, in microseconds. Default: that of the default link.',
        ),
        one_way: optional(
          Type.Boolean({
            expects: 'true or false',
            description: 'Whether it holds only from `from` to `to`. Default false: both directions.',
          }),
        ),
      }),
      { maxItems: 100_000, expects: 'a list of links', description: 'Links that differ from the default.' },
    ),
  ),
}); // prettier-ignore

/** `*.platform.yaml`: execution places, memories and links. The source of its JSON Schema. */
export const platformSchema = Type.Object(
  {
    platform: Type.String({
      minLength: 1,
      maxLength: 200,
      expects: 'a name',
      description: 'Name of the platform.',
    }),
    format: optional(
      Type.Literal(formatVersion, { description: 'Version of this format.', expects: '1' }),
    ),
    memories: Type.Record(Type.String(), memory, { description: 'Memories by name.' }),
    execution_places: Type.Array(place, {
      minItems: 1,
      maxItems: mostPlaces,
      expects: `a list of 1 to ${mostPlaces} execution places`,
      description: 'Execution places: sets of cores that run one stage of a pipeline each.',
    }),
    links: optional(links),
    transfers: optional(
      Type.Union([Type.Literal('overlapped'), Type.Literal('blocking')], {
        expects: 'overlapped or blocking',
        description:
          'overlapped: places compute while they send. blocking: sending is part of a stage’s time. Default overlapped.',
      }),
    ),
    efficiency: optional(efficiency),
  },
  {
    additionalProperties: false,
    title: 'Platform',
    description: 'A heterogeneous multicore that runs pipelines of CNN layers.',
  },
);

/** A platform descriptor as it is written. */
export type PlatformFile = Static<typeof platformSchema>;
/** One entry of `execution_places`. */
export type PlaceEntry = PlatformFile['execution_places'][number];
/** One mapping under `efficiency`. */
export type EfficiencyEntry = NonNullable<PlatformFile['efficiency']>;
