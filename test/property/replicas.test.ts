import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aimTable } from '../../server/engine/cost/timeTable';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { readTuning } from '../../server/engine/explore/readTuning';
import { buildStageMap } from '../../server/engine/explore/buildStageMap';
import { tune } from '../../server/engine/explore/tune';
import { highestThroughput } from '../../server/engine/pipeline/objective';
import { sketches, tableOf } from '../fixtures/timeTables';

test('a stage map of stages with replicas agrees with the trial that it shows', () => {
  fc.assert(
    fc.property(
      sketches(8, 6),
      fc.integer({ min: 2, max: 4 }),
      fc.constantFrom('optimum', 'calibrated'),
      (sketch, maxReplicas, explorer) => {
        const table = aimTable(tableOf(sketch), highestThroughput, maxReplicas);
        const names = { network: 'n', platform: 'p', testbed: 'profile' } as const;
        const result = tune(table, { ...names, explorer, options: defaultExplorerOptions });
        if (result.best.stages.length === 0) return;
        expect(readTuning(JSON.parse(JSON.stringify(result)))).toMatchObject({ ok: true });
        const map = buildStageMap(result);
        const { best } = result;
        expect(map.periodSeconds).toBeCloseTo(best.periodSeconds, 9);
        const used = best.stages.flatMap(({ place, replicas = [] }) => [place, ...replicas]);
        const lanes = map.lanes.filter(({ stage }) => stage !== null);
        expect(lanes.map(({ place }) => place)).toEqual(used);
        expect(new Set(used).size).toBe(used.length);
        expect(lanes.filter(({ bottleneck }) => bottleneck)).toHaveLength(1);
        for (const { busy } of lanes) expect(busy).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
    { numRuns: 150 },
  );
});
