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

/** Mean or maximum over height and width (a global pool) or over one of them (a pool). */
const reduce =
  (all: 'global_max_pool' | 'global_average_pool', some: 'max_pool' | 'average_pool'): Lowering =>
  (view, to) => {
    const dims = dimsOf(view.feature());
    const given = view.given('axes', 1) ?? dims.map((_, i) => i);
    const axes = given
      .map((axis) => view.axis(axis, dims.length))
      .filter((axis) => dims[axis] !== 1);
    const reduced = reduceAxes(view, to, axes, { all, some });
    if (view.number('keepdims', 1)) return reduced;
    const settled = to.settle(view, reduced);
    const gone = new Set(given.map((axis) => view.axis(axis, dims.length)));
    return { ...settled, base: settled.base.filter((_, i) => !gone.has(i)) };
  };

function reduceAxes(
  view: NodeView,
  to: Lowerer,
  axes: readonly number[],
  { all, some }: { all: Parameters<typeof globalPool>[0]; some: Parameters<typeof pool>[0] },
): Feature {
  const feature = view.feature();
  if (axes.length === 0) return feature;
  const { source, base, order } = to.plain(view, feature);
  const inBase = axes.map((axis) => order?.[axis] ?? axis);
  const left = base.map((d, axis) => (inBase.includes(axis) ? 1 : d));
  const reduced = (made: number): Feature => {
    return { kind: 'feature', source: made, base: left, ...(order && { order }) };
  };
  if (inBase.join() === '1' && isPlain(base, to.shape(source)) && all === 'global_average_pool') {
    return reduced(to.emit(view, 'channel_mean', [source]));
  }
  if (inBase.some((axis) => axis < 2) || !isPlain(base, to.shape(source)) || base.length > 4) {
    throw view.unsupported('a reduction over other axes than height and width');
  }
  const [, height, width] = to.shape(source);
  const kernel = [inBase.includes(2) ? height : 1, inBase.includes(3) ? width : 1];
  const global = kernel[0] === height && (kernel[1] ?? 1) === width;
  const made = global
    ? to.emit(view, all, [source])
    : to.emit(view, some, [source], { kernel, stride: kernel });
  return reduced(made);
}

/** Pools, and reductions that are pools. */
export const pools: Lowerings = {
  MaxPool: pool('max_pool'),
  AveragePool: pool('average_pool'),
  GlobalAveragePool: globalPool('global_average_pool'),
  GlobalMaxPool: globalPool('global_max_pool'),
  ReduceMean: reduce('global_average_pool', 'average_pool'),
  ReduceMax: reduce('global_max_pool', 'max_pool'),
};
