import type protobuf from 'protobufjs/minimal';
import { tensorPieces } from './tensorPieces';
import type { AttributeSpec, OnnxGraphSpec, OnnxNodeSpec, OnnxValueSpec } from './onnxSpec';
import { bytesOf, fieldHead, joined, message, text, type Pieces } from './wire';

/** What a model says of itself. */
export interface ModelHead {
  /** Version of the format. Default 8. */
  readonly version?: number;
  /** Version of the standard operators. Default 17. */
  readonly opset?: number;
  /** Program that made it. */
  readonly producer?: string;
}

/** The bytes of an ONNX model in pieces; its length is known before the first is made. */
export function modelPieces(
  graph: OnnxGraphSpec,
  { version = 8, opset = 17, producer }: ModelHead,
): Pieces {
  const before = bytesOf((writer) => {
    writer.uint32(8).int64(version);
    text(writer, 2, producer);
    message(writer, 8, (inner) => inner.uint32(16).int64(opset));
  });
  const nodes = bytesOf((writer) => encodeNodes(writer, graph));
  const values = bytesOf((writer) => encodeValues(writer, graph));
  const tensors = (graph.initializers ?? []).map((tensor) => {
    const { length, pieces } = tensorPieces(tensor);
    return { head: fieldHead(5, length), length, pieces };
  });
  const weights = tensors.reduce((sum, tensor) => sum + tensor.head.length + tensor.length, 0);
  const length = nodes.length + weights + values.length;
  const graphHead = fieldHead(7, length);
  return {
    length: before.length + graphHead.length + length,
    *pieces() {
      yield joined([before, graphHead, nodes]);
      for (const tensor of tensors) {
        yield tensor.head;
        yield* tensor.pieces();
      }
      yield values;
    },
  };
}

/** The bytes of an ONNX model as one. */
export function encodeModel(graph: OnnxGraphSpec, head: ModelHead = {}): Uint8Array {
  return joined([...modelPieces(graph, head).pieces()]);
}

function encodeNodes(writer: protobuf.Writer, { nodes, name }: OnnxGraphSpec): void {
  for (const node of nodes) message(writer, 1, (inner) => encodeNode(inner, node));
  text(writer, 2, name);
}

function encodeValues(writer: protobuf.Writer, { inputs, outputs }: OnnxGraphSpec): void {
  for (const value of inputs) message(writer, 11, (inner) => encodeValue(inner, value));
  for (const value of outputs) message(writer, 12, (inner) => encodeValue(inner, value));
}

function encodeNode(writer: protobuf.Writer, node: OnnxNodeSpec): void {
  for (const name of node.inputs) text(writer, 1, name);
  for (const name of node.outputs) text(writer, 2, name);
  text(writer, 3, node.name);
  text(writer, 4, node.op);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    message(writer, 5, (inner) => encodeAttribute(inner, name, value));
  }
  text(writer, 7, node.domain);
}

function encodeAttribute(writer: protobuf.Writer, name: string, value: AttributeSpec): void {
  text(writer, 1, name);
  const type = (kind: number) => writer.uint32(160).int32(kind);
  if (typeof value === 'number') {
    writer.uint32(24).int64(value);
    type(2);
  } else if (typeof value === 'string') {
    text(writer, 4, value);
    type(3);
  } else if ('float' in value) {
    writer.uint32(21).float(value.float);
    type(1);
  } else if ('tensor' in value) {
    writer.uint32(42).bytes(joined([...tensorPieces(value.tensor).pieces()]));
    type(4);
  } else if ('graph' in value) {
    message(writer, 6, (inner) => {
      encodeNodes(inner, value.graph);
      encodeValues(inner, value.graph);
    });
    type(5);
  } else {
    const whole = value.every(Number.isInteger);
    for (const item of value) {
      if (whole) writer.uint32(64).int64(item);
      else writer.uint32(61).float(item);
    }
    type(whole ? 7 : 6);
  }
}

/** Writes a `ValueInfoProto`: a tensor's name and, where known, its type and dimensions. */
export function encodeValue(writer: protobuf.Writer, { name, dims, type }: OnnxValueSpec): void {
  text(writer, 1, name);
  if (!dims && type === undefined) return;
  message(writer, 2, (typeProto) =>
    message(typeProto, 1, (tensor) => {
      tensor.uint32(8).int32(type ?? 1);
      if (!dims) return;
      message(tensor, 2, (shape) => {
        for (const d of dims) {
          message(shape, 1, (dim) => {
            if (typeof d === 'string') text(dim, 2, d);
            else dim.uint32(8).int64(d);
          });
        }
      });
    }),
  );
}
