import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { validate } from '../../engine/core/validate';
import { explorerFacts } from '../../engine/explore/explorerFacts';
import { balancings } from '../../engine/explore/shisha';
import { assignments } from '../../engine/explore/shishaSeed';
import { policyNames } from '../../engine/interference/policyFacts';
import { mostRuns } from '../../protocol/panelRequests';
import type { ServerSettings } from '../../protocol/serverSettings';
import { livePolicies } from '../../runtime/rebalance/livePolicies';
import { mostReplayQueries } from '../workers/replayRequest';

const choice = <T extends string>(names: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...names] });
const explorerNames = Object.keys(explorerFacts);

const tuneOptionsSchema = Type.Object({
  explorer: Type.Optional(choice(explorerNames)),
  seed: Type.Optional(Type.Integer()),
  alpha: Type.Optional(Type.Integer({ minimum: 1 })),
  assign: Type.Optional(choice(assignments)),
  balance: Type.Optional(choice(balancings)),
  trials: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Parameters of the tune command. */
export const tuneParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.String(),
  profileUri: Type.Optional(Type.String()),
  options: Type.Optional(
    Type.Composite([
      tuneOptionsSchema,
      Type.Object({ testbed: Type.Optional(Type.Literal('local')) }),
    ]),
  ),
});

/** Parameters of the command that compares explorers. */
export const compareExplorersParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.String(),
  options: Type.Optional(
    Type.Composite([
      tuneOptionsSchema,
      Type.Object({
        explorers: Type.Optional(Type.Array(choice(explorerNames))),
        seeds: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
    ]),
  ),
});

/** Parameters of the command that measures layers. */
export const profileParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.String(),
  budgetSeconds: Type.Optional(Type.Number({ minimum: 0, maximum: 86_400 })),
});

/** Parameters of the request for platforms of this machine. */
export const localPlatformsParamsSchema = Type.Object({
  platformUris: Type.Array(Type.String(), { maxItems: 1000 }),
});

/** Parameters of the request for explorers that tune on this machine. */
export const localExplorersParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.String(),
});

/** Parameters of the command that runs a pipeline. */
export const runPipelineParamsSchema = Type.Object({
  tuningUri: Type.String(),
  load: Type.Optional(
    Type.Object({
      arrivals: choice(['closed', 'constant', 'poisson'] as const),
      perSecond: Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }),
      seconds: Type.Number({ exclusiveMinimum: 0, maximum: 86_400 }),
      sloSeconds: Type.Union([Type.Null(), Type.Number({ exclusiveMinimum: 0, maximum: 3600 })]),
      policy: choice(livePolicies),
    }),
  ),
});

/** Parameters of the requests about a run. */
export const liveRunParamsSchema = Type.Object({ tuningUri: Type.String() });

/** Parameters of the request that slows a place of a run. */
export const injectParamsSchema = Type.Object({
  tuningUri: Type.String(),
  place: Type.String(),
  work: Type.Union([
    Type.Object({
      kind: choice(['compute', 'memory'] as const),
      sixths: Type.Unsafe<1 | 2 | 3 | 4 | 5 | 6>({ type: 'integer', minimum: 1, maximum: 6 }),
    }),
    Type.Object({
      kind: Type.Literal('program'),
      file: Type.String({ minLength: 1, maxLength: 4096 }),
      args: Type.Array(Type.String({ maxLength: 100_000 }), { maxItems: 1000 }),
    }),
  ]),
});

/** Parameters of the request that ends interference. */
export const calmParamsSchema = Type.Object({ tuningUri: Type.String(), episode: Type.Integer() });

/** Parameters of the request that saves a run. */
export const saveRunParamsSchema = Type.Object({
  tuningUri: Type.String(),
  replayUri: Type.String(),
});

/** Parameters of the requests of the comparison panel. */
export const comparisonTextSchema = Type.Object({
  key: Type.String(),
  text: Type.Optional(Type.String()),
});

/** Parameters of the stage map request. */
export const stageMapParamsSchema = Type.Object({
  key: Type.String(),
  text: Type.Optional(Type.String()),
  trial: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Parameters of the layer location request. */
export const layerLocationParamsSchema = Type.Object({
  networkUri: Type.String(),
  layer: Type.String(),
});

/** Parameters of the command that replays a scenario. */
export const replayInterferenceParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.String(),
  scenarioUri: Type.String(),
  options: Type.Optional(
    Type.Object({
      queries: Type.Optional(Type.Integer({ minimum: 1, maximum: mostReplayQueries })),
      policies: Type.Optional(Type.Array(choice(policyNames), { maxItems: 20 })),
      sloSeconds: Type.Optional(Type.Union([Type.Null(), Type.Number({ exclusiveMinimum: 0 })])),
      seed: Type.Optional(Type.Integer()),
      noise: Type.Optional(Type.Number({ minimum: 0, maximum: 0.9 })),
    }),
  ),
});

