import { describe, expect, it } from 'vitest';
import { explorerFacts, isExplorerName } from '../../../server/engine/explore/explorerFacts';
import { tuneAsync, type TuneRequest } from '../../../server/engine/explore/tune';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { buildStageMap } from '../../../server/engine/explore/buildStageMap';
import { createConfiguration } from '../../../server/engine/pipeline/configuration';
import { createObservation } from '../../../server/engine/pipeline/observation';
import type { TrialReport } from '../../../server/runtime/executor/commands';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { localRefusal } from '../../../server/runtime/testbed/localRefusal';
import { LocalTestbed, type TrialRunner } from '../../../server/runtime/testbed/localTestbed';
import { tableOf } from '../../fixtures/timeTables';

const seconds = [[1, 2], [2, 4], [3, 6]] as const; // prettier-ignore
const table = tableOf({ seconds, busyWatts: [10, 2], idleWatts: [1, 1] });
const plan: PipelinePlan = {
  modelPath: 'net.onnx',
  shape: null,
  stages: [
    { place: 'place0', cores: [0], speed: 1, start: 0, end: 3 },
    { place: 'place1', cores: [1], speed: 0.5, start: 0, end: 3 },
  ],
};

/** A machine on which layers take these times, in milliseconds. */
class Machine implements TrialRunner {
  readonly loaded: PipelinePlan[] = [];
  readonly observed: number[] = [];
  /** How many times longer a trial takes, one after the other: 1 is undisturbed. */
  disturbances: number[] = [];
  failsAt = Infinity;

  async load(given: PipelinePlan) {
    if (this.loaded.length + 1 >= this.failsAt) throw new Error('ended by SIGKILL');
    this.loaded.push(given);
    return Promise.resolve({ unpinned: 'no taskset' });
  }

  async activate() {
    return Promise.resolve();
  }

  async observe(queries: number): Promise<TrialReport> {
    this.observed.push(queries);
    const stages = this.loaded.at(-1)?.stages ?? [];
    const factor = this.disturbances.shift() ?? 1;
    const spread = factor === 1 ? 0.01 : 0.3;
    const stageSeconds = stages.map(({ place, start, end }) => {
      const column = place === 'place0' ? 0 : 1;
      return factor * seconds.slice(start, end).reduce((sum, row) => sum + row[column] / 1e3, 0);
    });
    const periodSeconds = Math.max(...stageSeconds);
    const transferSeconds = stages.map((_, s) => (s + 1 < stages.length ? 1e-4 : 0));
    const trialSeconds = queries * periodSeconds;
    return Promise.resolve({ stageSeconds, transferSeconds, periodSeconds, spread, trialSeconds });
  }
}

const split = () => {
  const made = createConfiguration(2);
  made.stages = 2;
  made.ends.set([2, 3]);
  made.places.set([1, 0]);
  return made;
};

