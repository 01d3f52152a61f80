import { operators, takesActivation } from '../../../../engine/network/operators';
import { isPart, type Draft } from '../lower/draft';
import { countReaders, rewrite, type DraftGraph, type Replacement } from './draftGraph';

/**
 * Batch normalisation moves into the convolution before it, and an activation into the operator
 * before it, wherever nothing else reads what lies between.
 */
export function fuseIntoProducers(graph: DraftGraph): DraftGraph {
  return fuse(fuse(graph, normalization), activation);
}

/** Fields that a producer takes over from its reader, or undefined where it cannot. */
type Takeover = (reader: Draft, producer: Draft) => Draft['fields'] | undefined;

const normalization: Takeover = (reader, { op, fields }) =>
  reader.op === 'batch_norm' && !isPart(op) && operators[op].compute && isBare(fields)
    ? { batch_norm: true }
    : undefined;

const activation: Takeover = (reader, { op, fields }) =>
  reader.op === 'activation' &&
  !isPart(op) &&
  takesActivation(op) &&
  fields['activation'] === undefined
    ? { activation: reader.fields['function'] }
    : undefined;

function isBare(fields: Draft['fields']): boolean {
  return fields['batch_norm'] === undefined && fields['activation'] === undefined;
}

function fuse(graph: DraftGraph, takeover: Takeover): DraftGraph {
  const readers = countReaders(graph);
  const replacements = new Map<number, Replacement>();
  graph.drafts.forEach((reader, index) => {
    const source = reader.inputs[0] ?? -1;
    const producer = graph.drafts[source];
    if (!producer || readers[source] !== 1 || replacements.has(source)) return;
    const taken = takeover(reader, producer);
    if (!taken) return;
    replacements.set(source, { ...producer, fields: { ...producer.fields, ...taken } });
    replacements.set(index, source);
  });
  return rewrite(graph, replacements);
}
