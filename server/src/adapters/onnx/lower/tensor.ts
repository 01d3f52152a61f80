import type { Shape } from '../../../../protocol/layersResult';

/** A tensor whose values do not depend on the network's input. */
export interface Constant {
  readonly kind: 'constant';
  readonly dims: readonly number[];
  readonly elementType: number;
  /** In row-major order; absent where they are many or were not read. */
  readonly values?: readonly number[];
  /** Name of the weight that it was, for naming what uses it. */
  readonly name?: string;
}

/**
 * A tensor that flows through the network: what a draft computes, seen with other dimensions.
 * Reshaping and transposing only change this view; data moves when an operator needs it so.
 */
export interface Feature {
  readonly kind: 'feature';
  /** Index of the draft; −1 is the network's input. */
  readonly source: number;
  /** Dimensions over the source's values in row-major order, the batch of 1 included. */
  readonly base: readonly number[];
  /** Axis i of the tensor is axis `order[i]` of `base`; absent where they are the same. */
  readonly order?: readonly number[];
}

/** What flows along an edge of a model: a constant whose values are known, or a feature. */
export type Tensor = Constant | Feature;

/** The tensor's dimensions as ONNX sees them. */
export function dimsOf(tensor: Tensor): readonly number[] {
  if (tensor.kind === 'constant') return tensor.dims;
  return tensor.order?.map((axis) => tensor.base[axis] ?? 1) ?? tensor.base;
}

/** Number of elements. */
export function count(dims: readonly number[]): number {
  return dims.reduce((product, d) => product * d, 1);
}

/** Channels, height and width for dimensions: a batch of 1 is left out, missing axes are 1. */
export function shapeOf(dims: readonly number[]): Shape {
  const [channels = 1, height = 1, ...rest] =
    dims.length > 1 && dims[0] === 1 ? dims.slice(1) : dims;
  return [channels, height, count(rest)];
}

/** Whether `base` is the source's own shape with a batch of 1, so that axis 1 is the channels. */
export function isPlain(base: readonly number[], shape: Shape): boolean {
  return base.length > 1 && base[0] === 1 && sameDims(shapeOf(base), shape);
}

/** Axis of a source's shape that an axis of the feature is, whole and alone; undefined for another. */
export function sourceAxis(
  { base, order }: Feature,
  axis: number,
  shape: Shape,
): 0 | 1 | 2 | undefined {
  const own = order?.[axis] ?? axis;
  const before = count(base.slice(0, own));
  return ([0, 1, 2] as const).find((i) => {
    return shape[i] === base[own] && count(shape.slice(0, i)) === before;
  });
}

/** Whether two shapes are equal, dimension by dimension; absent ones are empty. */
export function sameDims(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}

/** `feature` with its axes in another order; axes of length 1 move freely. */
export function transposed(feature: Feature, permutation: readonly number[]): Feature {
  const { source, base } = feature;
  const order = permutation.map((axis) => feature.order?.[axis] ?? axis);
  const long = order.filter((axis) => base[axis] !== 1);
  const moves = long.some((axis, i) => i > 0 && axis < (long[i - 1] ?? 0));
  if (moves) return { kind: 'feature', source, base, order };
  return { kind: 'feature', source, base: order.map((axis) => base[axis] ?? 1) };
}

/** Dimensions of an element-by-element operation on both, or undefined where they do not fit. */
export function broadcastDims(
  a: readonly number[],
  b: readonly number[],
): readonly number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const dims: number[] = [];
  for (let i = 0; i < rank; i += 1) {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return undefined;
    dims.push(x === 1 ? y : x);
  }
  return dims;
}

/** `axis` from 0, where negative ones count from the end; undefined where there is none. */
export function axisOf(axis: number, rank: number): number | undefined {
  const positive = axis < 0 ? axis + rank : axis;
  return Number.isInteger(positive) && positive >= 0 && positive < rank ? positive : undefined;
}
