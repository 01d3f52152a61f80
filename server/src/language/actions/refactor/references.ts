import type { NameIndex, Occurrence } from '../../symbols/nameIndex';
import type { OffsetEdit } from '../offsetEdit';

/** What a reference to a layer becomes; null where it cannot be said there. */
export type NewReference = (reference: {
  /** Number of the copy with its `_`; empty for none. */
  readonly suffix: string;
  /** What follows with a dot: `.reduce`; empty for nothing. */
  readonly rest: string;
  /** Within an expression names have no dots. */
  readonly inExpression: boolean;
}) => { readonly text: string; readonly rest?: string } | null;

/**
 * Edits of every reference to a layer of a block (`template`, empty for the top level) outside of some
 * offsets; null where one of them cannot be edited.
 */
export function editReferences(
  text: string,
  index: NameIndex,
  layer: { readonly name: string; readonly template: string },
  outside: (occurrence: Occurrence) => boolean,
  newReference: NewReference,
): OffsetEdit[] | null {
  const thing = index.thingsOf('layer', layer.template).find(({ name }) => name === layer.name);
  const edits: OffsetEdit[] = [];
  for (const occurrence of thing?.occurrences ?? []) {
    if (occurrence.role === 'declaration' || !outside(occurrence)) continue;
    const [start, nameEnd] = occurrence.offsets;
    const { suffix } = occurrence;
    const end = nameEnd + (text.startsWith(suffix, nameEnd) ? suffix.length : 0);
    const rest = /^(?:\.[\w-]+)+/.exec(text.slice(end))?.[0] ?? '';
    const inExpression = occurrence.role === 'expression';
    const replaced = newReference({ suffix, rest, inExpression });
    if (replaced === null) return null;
    const after = replaced.rest ?? rest;
    if (inExpression && (replaced.text + after).includes('.')) return null;
    edits.push({ start, end: end + rest.length, text: replaced.text + after });
  }
  return edits;
}
