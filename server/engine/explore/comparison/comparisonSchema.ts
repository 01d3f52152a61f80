import { Type, type TSchema } from '@sinclair/typebox';
import { goals } from '../../pipeline/objective';
import { measureNames } from './measures';

const number = Type.Number({ minimum: 0 });
const natural = Type.Integer({ minimum: 0 });
const text = Type.String();
const opt = (schema: TSchema) => Type.Optional(schema);
const oneOf = (...words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

const interval = Type.Unsafe<readonly [number, number]>({
  type: 'array',
  items: [number, number],
  minItems: 2,
  additionalItems: false,
});

const spread = Type.Object({
  minimum: number,
  lowerQuartile: number,
  median: number,
  upperQuartile: number,
  maximum: number,
  geometricMean: number,
  interval: Type.Union([Type.Null(), interval]),
});

const band = Type.Object({
  lowerQuartile: Type.Array(number),
  median: Type.Array(number),
  upperQuartile: Type.Array(number),
  end: number,
});

const everyMeasure = (schema: TSchema) =>
  Object.fromEntries(measureNames.map((name) => [name, schema]));

const explorer = Type.Object({
  name: text,
  title: text,
  options: Type.Record(text, Type.Union([text, Type.Number()])),
  runs: natural,
  usesSeed: Type.Boolean(),
  readsTimes: Type.Boolean(),
  ...everyMeasure(spread),
  worst: Type.Object({ seed: Type.Integer(), quality: number }),
  byTrials: band,
  bySeconds: band,
  losses: Type.Array(
    Type.Object({
      measure: oneOf(...measureNames),
      to: text,
      ratio: Type.Union([Type.Null(), number]),
    }),
  ),
});

const run = Type.Object({
  explorer: text,
  seed: Type.Integer(),
  throughput: number,
  latencySeconds: number,
  energyJoules: opt(number),
  bestTrial: natural,
  elapsedSeconds: number,
  ...everyMeasure(number),
});

/** Schema of a `*.comparison.json` file; keys of later versions are let through. */
export const comparisonSchema = Type.Object({
  kind: Type.Literal('cnn-comparison'),
  format: Type.Literal(1),
  network: text,
  platform: text,
  testbed: oneOf('analytical', 'profile', 'local'),
  objective: Type.Object({
    goal: oneOf(...goals),
    minThroughput: opt(number),
    maxLatencySeconds: opt(number),
  }),
  maxReplicas: natural,
  spaceSize: Type.String({ pattern: '^\\d+$', maxLength: 100_000 }),
  seeds: Type.Object({ first: Type.Integer(), count: natural }),
  maxTrials: Type.Union([Type.Null(), natural]),
  reference: Type.Union([
    Type.Null(),
    Type.Object({ kind: oneOf('optimum', 'bound', 'best'), cost: number }),
  ]),
  axes: Type.Object({ trials: Type.Array(number), seconds: Type.Array(number) }),
  explorers: Type.Array(explorer),
  leftOut: Type.Array(Type.Object({ name: text, reason: text })),
  runs: Type.Array(run),
  cancelled: opt(Type.Boolean()),
  sources: opt(Type.Object({ network: opt(text), platform: opt(text) })),
});
