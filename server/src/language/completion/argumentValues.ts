import { findAt } from '../symbols/nameIndex';
import { schemaAt } from '../symbols/schemaView';
import { blockLayers, type NameSource } from './nameSuggestions';
import type { Suggestion } from './suggestions';
import { wordSuggestions } from './wordSuggestions';

/**
 * Words that a template's parameter may be given, by the fields that it is put into: activations for
 * `activation: $act`, true and false for `when: $project`, the template's layers for `from: $skip`.
 */
export function argumentValues(source: NameSource, template: string, name: string): Suggestion[] {
  const { index } = source;
  const parameter = index.thingsOf('parameter', template).find((thing) => thing.name === name);
  const found = new Map<string, Suggestion>();
  for (const { offsets } of parameter?.occurrences ?? []) {
    const { text, path, layer } = findAt(index.expressions, offsets[0]) ?? {};
    if (layer == null || path === undefined) continue;
    const field = path[layer.path.length];
    const isWhole = text === `$${name}`;
    const values =
      field === 'from'
        ? [...blockLayers(source, layer.block), { label: 'input', kind: 'keyword' as const }]
        : isWhole && path.length === layer.path.length + 1
          ? wordSuggestions(schemaAt('network', path, { op: layer.op, use: layer.use !== null }))
          : [];
    for (const value of values) found.set(value.label, value);
  }
  return [...found.values()];
}
