import { describe, expect, it } from 'vitest';
import type { Decision, Policy } from '../../../server/engine/interference/policy';
import { lls } from '../../../server/engine/interference/policies/lls';
import { odin } from '../../../server/engine/interference/policies/odin';
import { calibrated } from '../../../server/engine/interference/policies/calibrated/calibrated';
import { createRandom } from '../../../server/engine/core/random';
import { recordedPolicy } from '../../../server/engine/interference/policyFacts';
import { evaluate } from '../../../server/engine/cost/evaluate';
import type { TimeTable } from '../../../server/engine/cost/timeTable';
import { createObservation } from '../../../server/engine/pipeline/observation';
import type { Configuration } from '../../../server/engine/pipeline/configuration';
import { pairsOf, stagesOf } from '../../fixtures/replayJobs';
import { tableOf } from '../../fixtures/timeTables';

/** Twelve layers of 1 second on three equal places, or with a place slowed. */
const slowedTable = (place: number, factor: number): TimeTable =>
  tableOf({ seconds: Array.from({ length: 12 }, () => [0, 1, 2].map((p) => (p === place ? factor : 1))) }); // prettier-ignore
const quiet = slowedTable(0, 1);
const start = stagesOf([4, 0], [8, 1], [12, 2]);

/** Runs a policy: `tables[i]` holds for query i, and every query is seen before the next, as it is shown. */
function decisions(
  policy: Policy,
  tables: readonly TimeTable[],
  show: (configuration: Configuration, stageSeconds: Float64Array) => void = () => undefined,
): Decision[] {
  const rebalancing = policy(quiet.space, start);
  const observation = createObservation(3);
  let decision = copyOf(rebalancing.next().value);
  return tables.map((table) => {
    evaluate(table, decision.configuration, observation);
    show(decision.configuration, observation.stageSeconds);
    decision = copyOf(rebalancing.next(observation).value);
    return decision;
  });
}

function copyOf({ configuration, ...decision }: Decision): Decision {
  return { ...decision, configuration: stagesOf(...pairsOf(configuration)) };
}

const times = (count: number, table: TimeTable): TimeTable[] => Array<TimeTable>(count).fill(table);
const stages = (made: readonly Decision[]) =>
  made.map(({ configuration, mode }) => [mode, pairsOf(configuration).map(([end]) => end)]);
const period = (table: TimeTable, configuration: Configuration): number => {
  const observation = createObservation(3);
  evaluate(table, configuration, observation);
  return observation.periodSeconds;
};

describe('ODIN', () => {
  it('moves one layer a trial toward the lighter side, and keeps the best after alpha fruitless ones', () => {
    const made = decisions(odin({ alpha: 2, threshold: 0.05 }), [
      ...times(3, quiet),
      ...times(5, slowedTable(0, 2)),
    ]);
    // Times 8, 4, 4: to the right; 6, 5, 4: to its lightest; 4, 5, 5: to the left; 6, 4, 5: back.
    expect(stages(made)).toStrictEqual([
      ...Array<unknown>(3).fill(['serve', [4, 8, 12]]),
      ['trial', [3, 8, 12]],
      ['trial', [2, 7, 12]],
      ['trial', [3, 7, 12]],
      ['trial', [2, 7, 12]],
      ['serve', [2, 7, 12]],
    ]);
    expect(made[3]?.detected).toStrictEqual({ place: 0, direction: 'slower' });
  }); // prettier-ignore

  it('rebalances again when interference ends', () => {
    const made = decisions(odin({ alpha: 10, threshold: 0.05 }), [
      ...times(3, quiet),
      ...times(40, slowedTable(0, 2)),
      ...times(40, quiet),
    ]);
    const detected = made.flatMap((decision) => decision.detected ?? []);
    expect(detected.map(({ direction }) => direction)).toStrictEqual(['slower', 'faster']);
    expect(period(quiet, made.at(-1)?.configuration ?? start)).toBe(4);
  });

  it('leaves alone what does not make the slowest stage slower', () => {
    const uneven = stagesOf([2, 0], [8, 1], [12, 2]);
    const policy: Policy = (space) => odin({ alpha: 2, threshold: 0.05 })(space, uneven);
    const made = decisions(policy, [...times(3, quiet), ...times(10, slowedTable(0, 1.5))]);
    expect(made.every(({ detected, mode }) => detected === null && mode === 'serve')).toBe(true);
  });
});

