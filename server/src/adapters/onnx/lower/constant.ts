import { count, type Constant } from './tensor';
import type { NodeView } from './nodeView';

/** More values than this are not followed: shapes are short. */
export const mostValues = 4096;

/** How a node makes a constant of constants; undefined where it cannot be told. */
export type Fold = (inputs: readonly Constant[], view: NodeView) => Constant | undefined;

/** `TensorProto.DataType` of whole numbers of 64 bits, which shapes are made of. */
export const int64 = 7;

/** A constant of dimensions, with values only where there are few and one for each element. */
export function makeConstant(
  dims: readonly number[],
  elementType: number,
  values?: readonly number[],
): Constant {
  const keep = values && values.length === count(dims) && values.length <= mostValues;
  return { kind: 'constant', dims, elementType, ...(keep && { values }) };
}
