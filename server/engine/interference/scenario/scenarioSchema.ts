import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';
import { formatVersion } from '../../core/formatVersion';
import { mostPlaces } from '../../platform/mostPlaces';
import { stressLevels } from '../stressLevels';

/** Largest position of the axis: whole numbers and their sums stay exact far beyond it. */
const farthest = 1e12;
/** Strongest slowdown: what is slower stands still. */
const strongest = 1000;
/** Most entries of a list. */
const mostEntries = 1000;

/** `expects` completes the sentence "… must be" in messages. */
const number = (expects: string, description: string, minimum: number, maximum: number) =>
  Type.Number({ minimum, maximum, expects, description });
const whole = (expects: string, description: string, minimum: number, maximum: number) =>
  Type.Integer({ minimum, maximum, expects, description });
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
const mapping = <P extends TProperties>(description: string, properties: P) =>
  Type.Object(properties, { additionalProperties: false, description });

const placeName = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S+$' });
const place = (description: string) =>
  Type.Union([placeName, Type.Array(placeName, { minItems: 1, maxItems: mostPlaces })], {
    expects: 'the name of an execution place, or a list of names',
    description,
  });

const factor = (description: string) =>
  number(`a number from 1 to ${strongest}`, description, 1, strongest);
const span = (expects: string, least: number, most: number) =>
  Type.Array(Type.Number({ minimum: least, maximum: most }), {
    minItems: 2,
    maxItems: 2,
    expects,
  });
const factorRange = (description: string) =>
  Type.Union(
    [
      Type.Number({ minimum: 1, maximum: strongest }),
      span('two factors', 1, strongest),
    ],
    {
      expects: `a number from 1 to ${strongest}, or [least, most] to draw from`,
      description,
    },
  ); // prettier-ignore

const computeHelp =
  'Factor on the time of layers that compute: their arithmetic takes longer than their memory.';
const memoryHelp = 'Factor on the time of layers that wait for memory.';

const slowdown = Type.Union(
  [
    Type.Number({ minimum: 1, maximum: strongest }),
    mapping('Factors by what bounds a layer.', {
      compute: factor(computeHelp),
      memory: factor(memoryHelp),
    }),
  ],
  {
    expects: `a factor from 1 to ${strongest}, or a mapping of \`compute\` and \`memory\` to such factors`,
    description: 'How much longer layers take: a factor, or `{ compute: 1.2, memory: 2.4 }`.',
  },
);

const drawnSlowdown = Type.Union(
  [
    Type.Number({ minimum: 1, maximum: strongest }),
    span('two factors', 1, strongest),
    mapping('Factors by what bounds a layer.', {
      compute: factorRange(computeHelp),
      memory: factorRange(memoryHelp),
    }),
  ],
  {
    expects: `a factor from 1 to ${strongest}, [least, most] to draw one from, or a mapping of \`compute\` and \`memory\` to such values`,
    description: 'How much longer layers take: a factor, `[1.2, 2.5]` to draw one each time, or either by `compute` and `memory`.',
  },
); // prettier-ignore

const stressNames = stressLevels.map(({ name }) => Type.Literal(name));
const stress = Type.Union(stressNames, {
  expects: 'the name of a stress level, `cpu-1` to `cpu-6` or `mem-1` to `mem-6`',
  description: 'A shipped level of stress: `cpu-1` to `cpu-6` on the cores, `mem-1` to `mem-6` on the memory.',
}); // prettier-ignore
const drawnStress = Type.Union(
  [
    Type.Literal('any'),
    ...stressNames,
    Type.Array(Type.Union(stressNames), { minItems: 1, maxItems: 100 }),
  ],
  {
    expects: '`any`, the name of a stress level (`cpu-1` to `cpu-6` or `mem-1` to `mem-6`), or a list of such names',
    description: 'Stress levels that one is drawn from each time: `any` (the default) of the twelve, or a list.',
  },
); // prettier-ignore

