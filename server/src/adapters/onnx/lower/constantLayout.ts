import type { NodeView } from './nodeView';
import { makeConstant, mostValues, type Fold } from './constant';
import { axisOf, count, type Constant } from './tensor';

/** The elements of `a` along an axis, at the places given. */
function take(a: Constant, axis: number, places: readonly number[]): Constant {
  const dims = a.dims.map((d, i) => (i === axis ? places.length : d));
  const { values } = a;
  if (!values || count(dims) > mostValues) return makeConstant(dims, a.elementType);
  const inner = count(a.dims.slice(axis + 1));
  const size = a.dims[axis] ?? 1;
  const outer = count(a.dims.slice(0, axis));
  const taken: number[] = [];
  for (let o = 0; o < outer; o += 1) {
    for (const place of places) {
      for (let i = 0; i < inner; i += 1) taken.push(values[(o * size + place) * inner + i] ?? 0);
    }
  }
  return makeConstant(dims, a.elementType, taken);
}

const gather: Fold = ([a, indices], view) => {
  if (!a || !indices?.values || a.dims.length === 0) return undefined;
  const axis = view.axis(view.number('axis', 0), a.dims.length);
  const places = indices.values.map((i) => axisOf(i, a.dims[axis] ?? 0));
  const found = places.filter((place) => place !== undefined);
  if (found.length < places.length) return undefined;
  const taken = take(a, axis, found);
  const dims = [...a.dims.slice(0, axis), ...indices.dims, ...a.dims.slice(axis + 1)];
  return makeConstant(dims, a.elementType, taken.values);
};

/** A range of places along an axis as `Slice` means it; undefined for impossible steps. */
export function slicePlaces(size: number, start: number, end: number, step: number): number[] {
  const clamp = (value: number, low: number, high: number) =>
    Math.min(Math.max(value < 0 ? value + size : value, low), high);
  const places: number[] = [];
  if (step > 0)
    for (let i = clamp(start, 0, size); i < clamp(end, 0, size); i += step) places.push(i);
  if (step < 0) for (let i = clamp(start, -1, size - 1); i > clamp(end, -1, size - 1); i += step) places.push(i); // prettier-ignore
  return places;
}

const slice: Fold = ([a], view) => {
  const starts = view.given('starts', 1);
  const ends = view.given('ends', 2);
  if (!a || !starts || !ends) return undefined;
  const axes = view.given('axes', 3) ?? starts.map((_, i) => i);
  const steps = view.given('steps', 4) ?? starts.map(() => 1);
  let result = a;
  axes.forEach((named, i) => {
    const axis = view.axis(named, a.dims.length);
    const size = Math.min(result.dims[axis] ?? 0, 1_000_000);
    const places = slicePlaces(size, starts[i] ?? 0, ends[i] ?? 0, steps[i] ?? 1);
    result = take(result, axis, places);
  });
  return result;
};

const concat: Fold = (inputs, view) => {
  const [first] = inputs;
  if (!first) return undefined;
  const axis = view.axis(view.number('axis', 0), first.dims.length);
  const total = inputs.reduce((sum, input) => sum + (input.dims[axis] ?? 0), 0);
  const dims = first.dims.map((d, i) => (i === axis ? total : d));
  const lists = inputs.map((input) => input.values);
  const complete = lists.filter((list) => list !== undefined);
  const joined = axis === 0 && complete.length === lists.length ? complete.flat() : undefined;
  return makeConstant(dims, first.elementType, joined);
};

/** Dimensions after `Reshape`, where 0 keeps a dimension and −1 is what remains. */
export function reshapedDims(
  dims: readonly number[],
  target: readonly number[],
  allowZero: boolean,
): readonly number[] | undefined {
  const kept = target.map((d, i) => (d === 0 && !allowZero ? (dims[i] ?? 0) : d));
  const known = count(kept.filter((d) => d !== -1));
  const total = count(dims);
  if (kept.filter((d) => d === -1).length > 1 || (kept.includes(-1) && total % known))
    return undefined;
  const result = kept.map((d) => (d === -1 ? total / known : d));
  return count(result) === total && result.every((d) => d >= 0) ? result : undefined;
}

const reshape: Fold = ([a], view) => {
  const target = view.given('shape', 1);
  const dims = a && target && reshapedDims(a.dims, target, view.number('allowzero', 0) === 1);
  return dims && makeConstant(dims, a.elementType, a.values);
};

/** Dimensions with axes of length 1 put in. */
export function unsqueezedDims(view: NodeView, dims: readonly number[]): readonly number[] {
  const axes = view.given('axes', 1) ?? [];
  const rank = dims.length + axes.length;
  const added = new Set(axes.map((axis) => view.axis(axis, rank)));
  const rest = [...dims];
  return Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.shift() ?? 1)));
}

/** Dimensions with axes of length 1 left out. */
export function squeezedDims(view: NodeView, dims: readonly number[]): readonly number[] {
  const axes = view.given('axes', 1)?.map((axis) => view.axis(axis, dims.length));
  return dims.filter((d, i) => (axes ? !axes.includes(i) || d !== 1 : d !== 1));
}

const transpose: Fold = ([a], view) => {
  if (!a) return undefined;
  const order = view.numbers('perm') ?? a.dims.map((_, i) => a.dims.length - 1 - i);
  const dims = order.map((axis) => a.dims[axis] ?? 1);
  return makeConstant(dims, a.elementType, a.dims.length < 2 ? a.values : undefined);
};

/** Other layouts and parts of constants, by ONNX operator. */
export const layoutFolds: Readonly<Record<string, Fold>> = {
  Gather: gather, Slice: slice, Concat: concat, Reshape: reshape, Transpose: transpose,
  Unsqueeze: ([a], view) => a && makeConstant(unsqueezedDims(view, a.dims), a.elementType, a.values),
  Squeeze: ([a], view) => a && makeConstant(squeezedDims(view, a.dims), a.elementType, a.values),
  Flatten: ([a], view) => {
    if (!a) return undefined;
    const axis = view.number('axis', 1);
    return makeConstant([count(a.dims.slice(0, axis)), count(a.dims.slice(axis))], a.elementType, a.values);
  },
}; // prettier-ignore
