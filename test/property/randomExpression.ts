import fc from 'fast-check';

/** A value of an expression; undefined where it has none. */
export type Outcome = number | boolean | undefined;

/** A random expression: its text, and what it is worth for the given names. */
export interface RandomExpression {
  /** Binding strength of the outermost operator: a weaker one inside needs parentheses. */
  readonly binding: number;
  readonly text: string;
  readonly value: (names: Readonly<Record<string, Outcome>>) => Outcome;
}

const atom = 9;
const parenthesized = ({ binding, text }: RandomExpression, least: number) =>
  binding < least ? `(${text})` : text;

const numbers = fc
  .constantFrom(0, 1, 2, 3, 7, 10, 0.5, 2.25)
  .map<RandomExpression>((n) => ({ binding: atom, text: String(n), value: () => n }));
const booleans = fc
  .boolean()
  .map<RandomExpression>((b) => ({ binding: atom, text: String(b), value: () => b }));
const names = fc
  .constantFrom('width', 'a', 'b', 'first', 'unknown', '_x1')
  .map<RandomExpression>((name) => ({ binding: atom, text: name, value: (known) => known[name] }));

/** How two numbers combine; undefined for no value. */
const arithmetic: Readonly<Record<string, (a: number, b: number) => Outcome>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '//': (a, b) => (b === 0 ? undefined : Math.floor(a / b)),
  '%': (a, b) => (b === 0 ? undefined : a - b * Math.floor(a / b)),
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

function binary(operator: string, a: RandomExpression, b: RandomExpression): RandomExpression {
  const binding = '+-'.includes(operator) ? 5 : ['*', '/', '//', '%'].includes(operator) ? 6 : 4;
  return {
    binding,
    text: `${parenthesized(a, binding)}${operator}${parenthesized(b, binding + 1)}`,
    value: (known) => {
      const [left, right] = [a.value(known), b.value(known)];
      if (left === undefined || right === undefined) return undefined;
      if (operator === '==') return left === right;
      if (operator === '!=') return left !== right;
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return arithmetic[operator]?.(left, right);
    },
  };
}

function logical(operator: 'and' | 'or', a: RandomExpression, b: RandomExpression): RandomExpression {
  const binding = operator === 'or' ? 1 : 2;
  return {
    binding,
    text: `${parenthesized(a, binding)} ${operator} ${parenthesized(b, binding + 1)}`,
    value: (known) => {
      const left = a.value(known);
      if (typeof left !== 'boolean') return undefined;
      if (left === (operator === 'or')) return left;
      const right = b.value(known);
      return typeof right === 'boolean' ? right : undefined;
    },
  };
} // prettier-ignore

const { expression } = fc.letrec<{ expression: RandomExpression }>((tie) => {
  const inner = tie('expression');
  const operators = fc.constantFrom(...Object.keys(arithmetic), '==', '!=');
  const words = fc.constantFrom<'and' | 'or'>('and', 'or');
  return {
    expression: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.oneof(numbers, names, booleans),
      fc.tuple(operators, inner, inner).map(([operator, a, b]) => binary(operator, a, b)),
      fc.tuple(words, inner, inner).map(([operator, a, b]) => logical(operator, a, b)),
      inner.map<RandomExpression>((a) => ({
        binding: 3,
        text: `not ${parenthesized(a, 3)}`,
        value: (known) => {
          const operand = a.value(known);
          return typeof operand === 'boolean' ? !operand : undefined;
        },
      })),
      inner.map<RandomExpression>((a) => ({
        binding: 7,
        text: `-${parenthesized(a, 7)}`,
        value: (known) => {
          const operand = a.value(known);
          return typeof operand === 'number' ? -operand : undefined;
        },
      })),
      fc.tuple(inner, inner, inner).map<RandomExpression>(([then, condition, otherwise]) => ({
        binding: 0,
        text: `${parenthesized(then, 1)} if ${parenthesized(condition, 1)} else ${otherwise.text}`,
        value: (known) => {
          const chosen = condition.value(known);
          if (typeof chosen !== 'boolean') return undefined;
          return chosen ? then.value(known) : otherwise.value(known);
        },
      })),
    ),
  };
});

/** Expressions of every operator, with no more parentheses than their meaning needs. */
export const randomExpression: fc.Arbitrary<RandomExpression> = expression;
