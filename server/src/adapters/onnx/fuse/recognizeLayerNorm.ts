import type { Draft } from '../lower/draft';
import {
  countReaders,
  rewrite,
  soleReaders,
  type DraftGraph,
  type Replacement,
} from './draftGraph';

/**
 * Finds layer normalisations that the exporter took apart: (x − mean) / √(mean of its square + ε),
 * then a scale and a shift for each channel.
 */
export function recognizeLayerNorm(graph: DraftGraph): DraftGraph {
  const { drafts } = graph;
  const next = soleReaders(graph, countReaders(graph));
  const replacements = new Map<number, Replacement>();
  drafts.forEach((_, index) => {
    const input = normalizedBy(drafts, index);
    const scale = next[index] ?? -1;
    const shift = next[scale] ?? -1;
    const last = drafts[shift];
    if (input === undefined || !last) return;
    if (!isPerChannel(drafts[scale], 'multiply') || !isPerChannel(last, 'add')) return;
    const { shape, names, text } = last;
    replacements.set(shift, { op: 'layer_norm', inputs: [input], fields: {}, shape, names, text });
  });
  return rewrite(graph, replacements);
}

/** The input of a normalisation that ends in a division. */
function normalizedBy(drafts: readonly Draft[], index: number): number | undefined {
  const before = (at: number | undefined, op: Draft['op']) => {
    const draft = drafts[at ?? -1];
    return draft?.op === op ? draft.inputs : [];
  };
  const [centred, deviation] = before(index, 'divide');
  const [raised] = drafts[deviation ?? -1]?.fields['function'] === 'sqrt' ? before(deviation, 'activation') : []; // prettier-ignore
  const [variance] = drafts[raised ?? -1]?.affine?.kind === 'add' ? before(raised, 'scale') : [];
  const [square] = before(variance, 'channel_mean');
  const [x, mean] = before(centred, 'subtract');
  const factors = before(square, 'multiply');
  const isSquare = factors.length === 2 && factors.every((factor) => factor === centred);
  const isMean = mean !== undefined && before(mean, 'channel_mean')[0] === x;
  return isSquare && isMean ? x : undefined;
}

function isPerChannel(draft: Draft | undefined, kind: 'multiply' | 'add'): boolean {
  const isWhole = draft?.affine?.perChannel === true || draft?.shape[0] === 1;
  return draft?.op === 'scale' && draft.affine?.kind === kind && isWhole;
}