describe('least-loaded scheduling', () => {
  it('moves layers from the busiest to the idlest stage while throughput rises', () => {
    const slowed = slowedTable(0, 2);
    const made = decisions(lls({ threshold: 0.05 }), [...times(3, quiet), ...times(8, slowed)]);
    expect(made.filter(({ mode }) => mode === 'trial').length).toBeGreaterThan(1);
    expect(period(slowed, made.at(-1)?.configuration ?? start)).toBeLessThanOrEqual(6);
    expect(made.at(-1)?.mode).toBe('serve');
  });
});

describe('the calibrated policy', () => {
  it('finds the optimum in few trials, and goes back when interference ends', () => {
    const slowed = slowedTable(1, 3);
    const made = decisions(calibrated({ threshold: 0.05, price: 0.005, slice: 0 }), [
      ...times(20, quiet),
      ...times(60, slowed),
      ...times(60, quiet),
    ]);
    // 5 + 5 layers on the quick places, 2 on the slow one: 6 seconds, where 5 and 2 × 3 meet.
    expect(period(slowed, made[70]?.configuration ?? start)).toBe(6);
    expect(made.filter(({ mode }) => mode === 'trial').length).toBeLessThan(10);
    expect(made.at(-1)?.configuration).toStrictEqual(start);
  });

  it('stands by its answer where a place looks quiet because it hardly works', () => {
    const slowed = slowedTable(1, 2);
    // In turns of 2.5 s, a stage that needs less than its half of the core does not meet the other.
    const inTurns = ({ places, ends, stages: count }: Configuration, shown: Float64Array) => {
      const s = places.subarray(0, count).indexOf(1);
      const alone = (ends[s] ?? 0) - (ends[s - 1] ?? 0);
      const others = Math.max(...shown.subarray(0, count).filter((_, other) => other !== s));
      if (s >= 0 && alone <= 2.5 && 2 * alone <= others) shown[s] = alone;
    };
    const served = [0, 2.5].map((slice) => {
      const policy = calibrated({ threshold: 0.05, price: 0.005, slice });
      const made = decisions(policy, [...times(20, quiet), ...times(200, slowed)], inTurns);
      return made.slice(40).map(({ configuration }) => period(slowed, configuration));
    });
    const [flipping = [], standing = []] = served;
    expect(standing.filter((seconds) => seconds <= 5).length).toBeGreaterThan(170);
    expect(flipping.filter((seconds) => seconds <= 5).length).toBeLessThan(100);
  });

  it('comes back soon where a slowed place looked quiet for a moment', () => {
    const slowed = slowedTable(1, 2);
    const spell = [...times(36, slowed), ...times(6, quiet)];
    const random = createRandom(1);
    const noisy = (_: Configuration, shown: Float64Array) => {
      shown.forEach((seconds, s) => (shown[s] = seconds * Math.exp(0.15 * random.signed())));
    };
    const policy = calibrated({ threshold: 0.1, price: 0.005, slice: 0 });
    const made = decisions(
      policy,
      [...times(40, quiet), ...Array.from({ length: 8 }, () => spell).flat()],
      noisy,
    );
    const served = made.slice(60).map(({ configuration }) => period(slowed, configuration));
    expect(served.filter((seconds) => seconds <= 5).length / served.length).toBeGreaterThan(0.75);
  });

  it('uses a place again that it gave up', () => {
    const useless = slowedTable(2, 1000);
    const made = decisions(calibrated({ threshold: 0.05, price: 0.5, slice: 0 }), [
      ...times(20, quiet),
      ...times(100, useless),
      ...times(50_000, quiet),
    ]);
    expect([...(made[110]?.configuration.places ?? [])]).not.toContain(2);
    expect(made.at(-1)?.configuration).toStrictEqual(start);
  });
});

describe('titles', () => {
  it('tell policies of a kind apart', () => {
    expect(recordedPolicy({ policy: 'odin', options: { alpha: 2 } })).toStrictEqual({
      policy: 'odin',
      title: 'ODIN α 2',
      options: { alpha: 2, threshold: 0.05 },
    });
    expect(recordedPolicy({ policy: 'oracle' }).title).toBe('Bound');
  });
});
