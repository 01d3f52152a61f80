import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMistake } from '../../../server/src/language/jsonMistake';

describe('the mistake in a text that is no JSON', () => {
  it.each([
    '{ "a": [1, 2¦,] }'.replace('¦,', ',¦'),
    '{ "a": 1, ¦}',
    '{ "a": 1 ¦"b": 2 }',
    "{ ¦'a': 1 }",
    '{ "a": ¦NaN }',
    '{ "a": 1 }¦]',
    '[1, 2¦}',
    '[1,\n 2,\n ¦x]',
    '[-¦]',
    '[1.¦]',
    '[tr¦ash]',
    '["a¦\n"]',
    '["\\¦q"]',
    '¦hello',
    '{ "a": [1, 2¦',
    '{ "a": "x¦',
    '{ ¦',
  ])('is at the mark: %j', (marked) => {
    expect(jsonMistake(marked.replace('¦', ''))).toBe(marked.indexOf('¦'));
  });

  it('lies behind the end of whatever is cut off, and never behind what is wrong', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        const cut = `[${json}`.slice(0, 1 + (at % (json.length + 1)));
        expect(jsonMistake(cut)).toBe(cut.length);
        expect(jsonMistake(`${cut}\u0001 1`)).toBeLessThanOrEqual(cut.length);
      }),
    );
  });
});
