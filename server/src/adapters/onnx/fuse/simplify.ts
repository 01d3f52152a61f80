import type { Draft } from '../lower/draft';
import { countReaders, rewrite, type DraftGraph, type Replacement } from './draftGraph';

/** Constants applied one after the other become one operator that applies them all. */
export function mergeScales(graph: DraftGraph): DraftGraph {
  const readers = countReaders(graph);
  const replacements = new Map<number, Replacement>();
  const merged = [...graph.drafts];
  graph.drafts.forEach((draft, index) => {
    const source = draft.inputs[0] ?? -1;
    const before = merged[source];
    if (draft.op !== 'scale' || before?.op !== 'scale' || readers[source] !== 1) return;
    const parameters = Number(before.fields['parameters']) + Number(draft.fields['parameters']);
    const { op, shape, names, text } = draft;
    const both: Draft = { op, shape, names, text, inputs: before.inputs, fields: { parameters } };
    merged[index] = both;
    replacements.set(index, both);
  });
  return rewrite(graph, replacements);
}

/** Longer lists than this are not searched for what another list begins with. */
const longestList = 256;

/**
 * A concatenation that begins with everything that an earlier one joined reads that one instead, as
 * dense blocks are drawn: each adds to what came before.
 */
export function nestConcats(graph: DraftGraph): DraftGraph {
  const known = new Map<string, number>();
  const replacements = new Map<number, Replacement>();
  graph.drafts.forEach((draft, index) => {
    const { op, inputs } = draft;
    if (op !== 'concat' || inputs.length > longestList) return;
    let begun: { readonly length: number; readonly index: number } | undefined;
    let key = '';
    inputs.forEach((input, i) => {
      key += `${input},`;
      const earlier = i > 0 && i < inputs.length - 1 ? known.get(key) : undefined;
      if (earlier !== undefined) begun = { length: i + 1, index: earlier };
    });
    if (!known.has(key)) known.set(key, index);
    if (!begun) return;
    const nested = [begun.index, ...inputs.slice(begun.length)];
    replacements.set(index, { ...draft, inputs: nested });
  });
  return rewrite(graph, replacements);
}
