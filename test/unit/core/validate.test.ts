import { Type } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../server/engine/core/validate';

const closed = { additionalProperties: false };
const speed = Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Literal('fast')], {
  expects: 'a number above 0, or fast',
});
const schema = Type.Object(
  {
    name: Type.String({ description: 'What it is called.' }),
    speed: Type.Optional(speed),
    cores: Type.Optional(Type.Union([Type.Integer(), Type.Array(Type.Integer())])),
    parts: Type.Optional(Type.Array(Type.Object({ size: Type.Integer({ minimum: 1 }) }, closed))),
    named: Type.Optional(Type.Record(Type.String(), Type.Boolean())),
  },
  closed,
);

const lines = (data: unknown) =>
  validate(schema, data).map((p) => `${p.code} ${p.path.join('.')}: ${p.message}`);

describe('validate', () => {
  it('finds nothing wrong with what fits', () => {
    const data = {
      name: 'a',
      speed: 'fast',
      cores: [0, 1],
      parts: [{ size: 1 }],
      named: { x: true },
    };
    expect(lines(data)).toEqual([]);
  });

  it('suggests the key that was meant, and does not call it missing as well', () => {
    const [only, ...others] = validate(schema, { nmae: 'a' });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      code: 'unknown-key',
      path: ['nmae'],
      on: 'key',
      suggestion: 'name',
    });
    expect(only?.message).toBe("Unknown key 'nmae': did you mean `name`?");
  });

  it('lists the known keys where none is near', () => {
    const [only] = validate(schema, { name: 'a', zzz: 1 });
    expect(only?.message).toContain('known are `name`, `speed`');
    expect(only).not.toHaveProperty('suggestion');
  });

  it('names missing keys once a mapping', () => {
    expect(lines({})).toEqual(['missing-key : `name` is missing. What it is called.']);
    expect(validate(schema, { name: 'a', parts: [{}] })).toMatchObject([
      { code: 'missing-key', path: ['parts', 0] },
    ]);
  });

  it('says what a union expects instead of judging each alternative', () => {
    expect(lines({ name: 'a', speed: -1 })).toEqual([
      'wrong-type speed: `speed` must be a number above 0, or fast, not -1.',
    ]);
    expect(validate(schema, { name: 'a', speed: 'fsat' })).toMatchObject([{ suggestion: 'fast' }]);
  });

  it('points into a value where a nameless union says less', () => {
    expect(lines({ name: 'a', cores: [0, 'x'] })).toEqual([
      "wrong-type cores.1: `cores[1]` must be a whole number, not 'x'.",
    ]);
  });

  it('puts its own path before what it finds, with numbers for list indices only', () => {
    const data = { name: 'a', parts: [{ size: 1 }, { size: 0 }], named: { 0: 1, 'a/b~c': 2 } };
    expect(validate(schema, data, ['files', 2]).map((p) => p.path)).toEqual([
      ['files', 2, 'parts', 1, 'size'],
      ['files', 2, 'named', '0'],
      ['files', 2, 'named', 'a/b~c'],
    ]);
  });

  it.each([
    [null, 'not nothing'],
    [[], 'not a list of 0'],
    ['text', "not 'text'"],
    [Number.NaN, 'not NaN'],
  ])('refuses %s as a file', (data, shown) => {
    expect(lines(data)).toHaveLength(1);
    expect(lines(data)[0]).toContain(shown);
  });

  it('refuses numbers that are none', () => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(validate(schema, { name: 'a', speed: value })).toHaveLength(1);
    }
  });

  it('stops at 100 problems of a hostile file, in linear time', () => {
    const parts = Array.from({ length: 100_000 }, () => ({ size: 'x', speed: 1 }));
    expect(validate(schema, { name: 'a', parts })).toHaveLength(100);
    expect(validate(schema, { name: 'a', cores: Array(100_000).fill('x') })).toHaveLength(100);
  });
});
