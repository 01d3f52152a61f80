import type { Shape } from '../../protocol/layersResult';
import type { Graph, GraphNode } from './graph';
import type { Layer } from './network';
import { operatorTraffic } from './operatorCounts';
import { operatorFigures } from './operatorFigures';
import { operators } from './operators';

/**
 * Schedulable layers of a graph: each compute operator begins one, in graph order; every other
 * operator belongs to the layer of its latest input, or to the first where it reads only the
 * network's input. So what a layer reads is there when the layer runs.
 */
export function foldLayers(
  graph: Graph,
  shapes: readonly Shape[],
): { layers: Layer[]; cutBytes: Float64Array } {
  const layerOf = assignLayers(graph);
  const computeNodes = graph.nodes.flatMap((node, i) => (operators[node.op].compute ? [i] : []));
  const members: number[][] = computeNodes.map(() => []);
  layerOf.forEach((layer, node) => members[layer]?.push(node));
  const { cutBytes, lastUse } = liveness(graph, shapes, layerOf, computeNodes.length);
  const enteredBy = new Int32Array(graph.nodes.length + 1).fill(-1);
  const layers = computeNodes.flatMap((main, index) => {
    const compute = graph.nodes[main];
    const nodes = members[index] ?? [];
    const fold = { graph, shapes, layerOf, lastUse, enteredBy, nodes, index, main };
    return compute ? [foldLayer(compute, fold)] : [];
  });
  return { layers, cutBytes };
}

function assignLayers(graph: Graph): Int32Array {
  const layerOf = new Int32Array(graph.nodes.length);
  let next = 0;
  graph.nodes.forEach((node, index) => {
    if (operators[node.op].compute) {
      layerOf[index] = next;
      next += 1;
    } else {
      let latest = 0;
      for (const i of node.inputs) if (i >= 0) latest = Math.max(latest, layerOf[i] ?? 0);
      layerOf[index] = latest;
    }
  });
  return layerOf;
}

const elements = (shape: Shape): number => shape[0] * shape[1] * shape[2];

/** Last layer that reads each tensor (layer count for an output), and the bytes across each cut. */
function liveness(
  graph: Graph,
  shapes: readonly Shape[],
  layerOf: Int32Array,
  count: number,
): { cutBytes: Float64Array; lastUse: Int32Array } {
  const lastUse = new Int32Array(graph.nodes.length).fill(-1);
  let lastUseOfInput = 0;
  graph.nodes.forEach((node, index) => {
    const layer = layerOf[index] ?? 0;
    for (const i of node.inputs) {
      if (i < 0) lastUseOfInput = Math.max(lastUseOfInput, layer);
      else lastUse[i] = Math.max(lastUse[i] ?? 0, layer);
    }
  });
  for (const i of graph.outputs) lastUse[i] = count;

  // Differences first, then their running sum: a tensor may live across thousands of cuts.
  const cutBytes = new Float64Array(count + 2);
  const cross = (from: number, to: number, bytes: number) => {
    if (to < from) return;
    cutBytes[from] = (cutBytes[from] ?? 0) + bytes;
    cutBytes[to + 1] = (cutBytes[to + 1] ?? 0) - bytes;
  };
  cross(0, lastUseOfInput, elements(graph.input) * graph.elementBytes);
  shapes.forEach((shape, index) => {
    cross((layerOf[index] ?? 0) + 1, lastUse[index] ?? 0, elements(shape) * graph.elementBytes);
  });
  for (let cut = 1; cut <= count; cut += 1) {
    cutBytes[cut] = (cutBytes[cut] ?? 0) + (cutBytes[cut - 1] ?? 0);
  }
  return { cutBytes: cutBytes.slice(0, count + 1), lastUse };
}

/** What the folding of one layer needs to know. */
interface Fold {
  readonly graph: Graph;
  readonly shapes: readonly Shape[];
  readonly layerOf: Int32Array;
  readonly lastUse: Int32Array;
  /** Entry i + 1: the last layer that tensor i was found to enter. */
  readonly enteredBy: Int32Array;
  /** Operators of the layer, and which of them is the compute operator. */
  readonly nodes: readonly number[];
  readonly main: number;
  readonly index: number;
}

function foldLayer(compute: GraphNode, fold: Fold): Layer {
  const { graph, shapes, layerOf, lastUse, enteredBy, nodes, main, index } = fold;
  const { elementBytes } = graph;
  const shapeOf = (i: number): Shape => (i < 0 ? graph.input : (shapes[i] ?? graph.input));
  const input = shapeOf(compute.inputs[0] ?? -1);
  const figures = operatorFigures(compute, input, shapeOf(main));

  let parameters = 0;
  let traffic = 0;
  let inputBytes = 0;
  let outputBytes = 0;
  let exit = main;
  for (const i of nodes) {
    const node = graph.nodes[i];
    if (!node) continue;
    const output = shapeOf(i);
    const first = shapeOf(node.inputs[0] ?? -1);
    parameters += (i === main ? figures : operatorFigures(node, first, output)).parameters;
    traffic += operatorTraffic(node, node.inputs.map(shapeOf), output);
    for (const source of node.inputs) {
      if ((source >= 0 && layerOf[source] === index) || enteredBy[source + 1] === index) continue;
      enteredBy[source + 1] = index;
      inputBytes += elements(shapeOf(source)) * elementBytes;
    }
    if ((lastUse[i] ?? -1) > index) {
      outputBytes += elements(output) * elementBytes;
      exit = i;
    }
  }
  const weightBytes = parameters * elementBytes;
  return {
    name: compute.name,
    op: compute.op,
    operatorClass: figures.operatorClass,
    description: figures.description,
    inputShape: input,
    outputShape: shapeOf(exit),
    weight: figures.weight,
    macs: figures.macs,
    parameters,
    weightBytes,
    inputBytes,
    outputBytes,
    trafficBytes: traffic * elementBytes + weightBytes,
    nodes,
    path: compute.path,
  };
}
