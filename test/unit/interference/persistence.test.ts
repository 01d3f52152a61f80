import { describe, expect, it } from 'vitest';
import { Persistence } from '../../../server/engine/interference/policies/calibrated/persistence';

const delay = 4;

/** Slowdowns of so many queries each, with as many queries between them. */
function after(durations: readonly number[]): Persistence {
  const persistence = new Persistence(2, delay);
  for (const queries of durations) {
    persistence.begin(0);
    for (let query = 0; query < queries; query += 1) persistence.pass();
    persistence.end(0);
    for (let query = 0; query < queries; query += 1) persistence.pass();
  }
  persistence.begin(0);
  return persistence;
}

describe('how long slowdowns last', () => {
  it('is fleeting where they mostly end before an answer pays, until one has lasted', () => {
    const persistence = after([3, 4, 5]);
    expect(persistence.isFleeting).toBe(true);
    for (let query = 0; query < 3 * delay; query += 1) persistence.pass();
    expect(persistence.isFleeting).toBe(false);
    expect(after([30, 40, 50]).isFleeting).toBe(false);
    expect(after([3, 4]).isFleeting).toBe(false);
  });

  it('counts a slowdown once, however often it is found to be another factor', () => {
    const persistence = after([]);
    for (let found = 0; found < 5; found += 1) {
      persistence.pass();
      persistence.begin(0);
    }
    expect(persistence.isFleeting).toBe(false);
    persistence.end(0);
    expect(persistence.expected).toBe(6);
  });
});
