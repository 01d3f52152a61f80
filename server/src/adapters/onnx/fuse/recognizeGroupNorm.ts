import type { Draft } from '../lower/draft';
import { sameDims } from '../lower/tensor';
import {
  countReaders,
  rewrite,
  soleReaders,
  type DraftGraph,
  type Replacement,
} from './draftGraph';

/**
 * Finds normalisations of groups that the exporter took apart: groups seen as channels, each
 * normalised by itself, seen as before, then a scale and a shift for each channel.
 */
export function recognizeGroupNorm(graph: DraftGraph): DraftGraph {
  const { drafts } = graph;
  const next = soleReaders(graph, countReaders(graph));
  const replacements = new Map<number, Replacement>();
  drafts.forEach((seen, index) => {
    const normal = next[index] ?? -1;
    const back = next[normal] ?? -1;
    const scale = next[back] ?? -1;
    const shift = next[scale] ?? -1;
    const last = drafts[shift];
    const [source = -1] = seen.inputs;
    const whole = drafts[source];
    if (seen.op !== 'reshape' || drafts[normal]?.op !== 'group_norm' || !whole || !last) return;
    if (drafts[normal]?.fields['groups'] !== undefined) return;
    if (drafts[back]?.op !== 'reshape' || !sameDims(drafts[back].shape, whole.shape)) return;
    if (!isPerChannel(drafts[scale], 'multiply') || !isPerChannel(last, 'add')) return;
    const [groups] = seen.shape;
    const { shape, names, text } = last;
    replacements.set(shift, { op: 'group_norm', inputs: [source], fields: { groups }, shape, names, text }); // prettier-ignore
  });
  return rewrite(graph, replacements);
}

function isPerChannel(draft: Draft | undefined, kind: 'multiply' | 'add'): boolean {
  return draft?.op === 'scale' && draft.affine?.kind === kind && draft.affine.perChannel;
}
