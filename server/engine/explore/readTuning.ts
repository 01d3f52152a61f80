import { Type, type TSchema } from '@sinclair/typebox';
import type { Problem } from '../../protocol/problem';
import type { TuningResult } from '../../protocol/tuningResult';
import { laterFormat } from '../core/formatVersion';
import { fail, succeed, type Result } from '../core/result';
import { problem } from '../core/rules';
import { validate } from '../core/validate';
import { goals } from '../pipeline/objective';
import { systemSchema } from './systemSchema';

const seconds = Type.Number({ minimum: 0 });
const natural = Type.Integer({ minimum: 0 });
const text = Type.String();
const texts = Type.Array(text);
const decimal = Type.String({ pattern: '^\\d+$', maxLength: 100_000 });
const opt = (schema: TSchema) => Type.Optional(schema);

/** First layer, layer after the last, execution place, further places in turn. */
const stageTriple = Type.Unsafe<readonly [number, number, string, ...string[]]>({
  type: 'array',
  items: [natural, natural, text],
  minItems: 3,
  additionalItems: text,
});

const stages = Type.Array(
  Type.Object({
    place: text,
    replicas: opt(texts),
    layers: texts,
    seconds,
    transferSeconds: seconds,
  }),
);

/** Schema of a `*.tuning.json` file; keys of later versions are let through. */
export const tuningSchema = Type.Object({
  kind: Type.Literal('cnn-tuning'),
  format: Type.Literal(1),
  network: text,
  platform: text,
  explorer: text,
  testbed: Type.Union([Type.Literal('analytical'), Type.Literal('profile'), Type.Literal('local')]),
  seed: Type.Number(),
  options: Type.Record(text, Type.Union([text, Type.Number()])),
  objective: opt(
    Type.Object({
      goal: Type.Union(goals.map((goal) => Type.Literal(goal))),
      minThroughput: opt(seconds),
      maxLatencySeconds: opt(seconds),
    }),
  ),
  maxReplicas: opt(natural),
  best: Type.Object({
    stages,
    throughput: seconds,
    latencySeconds: seconds,
    periodSeconds: seconds,
    energyJoules: opt(seconds),
  }),
  trials: natural,
  bestTrial: natural,
  convergenceSeconds: seconds,
  spaceSize: decimal,
  exploredFraction: seconds,
  optimum: Type.Union([
    Type.Null(),
    Type.Object({
      throughput: seconds,
      proven: Type.Literal(true),
      quality: seconds,
      latencySeconds: opt(seconds),
      energyJoules: opt(seconds),
    }),
  ]),
  bound: opt(Type.Object({ throughput: seconds, gap: seconds })),
  front: opt(
    Type.Array(
      Type.Object({
        stages,
        throughput: seconds,
        latencySeconds: seconds,
        energyJoules: opt(seconds),
      }),
    ),
  ),
  explorerSeconds: opt(seconds),
  explorerBytes: opt(seconds),
  resumeFrom: opt(decimal),
  trace: Type.Array(
    Type.Object({
      trial: natural,
      throughput: seconds,
      elapsedSeconds: seconds,
      stages: Type.Array(stageTriple),
    }),
  ),
  cancelled: opt(Type.Boolean()),
  failure: opt(text),
  sources: opt(Type.Object({ network: opt(text), platform: opt(text) })),
  system: systemSchema,
});

/** A parsed `*.tuning.json` as a result that can be drawn, or what is wrong with it. */
export function readTuning(data: unknown): Result<TuningResult> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  const problems = validate(tuningSchema, data);
  if (!isTuning(data, problems)) return fail(problems);
  const found = inconsistencies(data);
  return found.length > 0 ? fail(found) : succeed(data);
}

/** The schema accepted it, so it has the type that the schema describes. */
function isTuning(data: unknown, problems: readonly Problem[]): data is TuningResult {
  return problems.length === 0 && data !== undefined;
}

function inconsistencies({ system, trace }: TuningResult): Problem[] {
  const layers = system.layers.length;
  const problems: Problem[] = [];
  const wrongSize = (path: Problem['path'], message: string) =>
    problems.push(problem('wrong-size', path, message));
  if (system.cutBytes.length !== layers + 1) {
    const message = `cutBytes has ${system.cutBytes.length} entries, ${layers} layers need ${layers + 1}`;
    wrongSize(['system', 'cutBytes'], message);
  }
  system.secondsByClass.forEach((row, index) => {
    if (row.length === layers) return;
    const message = `secondsByClass[${index}] has ${row.length} entries for ${layers} layers`;
    wrongSize(['system', 'secondsByClass', index], message);
  });
  const names = new Set(system.places.map((place) => place.name));
  trace.forEach((trial, index) => {
    let reached = 0;
    const used = new Set<string>();
    trial.stages.forEach(([start, end, ...places], stage) => {
      const path = ['trace', index, 'stages', stage];
      if (start !== reached || start >= end || end > layers) {
        wrongSize(
          path,
          `layers ${start} to ${end} do not go on from layer ${reached} of ${layers}`,
        );
      }
      reached = end;
      for (const place of places) {
        const message = `there is no execution place ${place}`;
        if (!names.has(place)) problems.push(problem('unknown-place', path, message));
        else if (used.has(place)) wrongSize(path, `execution place ${place} runs two stages`);
        used.add(place);
      }
    });
    if (trial.stages.length > 0 && reached !== layers) {
      wrongSize(['trace', index, 'stages'], `the stages end at layer ${reached} of ${layers}`);
    }
  });
  return problems.slice(0, 100);
}
