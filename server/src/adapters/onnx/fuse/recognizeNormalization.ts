import { operators } from '../../../../engine/network/operators';
import { isPart, type Draft } from '../lower/draft';
import {
  countReaders,
  rewrite,
  soleReaders,
  type DraftGraph,
  type Replacement,
} from './draftGraph';

/**
 * Finds biases and batch normalisations that the exporter took apart: a run of operations with one
 * constant for each channel that multiplies and adds is a batch normalisation, or part of the one
 * before it; an addition right after a convolution without bias is its bias.
 */
export function recognizeNormalization(graph: DraftGraph): DraftGraph {
  const { drafts } = graph;
  const readers = countReaders(graph);
  const replacements = new Map<number, Replacement>();
  const inRun = new Uint8Array(drafts.length);
  const next = soleReaders(graph, readers);
  drafts.forEach((draft, start) => {
    if (inRun[start] || !isPerChannel(draft)) return;
    const run = [start];
    for (let index = next[start] ?? -1; index >= 0; index = next[index] ?? -1) {
      if (!isPerChannel(drafts[index])) break;
      run.push(index);
    }
    for (const index of run) inRun[index] = 1;
    const source = draft.inputs[0] ?? -1;
    const producer = drafts[source];
    if (producer?.op === 'batch_norm' && readers[source] === 1) {
      // Caffe has scale and shift in a layer of their own.
      replacements.set(run.at(-1) ?? start, source);
      return;
    }
    const kinds = run.map((index) => additive(drafts[index]));
    // Subtracting comes from a mean; a bias is added.
    const bias =
      draft.affine?.kind === 'add' && producer && takesBias(producer) && readers[source] === 1;
    const rest = bias ? run.slice(1) : run;
    const left = bias ? kinds.slice(1) : kinds;
    const normalizes = left.includes(true) && left.includes(false);
    if (bias && (rest.length === 0 || normalizes)) {
      replacements.set(source, { ...producer, fields: { ...producer.fields, bias: true } });
      replacements.set(start, source);
    }
    if (!normalizes) return;
    const end = rest.at(-1) ?? start;
    const last = drafts[end] ?? draft;
    const { shape, names, text } = last;
    replacements.set(end, { op: 'batch_norm', inputs: [source], fields: {}, shape, names, text });
  });
  return rewrite(graph, replacements);
}

function isPerChannel(draft: Draft | undefined): boolean {
  return draft?.op === 'scale' && draft.affine?.perChannel === true;
}

function additive(draft: Draft | undefined): boolean {
  return draft?.affine?.kind === 'add' || draft?.affine?.kind === 'subtract';
}

function takesBias({ op, fields }: Draft): boolean {
  return !isPart(op) && operators[op].compute && fields['bias'] === false;
}
