import { expect, test } from 'vitest';
import { evaluateExpression } from '../../../server/engine/network/evaluateExpression';
import {
  ExpressionError,
  namesIn,
  parseExpression,
} from '../../../server/engine/network/expression';

const scope = new Map<string, number | boolean | string>([
  ['width', 64],
  ['first', true],
  ['index', 3],
  ['act', 'relu'],
]);
const valueOf = (text: string) => evaluateExpression(parseExpression(text), (n) => scope.get(n));

test.each([
  ['$width', 64],
  ['$(4 * width)', 256],
  ['$(2 if first else 1)', 2],
  ['$(2 if not first else 1 if index > 2 else 0)', 1],
  ['$(1 + 2 * 3 - 4)', 3],
  ['$(10 - 3 - 2)', 5],
  ['$(-7 // 2)', -4],
  ['$(-7 % 3)', 2],
  ['$(7 / 2)', 3.5],
  ['$(-2 * -3)', 6],
  ['$(not first or index == 3 and width >= 64)', true],
  ['$(first and index != 3)', false],
  ['$((1 + 2) * (3 + 4))', 21],
  ['$act', 'relu'],
  ['$(1.5 * 2)', 3],
  ['$( width )', 64],
])('%s is %s', (text, value) => {
  expect(valueOf(text)).toBe(value);
});

test.each([
  ['$(1 +', /ends/],
  ['$(1) 2', /unexpected “2”/],
  ['$(a b)', /expected “\)”/],
  ['$(1; 2)', /unexpected “;”/],
  ['$', /write \$name/],
  ['$(if)', /found “if”/],
  ['$(1 / 0)', /division by zero/],
  ['$(7 % 0)', /division by zero/],
  ['$(first + 1)', /expected a number/],
  ['$(1 if 1 else 2)', /expected true or false/],
  ['$missing', /not known here/],
  [`$(${'('.repeat(100)}1${')'.repeat(100)})`, /nested too deeply/],
  [`$(${'-'.repeat(100)}1)`, /nested too deeply/],
  [`$(${'9'.repeat(400)})`, /too large/],
  [`$(${'1+'.repeat(600)}1)`, /too long/],
])('%s is refused', (text, says) => {
  expect(() => valueOf(text)).toThrow(ExpressionError);
  expect(() => valueOf(text)).toThrow(says);
});

test('the untaken branch is not evaluated', () => {
  expect(valueOf('$(1 if first else missing / 0)')).toBe(1);
  expect(valueOf('$(first or missing)')).toBe(true);
});

test('names are told with the offsets that an editor needs', () => {
  const names = namesIn(parseExpression('$(width if first else input)'));
  expect(names).toEqual(new Set(['width', 'first', 'input']));
  const name = parseExpression('$(  width)');
  expect(name).toEqual({ kind: 'name', name: 'width', start: 4, end: 9 });
});
