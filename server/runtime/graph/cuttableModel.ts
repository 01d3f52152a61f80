import type { Shape } from '../../protocol/layersResult';
import { findInput } from '../../src/adapters/onnx/lower/findInput';
import { nodeOrder } from '../../src/adapters/onnx/lower/orderNodes';
import type { ByteSource } from '../../src/adapters/onnx/read/byteSource';
import type { OnnxModel } from '../../src/adapters/onnx/read/onnxModel';
import { readModel } from '../../src/adapters/onnx/read/readModel';
import { computedTensors } from '../../src/adapters/onnx/readOnnx';
import { constantNode, layerOfNodes } from './layerOfNodes';
import { modelParts, type ModelParts } from './modelParts';
import type { TensorSpec } from './tensorSpec';

/** An ONNX model that can be cut before any of its layers. */
export interface CuttableModel {
  readonly model: OnnxModel;
  readonly parts: ModelParts;
  readonly layerCount: number;
  readonly input: TensorSpec;
  /** Names of the tensors that leave the network. */
  readonly outputs: readonly string[];
  /** Nodes that lead to an output, in topological order, as indices. */
  readonly order: readonly number[];
  /** Layer of each node; constantNode for one that depends on no input. */
  readonly layerOf: Int32Array;
  /** Node that makes each tensor. */
  readonly makerOf: ReadonlyMap<string, number>;
}

/** Tensors of the layers `start` … `end` − 1 as a stage. */
export interface StageTensors {
  /** What the stage reads and does not make. */
  readonly inputs: readonly string[];
  /** What it makes and what later stages, or the caller, read. */
  readonly outputs: readonly string[];
  /** What was made before and is only read later: it passes by. */
  readonly passing: readonly string[];
}

/**
 * Reads a model for cutting; weights stay where they are.
 * @param shape channels, height and width where the model leaves them open.
 * @throws OnnxError where the model is no CNN that can be read.
 */
export function cuttableModel(source: ByteSource, shape?: Shape): CuttableModel {
  const model = readModel(source);
  const input = findInput(model, shape);
  const computed = computedTensors(model, shape);
  const order = nodeOrder(model);
  const makerOf = new Map<string, number>();
  for (const index of order) {
    for (const name of model.nodes[index]?.outputs ?? []) makerOf.set(name, index);
  }
  return {
    model,
    parts: modelParts(source),
    layerCount: computed.length,
    input: { name: input.name, elementType: input.elementType, dims: input.dims },
    outputs: model.outputs.map(({ name }) => name).filter((name) => makerOf.has(name)),
    order,
    layerOf: layerOfNodes(model, order, input.name, computed),
    makerOf,
  };
}

/** Every tensor that is live across the cut before layer `cut`, the network's input first. */
export function liveTensors(cuttable: CuttableModel, cut: number): string[] {
  const { layerCount, outputs, layerOf, makerOf } = cuttable;
  const isMadeBefore = (name: string) => {
    if (name === cuttable.input.name) return true;
    const layer = layerOf[makerOf.get(name) ?? -1] ?? constantNode;
    return layer !== constantNode && layer < cut;
  };
  const needed = new Set<string>();
  for (const { inputs, layer } of featureNodes(cuttable)) {
    if (layer >= cut) for (const name of inputs) if (isMadeBefore(name)) needed.add(name);
  }
  // An output that is there before the end passes by the stages that follow.
  for (const name of outputs) if (cut <= layerCount && isMadeBefore(name)) needed.add(name);
  return [...needed];
}

/** What goes into and out of a stage. */
export function stageTensors(cuttable: CuttableModel, start: number, end: number): StageTensors {
  const before = liveTensors(cuttable, start);
  const after = new Set(liveTensors(cuttable, end));
  const read = new Set<string>();
  for (const { inputs, layer } of featureNodes(cuttable)) {
    if (layer >= start && layer < end) for (const name of inputs) read.add(name);
  }
  return {
    inputs: before.filter((name) => read.has(name)),
    outputs: [...after].filter((name) => !before.includes(name)),
    passing: before.filter((name) => after.has(name)),
  };
}

/** Every tensor that is live across some cut: what a stage may have to know the shape of. */
export function crossingTensors(cuttable: CuttableModel): string[] {
  const { layerOf, makerOf, outputs } = cuttable;
  const madeIn = (name: string) => layerOf[makerOf.get(name) ?? -1] ?? constantNode;
  const names = new Set(outputs.filter((name) => madeIn(name) !== constantNode));
  for (const { inputs, layer } of featureNodes(cuttable)) {
    for (const name of inputs) {
      const made = madeIn(name);
      if (made !== constantNode && made < layer) names.add(name);
    }
  }
  return [...names];
}

function featureNodes({ model, order, layerOf }: CuttableModel) {
  return order.flatMap((index) => {
    const layer = layerOf[index] ?? constantNode;
    const inputs = model.nodes[index]?.inputs ?? [];
    return layer === constantNode ? [] : [{ inputs, layer }];
  });
}