const position = (description: string) =>
  number(`a number from 0 to ${farthest}`, description, 0, farthest);
const length = (description: string) =>
  number(`a number from 0.001 to ${farthest}`, description, 1e-3, farthest);
const drawnLength = (description: string) =>
  Type.Union(
    [
      Type.Number({ minimum: 1e-3, maximum: farthest }),
      span('two lengths', 1e-3, farthest),
    ],
    {
      expects: `a number from 0.001 to ${farthest}, or [least, most] to draw from`,
      description,
    },
  ); // prettier-ignore

const from = optional(position('Where it begins: the first query, or seconds. Default 0.'));
const repeat = optional(
  whole('a whole number of at least 1', 'How many times it begins. Default: again and again.', 1, 1e9),
); // prettier-ignore
const until = optional(position('None begins here or later. Default: again and again.'));
const label = optional(
  Type.String({
    minLength: 1,
    maxLength: 100,
    expects: 'a text',
    description: 'What slows, for people. Default: the stress level, or the factors.',
  }),
);

const episode = mapping('Interference on a place from here to there, or periodically.', {
  place: place('The place that is slowed; the name of several, a list, or `all` slows each of them.'),
  stress: optional(stress),
  slowdown: optional(slowdown),
  from,
  to: optional(position('Where it ends: the first query that is not slowed. Default: it does not end.')),
  duration: optional(length('How long it lasts, instead of `to`.')),
  period: optional(length('From one beginning to the next: makes it periodic.')),
  repeat,
  until,
  name: label,
}); // prettier-ignore

const random = mapping('Interference that is drawn anew again and again.', {
  place: optional(place('Places that one is drawn from each time: names, or `any` (the default).')),
  stress: optional(drawnStress),
  slowdown: optional(drawnSlowdown),
  period: drawnLength('From one beginning to the next; `[50, 150]` draws it each time.'),
  duration: drawnLength('How long each lasts; `[10, 100]` draws it each time.'),
  from,
  repeat,
  until,
  name: label,
});

/** `*.interference.yaml`: who slows which place, how much, from when to when. The source of its JSON Schema. */
export const scenarioSchema = Type.Object(
  {
    interference: Type.String({
      minLength: 1,
      maxLength: 200,
      expects: 'a name',
      description: 'Name of the scenario.',
    }),
    format: optional(
      Type.Literal(formatVersion, { description: 'Version of this format.', expects: '1' }),
    ),
    platform: optional(
      Type.String({
        minLength: 1,
        maxLength: 4096,
        expects: 'the path of a platform descriptor',
        description: 'Platform descriptor, relative to this file, that place names are checked against. Default: the one at hand.',
      }),
    ),
    unit: optional(
      Type.Union([Type.Literal('queries'), Type.Literal('seconds')], {
        expects: 'queries or seconds',
        description: 'What positions and lengths count: queries from 0, or seconds since the beginning. Default queries.',
      }),
    ),
    seed: optional(
      whole('a whole number of 32 bits', 'What `random` is drawn with: the same seed draws the same. Default 1.', -(2 ** 31), 2 ** 32 - 1),
    ),
    episodes: optional(
      Type.Array(episode, {
        maxItems: mostEntries,
        expects: `a list of at most ${mostEntries} episodes`,
        description: 'Episodes of interference. Where several overlap on a place, their factors multiply.',
      }),
    ),
    random: optional(
      Type.Array(random, {
        maxItems: mostEntries,
        expects: `a list of at most ${mostEntries} entries`,
        description: 'Interference drawn with the seed: each entry slows a place that it does not slow yet, once a period.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'Interference',
    description: 'Co-located work that slows execution places for a while.',
  },
); // prettier-ignore

/** A scenario as it is written. */
export type ScenarioFile = Static<typeof scenarioSchema>;
/** One entry of `episodes`. */
export type EpisodeEntry = NonNullable<ScenarioFile['episodes']>[number];
/** One entry of `random`. */
export type RandomEntry = NonNullable<ScenarioFile['random']>[number];
