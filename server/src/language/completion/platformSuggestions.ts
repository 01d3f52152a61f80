import { schemaAt } from '../symbols/schemaView';
import { keySuggestions } from './keySuggestions';
import { memorySuggestions, placeSuggestions, type NameSource } from './nameSuggestions';
import { withDash, type TextStyle } from './networkSuggestions';
import { linkSnippet, memorySnippet, placeSnippet, platformSnippet } from './snippets';
import type { Suggestion } from './suggestions';
import { wordSuggestions } from './wordSuggestions';

const noLayer = { op: null, use: false };

/** What may stand at the caret of a platform descriptor. */
export function platformSuggestions(
  source: NameSource,
  root: unknown,
  style: TextStyle,
): Suggestion[] {
  const { path, position, key, given, lineStart, needsDash, typed } = source.context;
  if (typed.startsWith('$')) return [];
  switch (position) {
    case 'key':
      return keysAt(source, path, given, style);
    case 'item': {
      const items = itemSnippets(source, path.at(-1), style);
      const keys = lineStart && !needsDash ? keysAt(source, [...path, 0], new Map(), style) : [];
      return [...items, ...keys];
    }
    case 'value':
      return key === null ? [] : valuesAt(source, key, root, style);
  }
}

function keysAt(
  { context }: NameSource,
  path: NameSource['context']['path'],
  given: ReadonlyMap<string, string>,
  style: TextStyle,
): Suggestion[] {
  if (path.length === 1 && path[0] === 'memories') return [memorySnippet];
  const place = { given, hasColon: context.hasColon, top: path.length === 0 && !context.flow };
  const keys = keySuggestions(schemaAt('platform', path, noLayer), place);
  return path.length === 0 && style.empty ? [...keys, platformSnippet] : keys;
}

function itemSnippets(
  source: NameSource,
  list: string | number | undefined,
  style: TextStyle,
): Suggestion[] {
  const flow = style.flow || source.context.flow;
  const memory = source.index.thingsOf('memory')[0]?.name ?? '';
  if (list === 'execution_places') return [placeSnippet(flow, memory)];
  return list === 'between' ? [linkSnippet(flow)] : [];
}

function valuesAt(source: NameSource, key: string, root: unknown, style: TextStyle): Suggestion[] {
  const { path, lineStart } = source.context;
  if (key === 'memory' && path[0] === 'execution_places') return memorySuggestions(source);
  if (path[1] === 'between' && (key === 'from' || key === 'to')) {
    return placeSuggestions(source, root);
  }
  const at = [...path, key];
  if (lineStart) {
    const items = withDash(itemSnippets(source, key, style));
    return items.length > 0 ? items : keysAt(source, at, new Map(), style);
  }
  return wordSuggestions(schemaAt('platform', at, noLayer));
}
