import { everyPlace } from '../../../engine/interference/scenario/scenarioPlaces';
import { slowdownText } from '../../../engine/interference/scenario/slowdownText';
import { stressLevels } from '../../../engine/interference/stressLevels';
import type { NamedPlace } from '../../../engine/platform/namedPlaces';
import type { CursorContext } from '../symbols/cursorContext';
import { schemaAt, type SchemaView } from '../symbols/schemaView';
import { keySuggestions } from './keySuggestions';
import { withDash, type TextStyle } from './networkSuggestions';
import { episodeSnippet, randomSnippet, scenarioSnippet } from './scenarioSnippets';
import type { Suggestion } from './suggestions';
import { wordSuggestions } from './wordSuggestions';

const noLayer = { op: null, use: false };
/** Most places that are suggested. */
const mostPlaces = 200;

/** What may stand at the caret of a scenario; `places` are those of its platform, as far as known. */
export function scenarioSuggestions(
  context: CursorContext,
  places: readonly NamedPlace[],
  style: TextStyle,
): Suggestion[] {
  const { path, position, key, given, lineStart, needsDash } = context;
  switch (position) {
    case 'key':
      return keysAt(context, path, given, style);
    case 'item': {
      const words = valuesAt(path, places, false);
      if (words.length > 0) return words;
      const items = itemSnippets(context, path.at(-1), places, style);
      const keys = lineStart && !needsDash ? keysAt(context, [...path, 0], new Map(), style) : [];
      return [...items, ...keys];
    }
    case 'value': {
      if (key === null) return [];
      const at = [...path, key];
      if (!lineStart) return valuesAt(at, places, true);
      const items = withDash(itemSnippets(context, key, places, style));
      return items.length > 0 ? items : keysAt(context, at, new Map(), style);
    }
  }
}

/** Keys that say the same in another way; where one is given, the others are none. */
const alternatives = [
  ['stress', 'slowdown'],
  ['to', 'duration'],
  ['repeat', 'until'],
];

function keysAt(
  { hasColon, flow }: CursorContext,
  path: CursorContext['path'],
  given: ReadonlyMap<string, string>,
  style: TextStyle,
): Suggestion[] {
  const excluded = alternatives.flatMap((keys) => {
    const has = keys.filter((key) => given.has(key));
    return has.length === 0 ? [] : keys.filter((key) => !given.has(key));
  });
  const place = { given, hasColon, top: path.length === 0 && !flow };
  const keys = keySuggestions(mappingAt(path), place).filter(({ label }) => !excluded.includes(label));
  return path.length === 0 && style.empty ? [...keys, scenarioSnippet] : keys;
} // prettier-ignore

/** The schema at a path; of alternatives the mapping. */
function mappingAt(path: CursorContext['path']): SchemaView | undefined {
  const schema = schemaAt('interference', path, noLayer);
  return schema?.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
}

function itemSnippets(
  context: CursorContext,
  list: string | number | undefined,
  places: readonly NamedPlace[],
  style: TextStyle,
): Suggestion[] {
  const flow = style.flow || context.flow;
  if (list === 'episodes') return [episodeSnippet(flow, places[0]?.name ?? 'all')];
  return list === 'random' ? [randomSnippet(flow)] : [];
}

function valuesAt(
  path: CursorContext['path'],
  places: readonly NamedPlace[],
  mayBeAny: boolean,
): Suggestion[] {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === 'place') return placeNames(path, places);
  if (key === 'stress') return mayBeAny && path[0] === 'random' ? [anyLevel, ...levels] : levels;
  return wordSuggestions(schemaAt('interference', path, noLayer));
}

function placeNames(path: CursorContext['path'], places: readonly NamedPlace[]): Suggestion[] {
  const isDrawn = path[0] === 'random';
  const groups = new Map<string, number>();
  for (const { name, group } of places) {
    if (group !== name) groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const word = isDrawn ? everyPlace.random : everyPlace.episodes;
  return [
    ...[...groups].map(([label, count]): Suggestion => {
      return { label, kind: 'variable', detail: isDrawn ? `one of ${count}` : `all ${count}` };
    }),
    ...places.slice(0, mostPlaces).map(({ name }): Suggestion => ({ label: name, kind: 'variable' })),
    { label: word, kind: 'keyword', detail: isDrawn ? 'one of all places' : 'every place' },
  ];
} // prettier-ignore

const anyLevel: Suggestion = { label: 'any', kind: 'keyword', detail: 'one of the twelve levels' };

const levels = stressLevels.map(({ name, slowdown, description, source }): Suggestion => ({
  label: name,
  kind: 'enumMember',
  detail: slowdownText(slowdown),
  documentation: `${description}. ${source}`,
}));
