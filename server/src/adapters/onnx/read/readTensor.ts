import { OnnxError } from '../onnxError';
import type { OnnxTensor } from './onnxModel';
import type { Span, WireReader } from './wireReader';

/** Tensors of at most this many bytes keep their values, so that shapes can be computed. */
const keptBytes = 4096;
const mostValues = 1024;
const mostAxes = 16;

/** Reads a `TensorProto`; the values of a large one are passed over, not read. */
export function readTensor(wire: WireReader, message: Span): OnnxTensor {
  let name = '';
  let elementType = 0;
  const dims: number[] = [];
  const values: number[] = [];
  let data: Span | undefined;
  let raw: Uint8Array | undefined;
  let external = false;
  let dropped = false;
  const keep = (read: () => number[]) => {
    dropped ||= values.length >= mostValues || wire.length() > keptBytes;
    if (!dropped) values.push(...read());
  };
  wire.walk(message, (field) => {
    switch (field) {
      case 1:
        dims.push(...wire.integers(keptBytes));
        if (dims.length > mostAxes) throw impossible(name, dims);
        break;
      case 2:
        elementType = wire.integer();
        break;
      case 4:
        keep(() => wire.floats(keptBytes));
        break;
      case 5:
      case 7:
        keep(() => wire.integers(keptBytes));
        break;
      case 8:
        name = wire.text();
        break;
      case 9:
        data = wire.span();
        if (data.end - data.start <= keptBytes) raw = wire.bytes(keptBytes).slice();
        break;
      case 14:
        external = wire.integer() === 1;
        break;
    }
  });
  if (!dims.every((d) => d >= 0) || count(dims) > Number.MAX_SAFE_INTEGER) {
    throw impossible(name, dims);
  }
  const known = raw && !external ? decode(raw, elementType) : dropped ? undefined : values;
  const complete = known !== undefined && known.length === count(dims);
  return {
    name,
    elementType,
    dims,
    ...(complete && { values: known }),
    ...(data && !external && { data }),
  };
}

function impossible(name: string, dims: readonly number[]): OnnxError {
  const text = dims.slice(0, mostAxes).join(', ');
  return new OnnxError('onnx-malformed', `tensor “${name}” has impossible dimensions [${text}]`);
}

/** Number of elements. */
export function count(dims: readonly number[]): number {
  return dims.reduce((product, d) => product * d, 1);
}

/** Numbers of raw little-endian values; undefined for types that no shape is computed from. */
function decode(bytes: Uint8Array, elementType: number): number[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = decoders[elementType];
  if (!read) return undefined;
  const [size, at] = read;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => at(view, i * size));
}

type Decoder = readonly [bytes: number, at: (view: DataView, offset: number) => number];

/** By `TensorProto.DataType`. */
const decoders: Readonly<Record<number, Decoder>> = {
  1: [4, (v, at) => v.getFloat32(at, true)],
  2: [1, (v, at) => v.getUint8(at)],
  3: [1, (v, at) => v.getInt8(at)],
  6: [4, (v, at) => v.getInt32(at, true)],
  7: [8, (v, at) => Number(v.getBigInt64(at, true))],
  9: [1, (v, at) => v.getUint8(at)],
  10: [2, (v, at) => halfFloat(v.getUint16(at, true))],
  11: [8, (v, at) => v.getFloat64(at, true)],
};

/** A 16-bit float from its bits. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
