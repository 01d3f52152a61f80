import { int64, makeConstant, mostValues, type Fold } from './constant';
import { broadcastDims, count, type Constant } from './tensor';

/** Whether a `TensorProto.DataType` holds whole numbers, whose division is cut off. */
export function isWhole(elementType: number): boolean {
  return elementType === 6 || elementType === int64;
}

/** Values of the elements of `dims`, read from a tensor that is broadcast to them. */
export function spread(tensor: Constant, dims: readonly number[]): readonly number[] | undefined {
  const { values } = tensor;
  if (!values || count(dims) > mostValues) return undefined;
  const strides = stridesOf(tensor.dims);
  const offset = dims.length - tensor.dims.length;
  return Array.from({ length: count(dims) }, (_, flat) => {
    let index = 0;
    let rest = flat;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      const size = dims[axis] ?? 1;
      const own = tensor.dims[axis - offset] ?? 1;
      if (own !== 1) index += (rest % size) * (strides[axis - offset] ?? 0);
      rest = Math.floor(rest / size);
    }
    return values[index] ?? 0;
  });
}

function stridesOf(dims: readonly number[]): number[] {
  const strides = dims.map(() => 1);
  for (let i = dims.length - 2; i >= 0; i -= 1)
    strides[i] = (strides[i + 1] ?? 1) * (dims[i + 1] ?? 1);
  return strides;
}

const binary =
  (apply: (a: number, b: number) => number): Fold =>
  ([a, b]) => {
    const dims = a && b && broadcastDims(a.dims, b.dims);
    if (!dims) return undefined;
    const [x, y] = [spread(a, dims), spread(b, dims)];
    const whole = isWhole(a.elementType);
    const values = x && y && x.map((v, i) => apply(v, y[i] ?? 0));
    return makeConstant(dims, a.elementType, whole ? values?.map(Math.trunc) : values);
  };

const unary =
  (apply: (a: number) => number): Fold =>
  ([a]) =>
    a && makeConstant(a.dims, a.elementType, a.values?.map(apply));

const expand: Fold = ([a, target]) => {
  const dims = a && target?.values && broadcastDims(a.dims, target.values);
  return dims && makeConstant(dims, a.elementType, spread(a, dims));
};

const where: Fold = ([condition, a, b]) => {
  const dims = a && b && broadcastDims(a.dims, b.dims);
  const all = dims && condition && broadcastDims(condition.dims, dims);
  if (!all) return undefined;
  const [test, x, y] = [spread(condition, all), spread(a, all), spread(b, all)];
  return makeConstant(all, a.elementType, x && y && test?.map((t, i) => (t ? x[i] : y[i]) ?? 0));
};

/** Element by element arithmetic on constants, by ONNX operator. */
export const arithmeticFolds: Readonly<Record<string, Fold>> = {
  Add: binary((a, b) => a + b), Sub: binary((a, b) => a - b), Mul: binary((a, b) => a * b),
  Div: binary((a, b) => a / b), Pow: binary((a, b) => a ** b),
  Mod: binary((a, b) => a - b * Math.floor(a / b)),
  Min: binary(Math.min), Max: binary(Math.max),
  Equal: binary((a, b) => Number(a === b)), Less: binary((a, b) => Number(a < b)),
  Greater: binary((a, b) => Number(a > b)),
  And: binary((a, b) => Number(a && b)), Or: binary((a, b) => Number(a || b)),
  Not: unary((a) => Number(!a)), Neg: unary((a) => -a), Abs: unary(Math.abs),
  Floor: unary(Math.floor), Ceil: unary(Math.ceil), Round: unary(Math.round),
  Sqrt: unary(Math.sqrt), Reciprocal: unary((a) => 1 / a), Exp: unary(Math.exp),
  Expand: expand, Where: where,
}; // prettier-ignore
