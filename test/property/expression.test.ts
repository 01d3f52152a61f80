import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../../server/engine/network/evaluateExpression';
import { ExpressionError, parseExpression } from '../../server/engine/network/expression';
import { randomExpression, type Outcome } from './randomExpression';

describe('an expression', () => {
  const known: Readonly<Record<string, Outcome>> = { width: 64, a: 3, b: -2, first: true, _x1: 0 };

  const evaluated = (text: string): Outcome => {
    try {
      const value = evaluateExpression(parseExpression(text), (name) =>
        Object.hasOwn(known, name) ? known[name] : undefined,
      );
      if (typeof value === 'string') throw new Error(`${text} gave a word`);
      return value;
    } catch (error) {
      if (error instanceof ExpressionError) return undefined;
      throw error;
    }
  };

  it('has the value of its tree', () => {
    fc.assert(
      fc.property(randomExpression, ({ text, value }) => {
        const expected = value(known);
        fc.pre(typeof expected !== 'number' || Number.isFinite(expected));
        expect(evaluated(`$(${text})`)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read or refused, whatever it is', () => {
    const piece = fc.constantFrom(
      '(', ')', 'a', 'if', 'else', 'not', 'and', '-', '//', '1', '.5', '==', '<', '$', '"', ' ', '\n', '𝒙', '1e9',
    ); // prettier-ignore
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 300 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (inner) => {
        const value = evaluated(`$(${inner})`);
        expect(['number', 'boolean', 'undefined']).toContain(typeof value);
      }),
      { numRuns: 1000 },
    );
  });
});
