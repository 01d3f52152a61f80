import { arithmeticFolds, isWhole } from './constantArithmetic';
import { int64, makeConstant, mostValues, type Fold } from './constant';
import { layoutFolds } from './constantLayout';
import type { NodeView } from './nodeView';
import { count, dimsOf, type Constant, type Tensor } from './tensor';

/**
 * The constant that a node makes of constants, such as a shape computed from shapes, or a weight in
 * another layout. Undefined where the node depends on the network's input or is not known here.
 */
export function foldConstant(view: NodeView): Constant | undefined {
  const { op } = view.node;
  const known = view.inputs.filter((input) => input !== undefined);
  if ((op === 'Shape' || op === 'Size') && known[0]) return shape(view, known[0]);
  const constants = known.filter((input) => input.kind === 'constant');
  if (constants.length < known.length || !Object.hasOwn(folds, op)) return undefined;
  const made = folds[op]?.(constants, view);
  // A weight in another layout keeps its name: layers are named after their weights.
  const name = Object.hasOwn(layoutFolds, op) ? constants[0]?.name : view.node.outputs[0];
  return made && (name === undefined ? made : { ...made, name });
}

function shape(view: NodeView, tensor: Tensor): Constant {
  const dims = dimsOf(tensor);
  if (view.node.op === 'Size') return makeConstant([], int64, [count(dims)]);
  const end = view.number('end', dims.length);
  const part = dims.slice(view.number('start', 0), end);
  return makeConstant([part.length], int64, part);
}

const same: Fold = ([a]) => a;

const constantOfShape: Fold = ([a], view) => {
  const value = view.tensor('value');
  if (!a?.values) return undefined;
  const dims = a.values;
  if (!dims.every((d) => Number.isSafeInteger(d) && d >= 0)) return undefined;
  const elements = count(dims);
  const fill = value?.values?.[0] ?? 0;
  const few = elements <= mostValues;
  const values = few ? Array.from({ length: elements }, () => fill) : undefined;
  return makeConstant(dims, value?.elementType ?? 1, values);
};

const range: Fold = (inputs) => {
  const [start, limit, step] = inputs.map((input) => input.values?.[0]);
  if (start === undefined || limit === undefined || !step) return undefined;
  const length = Math.max(0, Math.ceil((limit - start) / step));
  if (length > mostValues) return makeConstant([length], int64);
  return makeConstant(
    [length],
    inputs[0]?.elementType ?? int64,
    Array.from({ length }, (_, i) => start + i * step),
  );
};

const constant: Fold = (_, view) => {
  const tensor = view.tensor('value');
  if (tensor) return makeConstant(tensor.dims, tensor.elementType, tensor.values);
  for (const [name, elementType] of [['value_int', int64], ['value_float', 1]] as const) {
    if (view.node.attributes.has(name)) return makeConstant([], elementType, [view.number(name, 0)]);
  }
  const list = view.numbers('value_ints') ?? view.numbers('value_floats');
  return list && makeConstant([list.length], view.numbers('value_ints') ? int64 : 1, list);
}; // prettier-ignore

const folds: Readonly<Record<string, Fold>> = {
  ...arithmeticFolds,
  ...layoutFolds,
  Constant: constant, ConstantOfShape: constantOfShape, Range: range,
  Identity: same, Dropout: same, CastLike: same,
  Cast: ([a], view) => {
    const to = view.number('to', a?.elementType ?? int64);
    return a && makeConstant(a.dims, to, isWhole(to) ? a.values?.map(Math.trunc) : a.values);
  },
  ReduceProd: ([a], view) =>
    a?.dims.length === 1 && a.values
      ? makeConstant(view.number('keepdims', 1) ? [1] : [], a.elementType, [count(a.values)])
      : undefined,
}; // prettier-ignore
