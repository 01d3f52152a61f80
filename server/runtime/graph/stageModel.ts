import type { ByteSource } from '../../src/adapters/onnx/read/byteSource';
import type { Span } from '../../src/adapters/onnx/read/wireReader';
import { encodeValue } from '../../src/adapters/onnx/write/encodeModel';
import { tensorPieces } from '../../src/adapters/onnx/write/tensorPieces';
import { bytesOf, fieldHead, joined } from '../../src/adapters/onnx/write/wire';
import { constantNode } from './layerOfNodes';
import type { CuttableModel } from './cuttableModel';
import { crossingTensors, stageTensors } from './cuttableModel';
import type { ReadExternal } from './externalBeside';
import type { ExternalData, InitializerPart, RawData } from './modelParts';
import type { TensorSpec } from './tensorSpec';

/** A model of some of the nodes of another. */
interface Selection {
  readonly nodes: readonly number[];
  readonly inputs: readonly TensorSpec[];
  /** Without a type where it is not known yet. */
  readonly outputs: readonly (TensorSpec | string)[];
}

/** Where the bytes of a model are. */
export interface ModelBytes {
  readonly source: ByteSource;
  readonly readExternal: ReadExternal;
  /**
   * Name of the model's file: large weights are then left in it, and ONNX Runtime maps them from
   * there. Null: weights are copied.
   */
  readonly fileName: string | null;
}

/** Raw data of fewer bytes is copied: shapes and the like must be known before weights are. */
const leastLeftBytes = 4096;

/**
 * The layers `start` … `end` − 1 as an ONNX model of their own: nodes and weights are copied as
 * bytes or left where they are, weights from files beside the model are put into it.
 * @param specs of every tensor that crosses a cut, see {@link probeModel}.
 */
export function stageModel(
  cuttable: CuttableModel,
  bytes: ModelBytes,
  specs: ReadonlyMap<string, TensorSpec>,
  start: number,
  end: number,
): Uint8Array {
  const { order, layerOf } = cuttable;
  const { inputs, outputs } = stageTensors(cuttable, start, end);
  const own = order.filter((index) => {
    const layer = layerOf[index] ?? constantNode;
    return layer !== constantNode && layer >= start && layer < end;
  });
  const specOf = (name: string): TensorSpec => {
    const spec = name === cuttable.input.name ? cuttable.input : specs.get(name);
    if (!spec) throw new Error(`The shape of the tensor “${name}” is not known.`);
    return spec;
  };
  return encode(cuttable, bytes, {
    nodes: withConstants(cuttable, own, outputs),
    inputs: inputs.map(specOf),
    outputs: outputs.map(specOf),
  });
}

/** The whole model with every tensor that crosses a cut as an output: one run tells their shapes. */
export function probeModel(cuttable: CuttableModel, bytes: ModelBytes): Uint8Array {
  return encode(cuttable, bytes, {
    nodes: cuttable.order,
    inputs: [cuttable.input],
    outputs: crossingTensors(cuttable),
  });
}

/** The whole model with its own outputs, and nothing that leads to none. */
export function wholeModel(cuttable: CuttableModel, bytes: ModelBytes): Uint8Array {
  return encode(cuttable, bytes, {
    nodes: cuttable.order,
    inputs: [cuttable.input],
    outputs: cuttable.outputs,
  });
}

/** The nodes with the constants that they, or the outputs, are made from; in topological order. */
function withConstants(
  { model, order, layerOf, makerOf }: CuttableModel,
  own: readonly number[],
  outputs: readonly string[],
): number[] {
  const chosen = new Set(own);
  const waiting = [...own.flatMap((index) => model.nodes[index]?.inputs ?? []), ...outputs];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const maker = makerOf.get(name);
    if (maker === undefined || chosen.has(maker) || layerOf[maker] !== constantNode) continue;
    chosen.add(maker);
    waiting.push(...(model.nodes[maker]?.inputs ?? []));
  }
  return order.filter((index) => chosen.has(index));
}

function encode(
  { model, parts }: CuttableModel,
  bytes: ModelBytes,
  { nodes, inputs, outputs }: Selection,
): Uint8Array {
  const copy = ({ start, end }: Span) => bytes.source.read(start, end - start).slice();
  const graph: Uint8Array[] = [];
  const add = (field: number, value: Uint8Array) =>
    graph.push(fieldHead(field, value.length), value);
  const used = new Set<string>();
  for (const index of nodes) {
    const span = parts.nodes[index];
    if (span) add(1, copy(span));
    for (const name of model.nodes[index]?.inputs ?? []) used.add(name);
  }
  add(2, new TextEncoder().encode('stage'));
  for (const name of used) {
    const part = parts.initializers.get(name);
    if (part) add(part.field, initializer(part, bytes, copy));
  }
  for (const input of inputs) add(11, valueInfo(input));
  for (const output of outputs) add(12, valueInfo(output));
  const length = graph.reduce((sum, piece) => sum + piece.length, 0);
  return joined([...parts.head.map(copy), fieldHead(7, length), ...graph]);
}

function initializer(
  { span, external, raw }: InitializerPart,
  { readExternal, fileName }: ModelBytes,
  copy: (span: Span) => Uint8Array,
): Uint8Array {
  if (external) return inlined(external, readExternal);
  const isLarge = raw !== undefined && raw.span.end - raw.span.start >= leastLeftBytes;
  return isLarge && fileName !== null ? left(raw, fileName) : copy(span);
}

/** A weight whose values stay in the model's file. */
function left({ span, name, elementType: type, dims }: RawData, location: string): Uint8Array {
  const external = { location, offset: span.start, length: span.end - span.start };
  return joined([...tensorPieces({ name, dims, type, external }).pieces()]);
}

/** A weight with its values in it. */
function inlined(external: ExternalData, readExternal: ReadExternal): Uint8Array {
  const { name, elementType: type, dims } = external;
  const values = readExternal(external);
  const data = { length: values.length, pieces: () => [values] };
  return joined([...tensorPieces({ name, dims, type, data }).pieces()]);
}

function valueInfo(tensor: TensorSpec | string): Uint8Array {
  if (typeof tensor === 'string') return bytesOf((writer) => encodeValue(writer, { name: tensor }));
  const { name, elementType: type, dims } = tensor;
  return bytesOf((writer) => encodeValue(writer, { name, type, dims }));
}
