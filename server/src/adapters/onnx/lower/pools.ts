import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import type { Lowerer } from './lowerer';
import { dimsOf, isPlain, type Feature } from './tensor';
import { windowFields } from './window';

const pool =
  (op: 'max_pool' | 'average_pool'): Lowering =>
  (view, to) => {
    const kernel = view.numbers('kernel_shape') ?? [];
    const feature = view.feature();
    const axes = dimsOf(feature).length;
    if (axes !== kernel.length + 2) {
      throw view.error(
        'onnx-malformed',
        `an input of ${axes} axes for a ${kernel.length}-D kernel`,
      );
    }
    const { dilation, ...fields } = windowFields(view, kernel);
    const spread = op === 'average_pool' ? {} : { dilation };
    if (op === 'average_pool' && view.numbers('dilations')?.some((d) => d !== 1)) {
      throw view.unsupported('a dilated average');
    }
    const ceil = view.number('ceil_mode', 0) === 1;
    const source = to.materialize(view, feature);
    const made = to.emit(view, op, [source], { ...fields, ...spread, ceil });
    return { kind: 'feature', source: made, base: [1, ...to.shape(made)].slice(0, axes) };
  };

const globalPool =
  (op: 'global_max_pool' | 'global_average_pool'): Lowering =>
  (view, to) => {
    const feature = view.feature();
    const dims = dimsOf(feature);
    const source = to.materialize(view, feature);
    const made = to.emit(view, op, [source]);
    return { kind: 'feature', source: made, base: dims.map((d, i) => (i === 1 ? d : 1)) };
  };

/** Operators that reduce over height and width, over one of them, and over the channels. */
interface Reduction {
  readonly all: 'global_max_pool' | 'global_average_pool';
  readonly some: 'max_pool' | 'average_pool';
  readonly channels: 'channel_max' | 'channel_mean';
}

const mean = { all: 'global_average_pool', some: 'average_pool', channels: 'channel_mean' } as const; // prettier-ignore
const largest = { all: 'global_max_pool', some: 'max_pool', channels: 'channel_max' } as const;

/**
 * A mean or a maximum: a global pool, a pool, or over the channels.
 * @param axesOf the axes that the node names.
 */
const reduce =
  (
    reduction: Reduction,
    axesOf = (view: NodeView) => view.given('axes', 1),
    input: (view: NodeView, to: Lowerer) => Feature = (view) => view.feature(),
  ) =>
  (view: NodeView, to: Lowerer): Feature => {
    const feature = input(view, to);
    const dims = dimsOf(feature);
    const given = axesOf(view) ?? dims.map((_, i) => i);
    const axes = given
      .map((axis) => view.axis(axis, dims.length))
      .filter((axis) => dims[axis] !== 1);
    const reduced = reduceAxes(view, to, feature, axes, reduction);
    if (view.number('keepdims', 1)) return reduced;
    const settled = to.settle(view, reduced);
    const gone = new Set(given.map((axis) => view.axis(axis, dims.length)));
    return { ...settled, base: settled.base.filter((_, i) => !gone.has(i)) };
  };

function reduceAxes(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  axes: readonly number[],
  { all, some, channels }: Reduction,
): Feature {
  if (axes.length === 0) return feature;
  const { source, base, order } = to.plain(view, feature);
  const inBase = axes.map((axis) => order?.[axis] ?? axis);
  const left = base.map((d, axis) => (inBase.includes(axis) ? 1 : d));
  const reduced = (made: number): Feature => {
    return { kind: 'feature', source: made, base: left, ...(order && { order }) };
  };
  if (inBase.join() === '1' && isPlain(base, to.shape(source))) {
    return reduced(to.emit(view, channels, [source]));
  }
  if (inBase.some((axis) => axis < 2) || !isPlain(base, to.shape(source)) || base.length > 4) {
    throw view.unsupported('a reduction over other axes than channels, or height and width');
  }
  const [, height, width] = to.shape(source);
  const kernel = [inBase.includes(2) ? height : 1, inBase.includes(3) ? width : 1];
  const global = kernel[0] === height && (kernel[1] ?? 1) === width;
  const made = global
    ? to.emit(view, all, [source])
    : to.emit(view, some, [source], { kernel, stride: kernel });
  return reduced(made);
}

/** The square of what is reduced. */
function squared(view: NodeView, to: Lowerer): Feature {
  const feature = view.feature();
  return { ...feature, source: to.emit(view, 'multiply', [feature.source, feature.source]) };
}

/** A mean times a number: a sum. */
const scaled =
  (lowering: (view: NodeView, to: Lowerer) => Feature): Lowering =>
  (view, to) =>
    to.pointwise(view, 'scale', lowering(view, to), { parameters: 0 });

const rooted =
  (lowering: (view: NodeView, to: Lowerer) => Feature): Lowering =>
  (view, to) =>
    to.pointwise(view, 'activation', lowering(view, to), { function: 'sqrt' });

/** Pools, and reductions that are pools. */
export const pools: Lowerings = {
  MaxPool: pool('max_pool'),
  AveragePool: pool('average_pool'),
  GlobalAveragePool: globalPool('global_average_pool'),
  GlobalMaxPool: globalPool('global_max_pool'),
  ReduceMean: reduce(mean),
  ReduceMax: reduce(largest),
  ReduceSum: scaled(reduce(mean)),
  ReduceSumSquare: scaled(reduce(mean, undefined, squared)),
  ReduceL2: rooted(reduce(mean, undefined, squared)),
  ArgMax: reduce(largest, (view) => [view.number('axis', 0)]),
};
