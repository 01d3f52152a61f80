import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halfBits } from '../../../server/src/adapters/onnx/write/halfFloat';

/** The number that the bits of a finite half stand for. */
function numberOf(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

test('every half comes back from its number', () => {
  for (let bits = 0; bits < 0x7c00; bits += 1) {
    expect(halfBits(numberOf(bits))).toBe(bits);
    expect(halfBits(numberOf(bits | 0x8000))).toBe(bits | 0x8000);
  }
});

test('no other half is nearer to a number', () => {
  fc.assert(
    fc.property(fc.double({ min: -65_504, max: 65_504, noNaN: true }), (value) => {
      const single = Math.fround(value);
      const bits = halfBits(single);
      const distance = (other: number) => Math.abs(numberOf(other) - single);
      for (const other of [bits - 1, bits + 1]) {
        if ((other & 0x7fff) < 0x7c00) expect(distance(bits)).toBeLessThanOrEqual(distance(other));
      }
    }),
  );
});

test('what is beyond a half is infinite, and what is no number stays none', () => {
  expect([65_520, 1e30, Infinity].map(halfBits)).toEqual([0x7c00, 0x7c00, 0x7c00]);
  expect(halfBits(-Infinity)).toBe(0xfc00);
  expect(halfBits(NaN) & 0x7fff).toBe(0x7e00);
});
