import type { OnnxModel, OnnxNode } from '../../src/adapters/onnx/read/onnxModel';

/** A node that depends on no input: every stage that needs it has its own copy. */
export const constantNode = -1;

/**
 * The schedulable layer of every node. A node that computes a layer begins it; every other node
 * belongs to the latest layer of its inputs, as in foldLayers, so stages at any cut are whole.
 * @param order nodes in topological order, as indices.
 * @param computed for each layer the tensor that its compute operator makes.
 */
export function layerOfNodes(
  model: OnnxModel,
  order: readonly number[],
  inputName: string,
  computed: readonly string[],
): Int32Array {
  const layerOfTensor = new Map<string, number>([[inputName, 0]]);
  const layerComputing = new Map(computed.map((tensor, layer) => [tensor, layer]));
  const layers = new Int32Array(model.nodes.length).fill(constantNode);
  for (const index of order) {
    const node = model.nodes[index];
    if (!node) continue;
    const layer = Math.max(latest(node, layerOfTensor), begun(node, layerComputing));
    layers[index] = layer;
    if (layer === constantNode) continue;
    for (const output of node.outputs) layerOfTensor.set(output, layer);
  }
  return layers;
}

function latest({ inputs }: OnnxNode, layerOfTensor: ReadonlyMap<string, number>): number {
  return inputs.reduce(
    (last, name) => Math.max(last, layerOfTensor.get(name) ?? constantNode),
    constantNode,
  );
}

function begun({ outputs }: OnnxNode, layerComputing: ReadonlyMap<string, number>): number {
  return outputs.reduce(
    (last, name) => Math.max(last, layerComputing.get(name) ?? constantNode),
    constantNode,
  );
}
