import { describeSchema } from '../../../engine/core/describeSchema';
import { wordsOf, type SchemaView } from '../symbols/schemaView';
import type { Suggestion } from './suggestions';

/** Where keys are inserted. */
export interface KeyPlace {
  /** Keys that the mapping has already. */
  readonly given: ReadonlyMap<string, string>;
  /** True where the colon stands already behind the caret. */
  readonly hasColon: boolean;
  /** True at the top of a file, where mappings and lists begin on lines of their own. */
  readonly top: boolean;
}

/** The keys of a mapping that are not given yet, required ones first. */
export function keySuggestions(schema: SchemaView | undefined, place: KeyPlace): Suggestion[] {
  const { properties = {}, required = [] } = schema ?? {};
  const open = Object.entries(properties).filter(([key]) => !place.given.has(key));
  const needed = (key: string) => required.includes(key);
  return [...open.filter(([k]) => needed(k)), ...open.filter(([k]) => !needed(k))].map(
    ([key, value]) => ({
      label: key,
      kind: 'property',
      detail: needed(key) ? 'required' : '',
      documentation: keyHelp(value),
      ...(place.hasColon ? {} : { insert: key + valueSnippet(value, place.top), isSnippet: true }),
    }),
  );
}

/** What a key means and which values it takes, as Markdown. */
export function keyHelp(schema: SchemaView): string {
  const about = schema.description ?? '';
  const words = wordsOf(schema);
  const accepts = words.length > 12 ? '' : `Must be ${describeSchema(schema)}.`;
  const isPlain = schema.type === 'object' || schema.type === 'string';
  return [about, isPlain && schema.expects === undefined ? '' : accepts]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `: ` with what the value begins with. */
function valueSnippet(schema: SchemaView, top: boolean): string {
  const words = wordsOf(schema);
  const choices = schema.anyOf ?? [schema];
  const onlyWords = choices.every((choice) => wordsOf(choice).length > 0 || 'pattern' in choice);
  if (words.length > 1 && onlyWords) return `: \${1|${words.join(',')}|}`;
  if (schema.type === 'object') return top ? ':\n  $1' : ': { $1 }';
  if (schema.type !== 'array') return ': $1';
  const { items } = schema;
  const holdsMappings = items !== undefined && !('length' in items) && items.type === 'object';
  return top && holdsMappings ? ':\n  - $1' : ': [$1]';
}
