import type { activationNames } from '../../../../../engine/network/operators';
import type { AttributeSpec } from '../onnxSpec';
import type { Made, OperatorWriter, WriteOperator } from '../operatorWriter';
import { activationPower } from '../power';

/** Name of an activation function. */
type ActivationName = (typeof activationNames)[number];

/** Adds a node of the activation; the one that ends it is added without a part. */
type Add = (
  op: string,
  inputs: readonly string[],
  attributes?: Readonly<Record<string, AttributeSpec>>,
  part?: string,
) => string;

interface Activation {
  readonly value: (x: number) => number;
  readonly write: (x: string, add: Add, to: OperatorWriter, isFlat: boolean) => string;
}

/** An activation that is an ONNX operator. */
const plain = (
  op: string,
  value: Activation['value'],
  attributes?: Readonly<Record<string, AttributeSpec>>,
): Activation => ({ value, write: (x, add) => add(op, [x], attributes) });

const clipped = (low: number, high: number): Activation => ({
  value: (x) => Math.min(Math.max(x, low), high),
  write: (x, add, to) => add('Clip', [x, to.number('least', low), to.number('most', high)]),
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
const hardSigmoid = (x: number) => Math.min(Math.max(x / 6 + 0.5, 0), 1);
const elu = (x: number) => (x > 0 ? x : Math.expm1(x));

const prelu: Activation = {
  value: (x) => (x > 0 ? x : x / 4),
  write(x, add, to, isFlat) {
    const [channels] = to.shape;
    const dims = isFlat ? [channels] : [channels, 1, 1];
    return add('PRelu', [x, to.weight('slope', dims, { center: 0.25, reach: 0.1 })]);
  },
};

const swish: Activation = {
  value: (x) => x * sigmoid(x),
  write: (x, add) => add('Mul', [x, add('Sigmoid', [x], {}, 'gate')]),
};

const mish: Activation = {
  value: (x) => x * Math.tanh(softplus(x)),
  write(x, add) {
    const gate = add('Tanh', [add('Softplus', [x], {}, 'softplus')], {}, 'gate');
    return add('Mul', [x, gate]);
  },
};

/** x · ½ · (1 + erf(x / √2)): an operator of its own only from version 20 on. */
const gelu: Activation = {
  value: (x) => x * sigmoid(1.702 * x),
  write(x, add, to) {
    const scaled = add('Div', [x, to.number('root', Math.SQRT2)], {}, 'scaled');
    const erf = add('Erf', [scaled], {}, 'erf');
    const gate = add('Add', [erf, to.number('one', 1)], {}, 'gate');
    const product = add('Mul', [x, gate], {}, 'product');
    return add('Mul', [product, to.number('half', 0.5)]);
  },
};

/** Every activation: its value, and how ONNX writes it. */
const activations: Readonly<Record<ActivationName, Activation>> = {
  relu: plain('Relu', (x) => Math.max(x, 0)),
  relu6: clipped(0, 6),
  leaky_relu: plain('LeakyRelu', (x) => (x > 0 ? x : x / 10), { alpha: { float: 0.1 } }),
  prelu,
  elu: plain('Elu', elu),
  selu: plain('Selu', (x) => 1.0507 * (x > 0 ? x : 1.6733 * Math.expm1(x))),
  gelu,
  sigmoid: plain('Sigmoid', sigmoid),
  hard_sigmoid: plain('HardSigmoid', hardSigmoid, { alpha: { float: 1 / 6 } }),
  swish,
  hard_swish: plain('HardSwish', (x) => x * hardSigmoid(x)),
  mish,
  softplus: plain('Softplus', softplus),
  tanh: plain('Tanh', Math.tanh),
  exp: plain('Exp', Math.exp),
  sqrt: plain('Sqrt', (x) => Math.sqrt(Math.max(x, 0))),
  abs: plain('Abs', Math.abs),
  negate: plain('Neg', (x) => -x),
  clip: clipped(-2, 2),
};

/** An activation of a tensor, as the operator's main node or as a further part of it. */
export function activate(to: OperatorWriter, x: Made, name: string, part?: string): Made {
  if (!isActivation(name)) throw to.unsupported(`there is no activation “${name}”`);
  const { value, write } = activations[name];
  const add: Add = (op, inputs, attributes, inner = part) => to.add(op, inputs, attributes, inner);
  const made = write(x.name, add, to, x.isFlat);
  return { name: made, isFlat: x.isFlat, power: activationPower(value, x.power) };
}

function isActivation(name: string): name is ActivationName {
  return Object.hasOwn(activations, name);
}

/** An activation as an operator of its own. */
export const activation: WriteOperator = (to, [x]) => activate(to, x, to.attributes.function ?? '');
