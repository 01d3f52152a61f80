import type { Graph } from './graph';
import { sameAttributes } from './writing/layerFields';

/** Whether two graphs compute the same; names and places of declaration do not matter. */
export function sameGraph(a: Graph, b: Graph): boolean {
  const sameList = (x: readonly number[], y: readonly number[]) =>
    x.length === y.length && x.every((value, i) => value === y[i]);
  return (
    sameList(a.input, b.input) &&
    a.elementBytes === b.elementBytes &&
    sameList(a.outputs, b.outputs) &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, i) => {
      const other = b.nodes[i];
      return (
        other?.op === node.op &&
        sameList(node.inputs, other.inputs) &&
        sameAttributes(node.attributes, other.attributes)
      );
    })
  );
}
