import { OnnxError } from '../onnxError';
import { nodeText, type OnnxModel, type OnnxNode } from '../read/onnxModel';

/**
 * The nodes that lead to an output, in topological order; in the file's order where that is one.
 * @throws OnnxError where two nodes make the same tensor, or nodes wait for each other in a circle.
 */
export function orderNodes(model: OnnxModel): OnnxNode[] {
  return nodeOrder(model).flatMap((index) => model.nodes[index] ?? []);
}

/** The same as indices into the model's nodes. */
export function nodeOrder(model: OnnxModel): number[] {
  const maker = new Map<string, number>();
  model.nodes.forEach((node, index) => {
    for (const name of node.outputs) {
      if (name === '') continue;
      if (maker.has(name)) {
        throw new OnnxError(
          'onnx-malformed',
          `${nodeText(node)}: “${name}” is already made by another node`,
        );
      }
      maker.set(name, index);
    }
  });
  const sources = model.nodes.map(({ inputs }) => {
    const makers = inputs.map((name) => maker.get(name)).filter((index) => index !== undefined);
    return [...new Set(makers)];
  });
  const order = topologicalOrder(model, sources);
  const needed = new Uint8Array(model.nodes.length);
  for (const { name } of model.outputs) {
    const index = maker.get(name);
    if (index !== undefined) needed[index] = 1;
  }
  for (const index of [...order].reverse()) {
    if (needed[index]) for (const source of sources[index] ?? []) needed[source] = 1;
  }
  return order.filter((index) => needed[index]);
}

function topologicalOrder(model: OnnxModel, sources: readonly (readonly number[])[]): number[] {
  const readers = model.nodes.map((): number[] => []);
  const waiting = Int32Array.from(sources, (list) => list.length);
  sources.forEach((list, index) => {
    for (const source of list) readers[source]?.push(index);
  });
  const inFileOrder = sources.every((list, index) => list.every((source) => source < index));
  if (inFileOrder) return model.nodes.map((_, index) => index);
  const order: number[] = [];
  const ready = model.nodes.flatMap((_, index) => (waiting[index] ? [] : [index]));
  for (let next = 0; next < ready.length; next += 1) {
    const index = ready[next] ?? 0;
    order.push(index);
    for (const reader of readers[index] ?? []) {
      waiting[reader] = (waiting[reader] ?? 0) - 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  if (order.length === model.nodes.length) return order;
  const stuck = model.nodes.find((_, index) => (waiting[index] ?? 0) > 0);
  const where = stuck ? nodeText(stuck) : 'the graph';
  throw new OnnxError(
    'onnx-malformed',
    `${where}: it waits for its own output (the graph is cyclic)`,
  );
}