/** Parameters of the requests that open and close a replay. */
export const replayParamsSchema = Type.Object({ replayUri: Type.String() });

const position = Type.Number({ minimum: -1, maximum: 1e15 });
const stretch = { from: Type.Number({ minimum: 0 }), to: Type.Number({ minimum: 0 }) };
const replayQuerySchema = Type.Union([
  Type.Object({
    kind: Type.Literal('window'),
    window: Type.Object({ ...stretch, columns: Type.Integer({ minimum: 1, maximum: 4000 }) }),
  }),
  Type.Object({ kind: Type.Literal('moment'), position }),
  Type.Object({
    kind: Type.Literal('event'),
    position,
    direction: choice(['next', 'previous'] as const),
  }),
  Type.Object({
    kind: Type.Literal('episodes'),
    from: Type.Integer({ minimum: 0 }),
    count: Type.Integer({ minimum: 0 }),
  }),
  Type.Object({ kind: Type.Literal('csv'), ...stretch }),
]);

/** Parameters of the request about a replay. */
export const askReplayParamsSchema = Type.Object({
  replayUri: Type.String(),
  query: replayQuerySchema,
});

const size = Type.Integer({ minimum: 1 });

/** Parameters of the import request. */
export const importModelParamsSchema = Type.Object({
  modelUri: Type.String(),
  targetUri: Type.String(),
  input: Type.Optional(Type.Tuple([size, size, size])),
});

/** Parameters of the network summary request. */
export const networkSummaryParamsSchema = Type.Object({ networkUri: Type.String() });

/** Parameters of the layers request. */
export const layersParamsSchema = Type.Object({
  networkUri: Type.String(),
  platformUri: Type.Optional(Type.String()),
});

/** Parameters of the source spans request. */
export const sourceSpansParamsSchema = Type.Object({ networkUri: Type.String() });

const resultTextSchema = Type.Object({
  key: Type.String(),
  file: Type.String(),
  text: Type.Optional(Type.String()),
});

/** Parameters of the convergence request. */
export const convergenceParamsSchema = Type.Object({
  results: Type.Array(resultTextSchema, { minItems: 1, maxItems: mostRuns }),
});

/** Parameters of the compare request. */
export const compareParamsSchema = Type.Object({ left: resultTextSchema, right: resultTextSchema });

/** Settings that a client sends. */
const settingsSchema = Type.Object({
  trusted: Type.Optional(Type.Boolean()),
  // A slip in one rule's setting must not undo the others: they are judged one by one.
  rules: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  platform: Type.Optional(Type.String()),
  inlayHints: Type.Optional(
    Type.Object({
      layers: Type.Optional(Type.Boolean()),
      expressions: Type.Optional(Type.Boolean()),
    }),
  ),
});

/**
 * The settings that a client tells have changed; null where they cannot be read. Some editors send all
 * that they were configured with, as with `initialize`: then the settings are a part of it.
 */
export function readSettings(value: unknown): ServerSettings | null {
  const whole = typeof value === 'object' && value !== null && 'settings' in value;
  return readOptional(settingsSchema, whole ? value.settings : value);
}

/** What a client sends with `initialize`. */
export const serverOptionsSchema = Type.Object({
  runCommand: Type.Optional(Type.String()),
  compareCommand: Type.Optional(Type.String()),
  layersCommand: Type.Optional(Type.String()),
  replayCommand: Type.Optional(Type.String()),
  openResultCommand: Type.Optional(Type.String()),
  ruleHref: Type.Optional(Type.String()),
  answersPlatform: Type.Optional(Type.Boolean()),
  validatesJson: Type.Optional(Type.Boolean()),
  settings: Type.Optional(settingsSchema),
});

/** `value` where the schema accepts it; else throws the protocol's `InvalidParams`. */
export function readParams<T extends TSchema>(schema: T, value: unknown): Static<T> {
  const problems = validate(schema, value);
  if (accepted(schema, value, problems.length === 0)) return value;
  const reasons = problems.map((p) => [...p.path, p.message].join(' ')).join('; ');
  throw new ResponseError(ErrorCodes.InvalidParams, `Invalid parameters: ${reasons}`);
}

/** `value` where the schema accepts it, else null: for what a client may well leave out. */
export function readOptional<T extends TSchema>(schema: T, value: unknown): Static<T> | null {
  return accepted(schema, value, validate(schema, value).length === 0) ? value : null;
}

/** Tells the compiler what the schema has judged. */
function accepted<T extends TSchema>(
  _schema: T,
  value: unknown,
  valid: boolean,
): value is Static<T> {
  return valid && value !== undefined;
}
