import type { CuttableModel } from './cuttableModel';
import { constantNode } from './layerOfNodes';

/**
 * Tells the layer of a node by the name under which ONNX Runtime ran it; null where no name tells.
 * What the runtime makes of nodes is named after one of them, or after a tensor that one makes, with
 * more behind it (`conv1_nchwc`, `fc/MatMulAddFusion`); a node without a name is its operator and its
 * number (`Relu_5`).
 */
export function nodeNames({
  model,
  order,
  layerOf,
}: CuttableModel): (name: string) => number | null {
  const layers = new Map<string, number>();
  const add = (name: string, layer: number) => {
    if (name !== '' && !layers.has(name)) layers.set(name, layer);
  };
  const known = order.flatMap((index) => {
    const node = model.nodes[index];
    const layer = layerOf[index] ?? constantNode;
    return node && layer !== constantNode ? [{ index, node, layer }] : [];
  });
  for (const { node, layer } of known) add(node.name, layer);
  for (const { node, layer } of known) for (const output of node.outputs) add(output, layer);
  for (const { index, node, layer } of known)
    if (node.name === '') add(`${node.op}_${index}`, layer);
  return (given) => {
    const name = given.replace(/^fused /, '');
    for (let end = name.length; end > 0; end = boundaryBefore(name, end)) {
      const layer = layers.get(name.slice(0, end));
      if (layer !== undefined) return layer;
    }
    return null;
  };
}

/** Where the name's last part begins, with the sign before it. */
function boundaryBefore(name: string, end: number): number {
  return Math.max(name.lastIndexOf('_', end - 1), name.lastIndexOf('/', end - 1));
}
