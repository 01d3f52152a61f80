import { beforeAll, describe, expect, it } from 'vitest';
import { exploredFraction, spaceSize } from '../../server/engine/pipeline/spaceSize';
import { timeTo } from './averages';
import { measureJob, nearQualities, type Run } from './measureJob';
import { problemsOf, tableOf, type Grid } from './problems';
import { comparisonTable, reportJson, type ReportTable } from './reportTable';
import { jobKey, RunBook } from './runBook';
import { exhaustiveSetup, onlineSetups, optimumSetup, seededSetups, shishaSetup } from './setups';
import { tablePlans } from './tables';
import { walkSample } from './walkSample';

const grid: Grid = {
  networks: ['synthnet', 'vgg16'],
  platforms: ['odroid-xu4', 'chiplet-2f2s'],
  seeds: 2,
  interference: { queries: 300, seeds: 1, places: [4] },
};
const problem = { network: 'vgg16', platform: 'chiplet-2f2s' };

/** The only run of a setup that chance has no part in. */
function only(runs: readonly Run[]): Run {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) throw new Error('Not one run.');
  return run;
}

describe('a measured run', () => {
  it('of exhaustive search finds the proven optimum and tries everything', () => {
    const { space } = tableOf(problem);
    const size = spaceSize(space.layers.length, space.places.length);
    const run = only(measureJob({ problem, setup: exhaustiveSetup, seeds: 3 }));
    expect(run.quality).toBeCloseTo(1, 9);
    expect(exploredFraction(run.trials, size)).toBe(1);
    expect(run.asShishaSeconds).toBeLessThanOrEqual(run.convergenceSeconds);
    expect(run.nearTrials).toStrictEqual([...run.nearTrials].sort((a, b) => a - b));
  });

  it('of the optimum is near-optimal at once, and of Shisha as good as Shisha when it converged', () => {
    const optimum = only(measureJob({ problem, setup: optimumSetup, seeds: 3 }));
    expect(optimum).toMatchObject({ quality: 1, trials: 1 });
    expect(optimum.nearTrials).toStrictEqual(nearQualities.map(() => 1));
    const shisha = only(measureJob({ problem, setup: shishaSetup, seeds: 3 }));
    expect(shisha.asShishaSeconds).toBe(shisha.convergenceSeconds);
    expect(shisha.quality).toBeLessThan(1);
  });

  it('counts with all its time, as a lower bound, where it never got there', () => {
    const run = only(measureJob({ problem, setup: shishaSetup, seeds: 1 }));
    expect(timeTo([run], () => null)).toStrictEqual({ value: run.elapsedSeconds, sign: '≥' });
    expect(timeTo([run], () => 2)).toStrictEqual({ value: 2, sign: '' });
  });
});

describe('the reckoning of a walk', () => {
  it('comes near to what the whole walk takes', () => {
    const { space } = tableOf(problem);
    const size = Number(spaceSize(space.layers.length, space.places.length));
    const { elapsedSeconds } = only(measureJob({ problem, setup: exhaustiveSetup, seeds: 1 }));
    const reckoned = size * walkSample(tableOf(problem)).trialSeconds;
    expect(reckoned / elapsedSeconds).toBeGreaterThan(0.98);
    expect(reckoned / elapsedSeconds).toBeLessThan(1.02);
  });
});

describe('the tables', () => {
  let tables: readonly ReportTable[] = [];

  beforeAll(() => {
    const plans = tablePlans(grid);
    const jobs = new Map(plans.flatMap((plan) => plan.jobs).map((job) => [jobKey(job), job]));
    const book = new RunBook(new Map(Array.from(jobs, ([key, job]) => [key, measureJob(job)])));
    tables = plans.map((plan) => ({ title: plan.title, ...plan.build(book) }));
  });

  it('have rows of as many cells as columns, with figures that are numbers', () => {
    for (const { title, columns, rows } of tables) {
      expect(new Set(columns.map((column) => column.title)).size, title).toBe(columns.length);
      for (const row of rows) {
        expect(row, title).toHaveLength(columns.length);
        for (const { value, text } of row) {
          if (typeof value === 'number') expect(Number.isFinite(value), title).toBe(true);
          expect(text, title).not.toMatch(/NaN|undefined|Infinity/);
        }
      }
    }
  });

  it('tell of every explorer on every problem', () => {
    const [whole] = tables;
    expect(whole?.rows).toHaveLength(onlineSetups.length + seededSetups.length + 1);
    const qualities = tables.find(({ title }) => title === 'Quality on every problem');
    expect(qualities?.rows).toHaveLength(problemsOf(grid).length);
  });

  it('set every published figure beside ours', () => {
    const statements = comparisonTable(tables);
    const papers = statements.rows.map((row) => row[1]?.text);
    for (const figure of [
      '35×',
      '0.12 %',
      '70×',
      '11×',
      '79 %',
      '14.1 % better',
      'fewer than 20 %',
      '70 %',
    ])
      expect(papers).toContain(figure);
    expect(JSON.parse(JSON.stringify(reportJson(statements)))).toMatchObject({
      rows: statements.rows.map(([statement]) => ({ statement })),
    });
  });
});
