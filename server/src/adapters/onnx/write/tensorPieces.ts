import type protobuf from 'protobufjs/minimal';
import { halfBits } from './halfFloat';
import type { ExternalSpec, OnnxTensorSpec } from './onnxSpec';
import { bytesOf, fieldHead, message, text, type Pieces } from './wire';

/** Bytes of an element of raw data, by `TensorProto.DataType`. */
const elementBytes: Readonly<Record<number, number>> = { 1: 4, 7: 8, 10: 2 };

/** A tensor's message; raw data that is made in pieces stays in pieces. */
export function tensorPieces(tensor: OnnxTensorSpec): Pieces {
  const { type = 1, data } = tensor;
  const head = bytesOf((writer) => encodeHead(writer, tensor));
  if (tensor.external || (tensor.as ?? 'raw') !== 'raw') {
    return { length: head.length, pieces: () => [head] };
  }
  const raw = data ?? rawData(tensor.values ?? zeros(tensor.dims), type);
  const rawHead = fieldHead(9, raw.length);
  return {
    length: head.length + rawHead.length + raw.length,
    *pieces() {
      yield head;
      yield rawHead;
      yield* raw.pieces();
    },
  };
}

/** Everything but raw data. */
function encodeHead(writer: protobuf.Writer, tensor: OnnxTensorSpec): void {
  const { dims, type = 1, values = [], as, external } = tensor;
  message(writer, 1, (inner) => dims.forEach((d) => inner.int64(d)));
  writer.uint32(16).int32(type);
  if (as === 'typed' && type === 7) {
    message(writer, 7, (inner) => values.forEach((value) => inner.int64(value)));
  } else if (as === 'typed') {
    message(writer, 4, (inner) => values.forEach((value) => inner.float(value)));
  }
  text(writer, 8, tensor.name);
  if (external) encodeExternal(writer, external);
}

function encodeExternal(writer: protobuf.Writer, external: ExternalSpec): void {
  for (const [key, value] of Object.entries(external)) {
    message(writer, 13, (inner) => {
      text(inner, 1, key);
      text(inner, 2, String(value));
    });
  }
  writer.uint32(112).int32(1);
}

function rawData(values: readonly number[], type: number): Pieces {
  const size = elementBytes[type] ?? 4;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) => {
    if (type === 7) view.setBigInt64(i * size, BigInt(value), true);
    else if (type === 10) view.setUint16(i * size, halfBits(value), true);
    else if (type === 1) view.setFloat32(i * size, value, true);
  });
  const bytes = new Uint8Array(view.buffer);
  return { length: bytes.length, pieces: () => [bytes] };
}

function zeros(dims: readonly number[]): number[] {
  return new Array<number>(dims.reduce((product, d) => product * d, 1)).fill(0);
}