describe('a trial on local cores', () => {
  it('runs the configuration on the cores of its places, and observes it', async () => {
    const machine = new Machine();
    const testbed = new LocalTestbed(machine, { space: table.space, plan, queries: 20 });
    const observation = createObservation(2);
    await testbed.run(split(), observation);
    expect(machine.loaded).toEqual([
      {
        ...plan,
        stages: [
          { place: 'place1', cores: [1], speed: 0.5, start: 0, end: 2 },
          { place: 'place0', cores: [0], speed: 1, start: 2, end: 3 },
        ],
      },
    ]);
    expect(machine.observed).toEqual([20]);
    expect([...observation.stageSeconds]).toEqual([0.006, 0.003]);
    expect(observation.periodSeconds).toBe(0.006);
    expect(observation.latencySeconds).toBeCloseTo(0.0091, 9);
    expect(observation.trialSeconds).toBeCloseTo(0.12, 9);
    // 6 ms at 2 W, 3 ms at 10 W and 3 ms of waiting at 1 W.
    expect(observation.energyJoules).toBeCloseTo(0.045, 9);
    expect(testbed.unpinned).toBe('no taskset');
  });

  it('takes as many queries as fill half a second, once it knows how long one takes', async () => {
    const machine = new Machine();
    const testbed = new LocalTestbed(machine, { space: table.space, plan, queries: null });
    const observation = createObservation(2);
    await testbed.run(split(), observation);
    await testbed.run(split(), observation);
    expect(machine.observed).toEqual([5, 83, 83]);
    expect(observation.trialSeconds).toBeCloseTo(83 * 0.006, 9);
  });

  it('runs once more where stage times differ much, and keeps the shorter period', async () => {
    const machine = new Machine();
    const testbed = new LocalTestbed(machine, { space: table.space, plan, queries: 20 });
    const observation = createObservation(2);
    const trial = async (...disturbances: number[]) => {
      machine.disturbances = disturbances;
      machine.observed.length = 0;
      await testbed.run(split(), observation);
      return { trials: machine.observed.length, periodSeconds: observation.periodSeconds };
    };
    expect(await trial(2)).toEqual({ trials: 2, periodSeconds: 0.006 });
    expect(observation.trialSeconds).toBeCloseTo(20 * 0.018, 9);
    expect(await trial(2, 3)).toEqual({ trials: 2, periodSeconds: 0.012 });
    expect(await trial()).toEqual({ trials: 1, periodSeconds: 0.006 });
  });

  it('refuses weights that do not fit without a run', async () => {
    const machine = new Machine();
    const { space } = tableOf({ seconds, weightBytes: [5, 5, 5], memoryBytes: [15, 5] });
    const observation = createObservation(2);
    await new LocalTestbed(machine, { space, plan, queries: 20 }).run(split(), observation);
    expect(machine.loaded).toEqual([]);
    expect(observation).toMatchObject({ periodSeconds: Infinity, trialSeconds: 0 });
  });
});

describe('tuning on local cores', () => {
  const request: TuneRequest = {
    network: 'n',
    platform: 'p',
    testbed: 'local',
    explorer: 'shisha',
    options: { ...defaultExplorerOptions, steps: 10, population: 4, database: 20 },
  };
  const names = Object.keys(explorerFacts).filter(isExplorerName);

  it.each(names)('works with %s', async (explorer) => {
    const machine = new Machine();
    const testbed = new LocalTestbed(machine, { space: table.space, plan, queries: 20 });
    const result = await tuneAsync(table, { ...request, explorer }, testbed.run);
    expect(result).toMatchObject({
      testbed: 'local',
      optimum: null,
      trials: machine.loaded.length,
    });
    expect(result.failure).toBe(undefined);
    // The best is 5 ms; one fast place alone has 6 ms.
    expect([5, 6]).toContain(Math.round(result.best.periodSeconds * 1e3));
  });

  it('keeps the best so far where the process is killed, with the times that it showed', async () => {
    const machine = new Machine();
    machine.failsAt = 3;
    const testbed = new LocalTestbed(machine, { space: table.space, plan, queries: 20 });
    const result = await tuneAsync(table, { ...request, explorer: 'exhaustive' }, testbed.run);
    expect(result).toMatchObject({ trials: 2, failure: 'Trial 3 failed: ended by SIGKILL' });
    const { lanes, figures } = buildStageMap(result);
    const stage = lanes.find((lane) => lane.stage === 1);
    expect(stage?.computeSeconds).toBeCloseTo(result.best.stages[0]?.seconds ?? 0, 9);
    expect(figures.find(({ id }) => id === 'throughput')?.detail).toContain('ms');
  });

  it('refuses replicas, and explorers that read times which nobody has measured', () => {
    expect(localRefusal('shisha', false, 2)).toContain('replicas');
    expect(localRefusal('shisha', false, 1)).toBe(null);
    expect(localRefusal('optimum', false, 1)).toContain('--profile');
    expect(localRefusal('optimum', true, 1)).toBe(null);
  });
});
