import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatQuality,
  formatSeconds,
  formatShare,
  formatThroughput,
  groupedCount,
  significant,
} from '../../../server/engine/core/units';

test.each([
  [0, '0'],
  [1234.5, '1235'],
  [812.4, '812'],
  [99.95, '100'],
  [9.996, '10.0'],
  [0.012345, '0.0123'],
  [-3.14159, '-3.14'],
  [1.5e-10, '0.000000000150'],
  [1.5e-11, '1.5e-11'],
  [5e-324, '4.9e-324'],
])('%d has the significant digits %s', (value, text) => {
  expect(significant(value)).toBe(text);
});

test.each([
  [54, '54'],
  [999, '999'],
  [1000, '1.00 k'],
  [999_499, '999 k'],
  [999_999, '1.00 M'],
  [4_089_284_608, '4.09 G'],
])('%d counts as %s', (value, text) => {
  expect(formatCount(value)).toBe(text);
});

test.each([
  [0, '0 s'],
  [1.22e-3, '1.22 ms'],
  [0.9999e-3, '1.00 ms'],
  [42e-9, '42.0 ns'],
  [3.5, '3.50 s'],
])('%d seconds are %s', (value, text) => {
  expect(formatSeconds(value)).toBe(text);
});

test('bytes and throughput have their units', () => {
  expect(formatBytes(802_816)).toBe('803 kB');
  expect(formatBytes(12)).toBe('12 B');
  expect(formatThroughput(812.4)).toBe('812 /s');
  expect(formatThroughput(Number.MAX_VALUE)).toMatch(/^∞/);
});

test.each([
  [1, '100 %'],
  [0.99999, '99.9 %'],
  [0.902, '90.2 %'],
  [NaN, '–'],
])('the quality %d is %s: nearly the optimum is not the optimum', (share, text) => {
  expect(formatQuality(share)).toBe(text);
});

test.each([
  [1, '100 %'],
  [0.125, '12.5 %'],
  [0.001, '0.100 %'],
  [3.2e-8, '3.2 × 10⁻⁸'],
  [0, '0'],
])('the share %d is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test('huge and missing numbers stay short', () => {
  expect(formatSeconds(Number.MAX_VALUE)).toBe('1.8e+308 s');
  expect(formatSeconds(NaN)).toBe('–');
  expect(formatCount(Infinity)).toBe('–');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_895_382, '1,895,382'],
])('%d is grouped as %s', (value, text) => {
  expect(groupedCount(value)).toBe(text);
});
