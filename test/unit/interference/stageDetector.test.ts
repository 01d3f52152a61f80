import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/engine/core/random';
import { StageDetector } from '../../../server/engine/interference/policies/stageDetector';

/** Feeds queries with times `seconds` of each stage and noise; tells at which queries it noticed what. */
function noticed(queries: number, noise: number, seconds: (query: number) => number[], seed = 1) {
  const random = createRandom(seed);
  const detector = new StageDetector(0.05);
  detector.restart(seconds(0).length);
  const found: { query: number; stage: number; ratio: number }[] = [];
  for (let query = 0; query < queries; query += 1) {
    const times = seconds(query).map((value) => value * (1 + noise * random.signed()));
    const stage = detector.observe(Float64Array.from(times));
    if (stage < 0) continue;
    found.push({ query, stage, ratio: Math.exp(detector.shift(stage)) });
    detector.accept(stage);
  }
  return found;
}

describe('the detector', () => {
  it('needs one query where times do not differ by chance', () => {
    const found = noticed(100, 0, (query) => [1, query < 50 ? 2 : 2.2, query < 70 ? 1 : 0.9]);
    expect(found.map(({ query, stage }) => [query, stage])).toStrictEqual([[50, 1], [70, 2]]);
    expect(found.map(({ ratio }) => ratio.toFixed(3))).toStrictEqual(['1.100', '0.900']);
  }); // prettier-ignore

  it('does not notice what stays below the threshold', () => {
    expect(noticed(1000, 0, (query) => [1, query < 50 ? 1 : 1.035])).toStrictEqual([]);
  });

  it('is not fooled by noise of ±10 %, on many stages and seeds', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const found = noticed(4000, 0.1, () => Array<number>(8).fill(1), seed);
      expect(found.length).toBeLessThan(4);
    }
  });

  it('notices through noise what lasts', () => {
    const found = noticed(400, 0.1, (query) => [1, query < 200 ? 1 : 1.5]);
    expect(found[0]).toMatchObject({ stage: 1 });
    expect(found[0]?.query).toBeGreaterThanOrEqual(200);
    expect(found[0]?.query).toBeLessThan(206);
    expect(found[0]?.ratio).toBeCloseTo(1.5, 0);
  });
});
