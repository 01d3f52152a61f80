import { Tensor } from 'onnxruntime-node';
import type { TensorSpec } from '../graph/tensorSpec';
import { elementType } from './elementTypes';

/** Bytes as ONNX Runtime takes them. Only threads may import this: their host loads no native code. */
export function tensorOf(spec: Omit<TensorSpec, 'name'>, bytes: ArrayBuffer): Tensor {
  const type = elementType(spec.elementType);
  return new Tensor(type.name, type.view(bytes), spec.dims);
}
