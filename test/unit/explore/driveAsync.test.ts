import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../server/engine/cost/evaluate';
import type { TimeTable } from '../../../server/engine/cost/timeTable';
import { drive, type DriverHooks } from '../../../server/engine/explore/driver';
import { driveAsync, type AsyncTestbed } from '../../../server/engine/explore/driveAsync';
import type { Explorer } from '../../../server/engine/explore/explorer';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { explorerFacts, isExplorerName } from '../../../server/engine/explore/explorerFacts';
import { explorerOf } from '../../../server/engine/explore/registry';
import { tuneAsync, type TuneRequest } from '../../../server/engine/explore/tune';
import { createConfiguration } from '../../../server/engine/pipeline/configuration';
import { sketches, tableOf } from '../../fixtures/timeTables';

const options = { ...defaultExplorerOptions, steps: 40, population: 6, database: 50 };
const names = Object.keys(explorerFacts).filter(isExplorerName);

/** The testbed of a table, with a pause in every trial. */
const slowly =
  (table: TimeTable): AsyncTestbed =>
  async (configuration, observation) => {
    await Promise.resolve();
    evaluate(table, configuration, observation);
  };

/** Every configuration of one stage, in order; the answer is the last that was tried. */
const walk: Explorer = function* ({ layers, places }) {
  const tried = createConfiguration(places.length);
  tried.stages = 1;
  tried.replicas[0] = 1;
  tried.ends[0] = layers.length;
  for (let place = 0; place < places.length; place += 1) {
    tried.places[0] = place;
    yield tried;
  }
  return tried;
};

const table = tableOf({ seconds: [[3, 1, 2]] });

describe('a testbed that takes its time', () => {
  it('is driven as one that does not', async () => {
    await fc.assert(
      fc.asyncProperty(
        sketches(8, 3),
        fc.constantFrom(...names),
        fc.constantFrom(1, 7, undefined),
        async (sketch, name, maxTrials) => {
          const problem = tableOf(sketch);
          const make = () => explorerOf(name).create(options, problem);
          const seen = { now: [] as number[], later: [] as number[] };
          const hooks = (list: number[]): DriverHooks => ({
            ...(maxTrials !== undefined && { maxTrials }),
            onTrial: ({ elapsedSeconds }) => list.push(elapsedSeconds),
          });
          const now = drive(make(), problem.space, (c, o) => evaluate(problem, c, o), hooks(seen.now)); // prettier-ignore
          const later = await driveAsync(make(), problem.space, slowly(problem), hooks(seen.later));
          expect(later).toEqual(now);
          expect(seen.later).toEqual(seen.now);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ends with the best so far where it fails', async () => {
    let trials = 0;
    const testbed: AsyncTestbed = async (configuration, observation) => {
      trials += 1;
      if (trials === 3) throw new Error('The process was ended.');
      await slowly(table)(configuration, observation);
    };
    const run = await driveAsync(walk, table.space, testbed);
    expect(run.failure).toBe('Trial 3 failed: The process was ended.');
    expect(run).toMatchObject({ trials: 2, bestTrial: 2, stopped: false });
    expect(run.best.places[0]).toBe(1);
  });

  it('keeps the best where the answer cannot be tried', async () => {
    let trials = 0;
    const testbed: AsyncTestbed = async (configuration, observation) => {
      trials += 1;
      if (trials === 4) throw new Error('The process was ended.');
      await slowly(table)(configuration, observation);
    };
    const run = await driveAsync(walk, table.space, testbed);
    expect(run).toMatchObject({ trials: 3, bestTrial: 2, failure: 'Trial 4 failed: The process was ended.' }); // prettier-ignore
  });

  it('has not failed where a trial is given up because the run was to stop', async () => {
    let stop = false;
    const testbed: AsyncTestbed = async (configuration, observation) => {
      if (configuration.places[0] === 2) {
        stop = true;
        throw new Error('The process was ended.');
      }
      await slowly(table)(configuration, observation);
    };
    const run = await driveAsync(walk, table.space, testbed, { shouldStop: () => stop });
    expect(run).toMatchObject({ trials: 2, bestTrial: 2, stopped: true, failure: null });
  });

  it('fails where the testbed fills in nothing', async () => {
    const run = await driveAsync(walk, table.space, async (_, observation) => {
      await Promise.resolve();
      observation.periodSeconds = NaN;
    });
    expect(run.failure).toContain('Trial 1 gave no observation: a period of NaN s');
  });
});

describe('tuneAsync', () => {
  const request: TuneRequest = {
    network: 'n',
    platform: 'p',
    testbed: 'local',
    explorer: 'shisha',
    options,
  };

  it('saves what a run found, and no optimum', async () => {
    const result = await tuneAsync(table, request, slowly(table));
    expect(result).toMatchObject({ testbed: 'local', optimum: null, trials: result.trace.length });
    expect(result.best.throughput).toBe(1);
  });

  it('saves why it ended early', async () => {
    const result = await tuneAsync(table, request, () => Promise.reject(new Error('gone')));
    expect(result).toMatchObject({ trials: 0, failure: 'Trial 1 failed: gone' });
    expect(result.best.stages).toEqual([]);
  });
});
