import type { Tensor } from 'onnxruntime-node';

/** How a tensor's bytes are seen: ONNX Runtime's name of the type, and its typed array. */
interface ElementType {
  readonly name: 'float32' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool' | 'float16' | 'float64';
  readonly bytes: number;
  view(bytes: ArrayBuffer): Tensor.DataType;
}

/** By `TensorProto.DataType`: the types that may cross a cut. */
const elementTypes: Readonly<Record<number, ElementType>> = {
  1: { name: 'float32', bytes: 4, view: (bytes) => new Float32Array(bytes) },
  2: { name: 'uint8', bytes: 1, view: (bytes) => new Uint8Array(bytes) },
  3: { name: 'int8', bytes: 1, view: (bytes) => new Int8Array(bytes) },
  6: { name: 'int32', bytes: 4, view: (bytes) => new Int32Array(bytes) },
  7: { name: 'int64', bytes: 8, view: (bytes) => new BigInt64Array(bytes) },
  9: { name: 'bool', bytes: 1, view: (bytes) => new Uint8Array(bytes) },
  10: { name: 'float16', bytes: 2, view: (bytes) => new Uint16Array(bytes) },
  11: { name: 'float64', bytes: 8, view: (bytes) => new Float64Array(bytes) },
};

/** The element type of a number in a model. @throws where no such tensor can cross a cut. */
export function elementType(type: number): ElementType {
  const known = elementTypes[type];
  if (!known) throw new Error(`Tensors of element type ${type} cannot pass between stages.`);
  return known;
}

/** The number in a model for ONNX Runtime's name of a type. */
export function elementTypeNamed(name: string): number {
  const found = Object.entries(elementTypes).find(([, type]) => type.name === name);
  if (!found) throw new Error(`Tensors of the type ${name} cannot pass between stages.`);
  return Number(found[0]);
}

/** Bytes of a tensor. */
export function tensorBytes({
  elementType: type,
  dims,
}: {
  readonly elementType: number;
  readonly dims: readonly number[];
}): number {
  return dims.reduce((product, d) => product * d, elementType(type).bytes);
}
