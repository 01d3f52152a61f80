import { createRandom } from '../../../../engine/core/random';
import type { GraphNode } from '../../../../engine/network/graph';
import type { Network } from '../../../../engine/network/network';
import type { OperatorName } from '../../../../engine/network/operators';
import type { Shape } from '../../../../protocol/layersResult';
import { OnnxError } from '../onnxError';
import type { OnnxGraphSpec, OnnxValueSpec } from './onnxSpec';
import { activate, activation } from './operators/activations';
import { convolutions } from './operators/convolutions';
import { joins } from './operators/joins';
import { layout } from './operators/layout';
import { normalizations, normalize } from './operators/normalizations';
import { pools } from './operators/pools';
import {
  OperatorWriter,
  type Made,
  type ModelParts,
  type Operand,
  type WriteOperator,
} from './operatorWriter';
import { boundedPower } from './power';

const operatorWriters: Readonly<Record<OperatorName, WriteOperator>> = {
  ...convolutions, ...pools, ...joins, ...layout, ...normalizations, activation,
}; // prettier-ignore

/** `TensorProto.DataType` of activations and weights, by their bytes. */
const elementTypes: Readonly<Record<number, number>> = { 2: 10, 4: 1 };

/**
 * A network as an ONNX graph whose nodes are named as its operators, with seeded weights.
 * @throws OnnxError for what ONNX cannot express, or what no run would compute.
 */
export function onnxGraph(network: Network, seed: number): OnnxGraphSpec {
  const { graph, shapes } = network;
  const elementType = elementTypes[graph.elementBytes];
  if (elementType === undefined) {
    throw new OnnxError('not-in-onnx', 'quantised networks cannot be written; leave out `precision`', ['precision']); // prettier-ignore
  }
  checkReaders(network);
  const model: ModelParts = {
    nodes: [],
    initializers: [],
    random: createRandom(seed),
    elementType,
  };
  const image: Operand = { name: 'input', shape: graph.input, isFlat: false, power: 1, layer: -1 };
  const layerOf = layersOf(network);
  const made: Operand[] = [];
  graph.nodes.forEach((node, index) => {
    const shape = shapes[index] ?? graph.input;
    const inputs = node.inputs.map((i) => made[i] ?? image);
    made.push({ ...written(model, node, shape, inputs), shape, layer: layerOf[index] ?? 0 });
  });
  const value = ({ name, shape, isFlat }: Operand): OnnxValueSpec => {
    return { name, dims: isFlat ? [1, shape[0]] : [1, ...shape], type: elementType };
  };
  return {
    name: graph.name,
    nodes: model.nodes,
    initializers: model.initializers,
    inputs: [value(image)],
    outputs: graph.outputs.flatMap((index) => made[index] ?? []).map(value),
  };
}

/** Writes an operator, then the batch normalisation and the activation that are fused with it. */
function written(
  model: ModelParts,
  node: GraphNode,
  shape: Shape,
  [first, ...others]: readonly Operand[],
): Made {
  const to = new OperatorWriter(model, node, shape);
  const { batchNorm = false, activation: after } = node.attributes;
  if (!first) throw to.unsupported('there is no input');
  let made = bounded(operatorWriters[node.op](to, [first, ...others]));
  if (batchNorm) made = bounded(normalize(to, made, 'batch_norm'));
  if (after !== undefined) made = bounded(activate(to, made, after, 'activation'));
  return made;
}

function bounded(made: Made): Made {
  return { ...made, power: boundedPower(made.power) };
}

/** Schedulable layer of each operator. */
function layersOf({ graph, layers }: Network): Int32Array {
  const layerOf = new Int32Array(graph.nodes.length);
  layers.forEach(({ nodes }, layer) => nodes.forEach((node) => (layerOf[node] = layer)));
  return layerOf;
}

/** Whoever runs a model leaves out what leads to no output, and so would miss layers. */
function checkReaders({ graph }: Network): void {
  const read = new Uint8Array(graph.nodes.length);
  for (const { inputs } of graph.nodes) for (const i of inputs) if (i >= 0) read[i] = 1;
  for (const i of graph.outputs) read[i] = 1;
  const dead = graph.nodes.find((_, i) => !read[i]);
  if (!dead) return;
  const message = `nothing reads what ${dead.name} computes, so that no model would compute it`;
  throw new OnnxError('not-in-onnx', message, dead.path);
}
