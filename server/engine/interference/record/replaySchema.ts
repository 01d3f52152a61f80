import { Type, type TProperties } from '@sinclair/typebox';
import { systemSchema } from '../../explore/systemSchema';

/** What people read; longer texts would fill a panel. */
const text = Type.String({ maxLength: 1000 });
const amount = Type.Number({ minimum: 0 });
const natural = Type.Integer({ minimum: 0 });
const maybe = <T extends ReturnType<typeof Type.Number>>(schema: T) =>
  Type.Union([Type.Null(), schema]);
const words = <T extends string>(...choices: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...choices] });

const stages = Type.Array(Type.Tuple([natural, natural, text]), { maxItems: 10_000 });
const position = { policy: natural, query: natural, seconds: amount };
const latency = { min: amount, mean: amount, p50: amount, p99: amount, max: amount };

/** The first line of a `*.replay.jsonl` file. */
export const headerSchema = Type.Object({
  kind: Type.Literal('cnn-replay'),
  format: Type.Literal(1),
  network: text,
  platform: text,
  scenario: text,
  testbed: words('analytical', 'profile', 'local'),
  axis: words('queries', 'seconds'),
  load: Type.Union([
    Type.Object({ kind: Type.Literal('closed'), inside: Type.Integer({ minimum: 1 }) }),
    Type.Object({ kind: words('constant', 'poisson'), perSecond: amount }),
    Type.Object({ kind: Type.Literal('trace'), name: text }),
  ]),
  queries: natural,
  sloSeconds: maybe(amount),
  seed: Type.Number(),
  noise: amount,
  policies: Type.Array(
    Type.Object({
      policy: text,
      title: text,
      options: Type.Record(text, Type.Union([text, Type.Number()])),
    }),
    { minItems: 1, maxItems: 100 },
  ),
  system: systemSchema,
  memoryBound: Type.Array(Type.Array(Type.Union([Type.Literal(0), Type.Literal(1)]))),
  memory: Type.Optional(
    Type.Object({ weightBytes: Type.Array(amount), capacityBytes: Type.Array(maybe(amount)) }),
  ),
  quietThroughput: amount,
  recorded: Type.Optional(text),
});

const event = <N extends string, P extends TProperties>(name: N, properties: P) =>
  Type.Object({ event: Type.Literal(name), ...properties });

const interferenceSchema = event('interference', {
  ...position,
  state: words('begin', 'end'),
  episode: natural,
  place: text,
  name: text,
  compute: maybe(amount),
  memory: maybe(amount),
});

const summarySchema = event('summary', {
  policy: natural,
  queries: natural,
  seconds: amount,
  throughput: amount,
  latency: Type.Object({ ...latency, p90: amount, p95: amount, p999: amount }),
  violations: natural,
  detections: natural,
  trials: natural,
  switches: natural,
  rebalancingQueries: natural,
  shareOfBound: maybe(amount),
});

const block = {
  ...position,
  count: Type.Integer({ minimum: 1 }),
  endSeconds: amount,
  latency: Type.Object(latency),
  violations: natural,
  stageSeconds: Type.Array(amount),
};

const band = Type.Tuple([natural, maybe(amount), maybe(amount), natural, text]);

const indexedBlockSchema = Type.Object({
  ...block,
  offset: natural,
  bytes: Type.Integer({ minimum: 1 }),
  events: natural,
  detections: natural,
  trials: natural,
  switches: natural,
  episodes: natural,
  stages: Type.Optional(stages),
  cause: words('start', 'trial', 'settled'),
  stoodBy: Type.Optional(stages),
  lastSwitch: Type.Union([Type.Null(), natural]),
  active: Type.Array(interferenceSchema),
  bands: Type.Array(band),
});

/** The other lines of a `*.replay.jsonl` file, by what their `event` says. */
export const lineSchemas = {
  interference: interferenceSchema,
  detection: event('detection', { ...position, place: text, direction: words('slower', 'faster') }),
  configuration: event('configuration', {
    ...position,
    cause: words('start', 'trial', 'settled'),
    stages,
  }),
  episode: event('episode', {
    ...position,
    episode: natural,
    fromQuery: natural,
    fromSeconds: amount,
    ended: Type.Boolean(),
    detectedAfter: Type.Union([Type.Null(), natural]),
    trials: natural,
    settledAfter: Type.Union([Type.Null(), natural]),
    violations: natural,
    throughput: maybe(amount),
    settledThroughput: maybe(amount),
  }),
  samples: event('samples', {
    ...block,
    kept: Type.Union([Type.Literal('all'), Type.Array(natural)]),
    finished: Type.Array(amount),
    latencies: Type.Array(amount),
  }),
  summary: summarySchema,
  index: event('index', {
    blocks: Type.Array(indexedBlockSchema),
    summaries: Type.Array(summarySchema),
  }),
  end: event('end', { index: Type.Union([Type.Null(), natural]), lines: natural }),
} as const;

/** Any line of a `*.replay.jsonl` file. */
export const replayLineSchema = Type.Union([headerSchema, ...Object.values(lineSchemas)], {
  title: 'A line of a *.replay.jsonl file',
});
