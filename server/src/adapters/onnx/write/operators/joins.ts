import type { Operand, OperatorWriter, WriteOperator } from '../operatorWriter';
import type { Power } from '../power';

/** Names of operands that fit each other: with two axes where all have two. */
function aligned(to: OperatorWriter, inputs: readonly Operand[]): (operand: Operand) => string {
  return inputs.every(({ isFlat }) => isFlat) ? ({ name }) => name : (operand) => to.map(operand);
}

const allFlat = (inputs: readonly Operand[]) => inputs.every(({ isFlat }) => isFlat);

const add: WriteOperator = (to, inputs) => {
  const names = inputs.map(aligned(to, inputs));
  const power = inputs.reduce((sum, input) => sum + input.power, 0);
  return {
    name: to.add(names.length === 2 ? 'Add' : 'Sum', names),
    isFlat: allFlat(inputs),
    power,
  };
};

/**
 * An operator of two inputs, applied one after the other. The input that is there last comes into
 * the first step, so that every step belongs to the layer of the whole.
 */
const chain =
  (op: 'Sub' | 'Mul' | 'Div', power: (a: Power, b: Power) => Power): WriteOperator =>
  (to, [first, ...others]) => {
    const name = aligned(to, [first, ...others]);
    const latest = [...others].sort((a, b) => b.layer - a.layer);
    const made = latest.reduce(
      (before, input, i) => ({
        name: to.add(
          op,
          [before.name, name(input)],
          {},
          i === latest.length - 1 ? undefined : `step${i + 1}`,
        ),
        power: power(before.power, input.power),
      }),
      { name: name(first), power: first.power },
    );
    return { ...made, isFlat: allFlat([first, ...others]) };
  };

const matmul: WriteOperator = (to, [a, b = a]) => ({
  name: to.add('MatMul', [to.map(a), to.map(b)]),
  isFlat: false,
  power: a.shape[2] * a.power * b.power,
});

const concat: WriteOperator = (to, inputs) => {
  const names = inputs.map(aligned(to, inputs));
  const elements = inputs.map(({ shape: [channels, height, width] }) => channels * height * width);
  const total = elements.reduce((sum, count) => sum + count, 0);
  const power = inputs.reduce(
    (sum, input, i) => sum + (input.power * (elements[i] ?? 0)) / total,
    0,
  );
  return { name: to.add('Concat', names, { axis: 1 }), isFlat: allFlat(inputs), power };
};

/** Operators of several inputs. */
export const joins = {
  add,
  subtract: chain('Sub', (a, b) => a + b),
  multiply: chain('Mul', (a, b) => a * b),
  divide: chain('Div', (a, b) => a / b),
  matmul,
  concat,
} as const;
