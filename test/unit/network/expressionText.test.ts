import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../server/engine/network/expression';
import {
  expressionText,
  fieldTextOf,
  substitute,
  valueExpression,
} from '../../../server/engine/network/expressionText';

const printed = (text: string) => expressionText(parseExpression(`$(${text})`));
const replaced = (text: string, values: Record<string, number | boolean>) =>
  fieldTextOf(
    substitute(parseExpression(text), (name) => {
      const value = values[name];
      return value === undefined ? undefined : valueExpression(value);
    }),
  );

describe('the text of an expression', () => {
  it.each([
    'a + b * c',
    '(a + b) * c',
    'a - (b - c)',
    'a - b - c',
    'not a and b',
    'not (a and b)',
    '-(a + b)',
    '-a * b',
    '(not a) == b',
    'a if b else c if d else e',
    '(a if b else c) if d else e',
    'a if (b if c else d) else e',
    '1 + (a if b else c)',
    'a // b % c / d',
    'a <= b and c >= d or e != 1.5',
  ])('%s stays as it is', (text) => {
    expect(printed(text)).toBe(text);
  });

  it('means what it was made from', () => {
    const leaf = fc.constantFrom('a', 'b', '1', '2.5', 'true');
    const text = fc.letrec<{ any: string }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc
          .tuple(
            tie('any'),
            fc.constantFrom('+', '-', '*', '//', '<', '==', 'and', 'or'),
            tie('any'),
          )
          .map(([l, op, r]) => `(${l}) ${op} (${r})`),
        tie('any').map((x) => `not (${x})`),
        tie('any').map((x) => `-(${x})`),
        fc
          .tuple(tie('any'), tie('any'), tie('any'))
          .map(([x, y, z]) => `(${x}) if (${y}) else (${z})`),
      ),
    })).any;
    const withoutPlaces = (expression: unknown) =>
      JSON.stringify(expression, (key, value: unknown) =>
        key === 'start' || key === 'end' ? undefined : value,
      );
    fc.assert(
      fc.property(text, (source) => {
        const expression = parseExpression(`$(${source})`);
        const again = parseExpression(`$(${expressionText(expression)})`);
        expect(withoutPlaces(again)).toBe(withoutPlaces(expression));
      }),
    );
  });
});

describe('names that get a meaning', () => {
  it.each<[string, Record<string, number | boolean>, string]>([
    ['$width', { width: 64 }, '64'],
    ['$(4 * width)', { width: 64 }, '256'],
    ['$(4 * width)', { stride: 1 }, '$(4 * width)'],
    ['$(2 if first else 1)', { first: true }, '2'],
    ['$(shortcut if project else input)', { project: false }, '$input'],
    ['$(a if first else index + 1)', { first: false, index: 3 }, '4'],
    ['$(first and wide)', { first: true }, '$wide'],
    ['$(first and wide)', { first: false }, 'false'],
    ['$(1 // n)', { n: 0 }, '$(1 // 0)'],
    ['$(n - 2)', { n: 1 }, '-1'],
  ])('%s with %j is %s', (text, values, expected) => {
    expect(replaced(text, values)).toBe(expected);
  });
});
