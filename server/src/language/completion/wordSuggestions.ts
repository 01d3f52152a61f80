import { activationNames } from '../../../engine/network/operators';
import { wordsOf, type SchemaView } from '../symbols/schemaView';
import type { Suggestion } from './suggestions';

/** Words that a schema accepts. */
export function wordSuggestions(schema: SchemaView | undefined): Suggestion[] {
  const words = wordsOf(schema);
  const isActivation = words.length === activationNames.length;
  return words.map((label) => ({
    label,
    kind: label === 'true' || label === 'false' ? 'value' : 'enumMember',
    ...(!isActivation &&
      schema?.description !== undefined && { documentation: schema.description }),
  }));
}
