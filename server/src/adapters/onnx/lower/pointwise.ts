import type { Lowering, Lowerings } from './lowering';

const activation =
  (name: string): Lowering =>
  (view, to) =>
    to.pointwise(view, 'activation', view.feature(), { function: name });

const clip: Lowering = (view, to) => {
  const bound = (name: string, index: number) =>
    view.inputs[index] ? view.given(name, index)?.[0] : view.number(name, NaN);
  const low = bound('min', 1);
  const high = bound('max', 2);
  const bounded = (value: number | undefined) => value !== undefined && Math.abs(value) < 1e30;
  if (!bounded(low) && !bounded(high)) return view.feature();
  const relu = low === 0 ? (high === 6 ? 'relu6' : bounded(high) ? 'clip' : 'relu') : 'clip';
  return to.pointwise(view, 'activation', view.feature(), { function: relu });
};

const hardSigmoid: Lowering = (view, to) => {
  const sixth = Math.abs(view.number('alpha', 0.2) - 1 / 6) < 1e-3;
  const fields = { function: 'hard_sigmoid' };
  return to.pointwise(view, 'activation', view.feature(), fields, { sixth });
};

const same: Lowering = (view) => view.feature();

const activations: Readonly<Record<string, string>> = {
  Relu: 'relu', LeakyRelu: 'leaky_relu', ThresholdedRelu: 'relu', PRelu: 'prelu', Elu: 'elu',
  Celu: 'elu', Selu: 'selu', Gelu: 'gelu', Sigmoid: 'sigmoid', HardSwish: 'hard_swish',
  Swish: 'swish', Mish: 'mish', Softplus: 'softplus', Tanh: 'tanh', Exp: 'exp', Sqrt: 'sqrt',
  Abs: 'abs', Neg: 'negate',
}; // prettier-ignore

/** Activations, and what only passes its input on. */
export const pointwise: Lowerings = {
  ...Object.fromEntries(Object.entries(activations).map(([op, name]) => [op, activation(name)])),
  Clip: clip,
  HardSigmoid: hardSigmoid,
  Erf: (view, to) => to.pointwise(view, 'erf', view.feature()),
  Identity: same,
  Dropout: same,
  Cast: same,
  CastLike: same,
};
