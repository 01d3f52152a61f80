import { isOperatorName, operators } from '../../../engine/network/operators';
import type { CursorContext } from '../symbols/cursorContext';
import {
  blockOf,
  layerDepth,
  schemaAt,
  takesExpression,
  type LayerKind,
} from '../symbols/schemaView';
import { argumentValues } from './argumentValues';
import { keySuggestions } from './keySuggestions';
import {
  argumentSuggestions,
  blockLayers,
  expressionWords,
  layerSuggestions,
  templateSuggestions,
  valueSuggestions,
  type NameSource,
} from './nameSuggestions';
import {
  networkSnippet,
  operatorHelp,
  operatorSnippets,
  templateSnippet,
  useSnippet,
} from './snippets';
import type { Suggestion } from './suggestions';
import { wordSuggestions } from './wordSuggestions';

/** How a text is written, so that what is inserted looks like what stands there. */
export interface TextStyle {
  /** Mappings of lists stand in braces. */
  readonly flow: boolean;
  /** Nothing stands in the text yet. */
  readonly empty: boolean;
}

/** What may stand at the caret of a network descriptor. */
export function networkSuggestions(source: NameSource, style: TextStyle): Suggestion[] {
  const { context } = source;
  const { typed, position, path, key } = context;
  if (position !== 'key' && typed.startsWith('$')) return expressionSuggestions(source);
  switch (position) {
    case 'key':
      return keysAt(source, path, context.given, style);
    case 'item':
      return itemsAt(source, style);
    case 'value':
      return key === null ? [] : valuesAt(source, key, style);
  }
}

function layerKind({ layer }: CursorContext): LayerKind {
  return { op: layer?.get('op') ?? null, use: layer?.has('use') ?? false };
}

function keysAt(
  source: NameSource,
  path: NameSource['context']['path'],
  given: ReadonlyMap<string, string>,
  style: TextStyle,
): Suggestion[] {
  const { context } = source;
  const use = context.layer?.get('use');
  if (path.at(-1) === 'with' && use !== undefined) return argumentSuggestions(source, use);
  if (path.length === 1 && path[0] === 'templates') return [templateSnippet];
  const schema = schemaAt('network', path, layerKind(context));
  const place = { given, hasColon: context.hasColon, top: path.length === 0 && !context.flow };
  const keys = keySuggestions(schema, place);
  return path.length === 0 && style.empty ? [...keys, networkSnippet] : keys;
}

function itemsAt(source: NameSource, style: TextStyle): Suggestion[] {
  const { context } = source;
  const { path } = context;
  const last = path.at(-1);
  if (last === 'outputs') return blockLayers(source, '');
  if (last === 'from') return layerSuggestions(source);
  if (last === 'layers') {
    const keys = context.lineStart && !context.needsDash ? layerKeys() : [];
    return [...layerSnippets(source, style), ...keys];
  }
  const schema = schemaAt('network', [...path, 0], layerKind(context));
  return takesExpression(schema) ? valueSuggestions(source, '$') : [];
}

/** A layer that begins with a key: `- name: …`. */
function layerKeys(): Suggestion[] {
  const schema = schemaAt('network', ['layers', 0], { op: null, use: false });
  return keySuggestions(schema, { given: new Map(), hasColon: false, top: false });
}

function layerSnippets({ index, context, text }: NameSource, { flow }: TextStyle): Suggestion[] {
  const block = blockOf(context.path);
  const own = index.layers.filter((layer) => layer.block === block);
  const style = { flow, taken: new Set(own.map((layer) => layer.name)) };
  const uses = index
    .thingsOf('template')
    .filter(({ name }) => name !== block)
    .map(({ name }) => {
      const needed = index.thingsOf('parameter', name).filter((thing) => {
        const [start, end] = thing.declarations[0]?.extent ?? [0, 0];
        return /^["']?\w+["']?\s*:?\s*$/.test(text.slice(start, end));
      });
      return useSnippet(name, needed.map((thing) => thing.name), style); // prettier-ignore
    });
  return [...uses, ...operatorSnippets(style)];
}

function valuesAt(source: NameSource, key: string, style: TextStyle): Suggestion[] {
  const { context } = source;
  const { path } = context;
  if (path.length === layerDepth(path) && context.layer !== null) {
    return layerValues(source, key);
  }
  const at = [...path, key];
  if (key === 'layers') return context.lineStart ? withDash(layerSnippets(source, style)) : [];
  if (context.lineStart) return keysAt(source, at, new Map(), style);
  const values = valueSuggestions(source, '$');
  const holder = path.at(-1);
  if (holder === 'with') {
    return [...argumentValues(source, context.layer?.get('use') ?? '', key), ...values];
  }
  if (holder === 'parameters') return [...argumentValues(source, blockOf(path), key), ...values];
  if (holder === 'constants') return values;
  return wordSuggestions(schemaAt('network', at, layerKind(context)));
}

function layerValues(source: NameSource, key: string): Suggestion[] {
  const { context } = source;
  if (key === 'op') return operatorNames();
  if (key === 'use') return templateSuggestions(source);
  if (key === 'from') return layerSuggestions(source);
  if (key === 'with' && context.lineStart) {
    return argumentSuggestions(source, context.layer?.get('use') ?? '');
  }
  const schema = schemaAt('network', [...context.path, key], layerKind(context));
  const values = takesExpression(schema) ? valueSuggestions(source, '$') : [];
  return [...wordSuggestions(schema), ...values];
}

function operatorNames(): Suggestion[] {
  return Object.keys(operators)
    .filter((op) => isOperatorName(op))
    .map((op) => ({
      label: op,
      kind: 'function',
      detail: operators[op].summary,
      documentation: operatorHelp(op),
    }));
}

function expressionSuggestions(source: NameSource): Suggestion[] {
  const { typed, key, path } = source.context;
  const isFrom = key === 'from' || path.at(-1) === 'from';
  // A single `$name`: the whole of it is replaced.
  if (/^\$\w*$/.test(typed)) return valueSuggestions(source, '$');
  const layers = isFrom ? layerSuggestions(source) : [];
  return [...valueSuggestions(source, ''), ...layers, ...expressionWords];
}

/** Items of a list whose first dash is not typed yet. */
export function withDash(items: readonly Suggestion[]): Suggestion[] {
  return items.map((item) => ({ ...item, insert: `- ${item.insert ?? item.label}` }));
}
