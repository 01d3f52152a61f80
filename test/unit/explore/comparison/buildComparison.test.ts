import { describe, expect, it } from 'vitest';
import { buildComparison } from '../../../../server/engine/explore/comparison/buildComparison';
import { comparisonCsv } from '../../../../server/engine/explore/comparison/comparisonCsv';
import { comparisonModel } from '../../../../server/engine/explore/comparison/comparisonModel';
import {
  comparisonPlan,
  type ComparisonRequest,
} from '../../../../server/engine/explore/comparison/comparisonPlan';
import type { RawRun } from '../../../../server/engine/explore/comparison/rawRun';
import { solveReference } from '../../../../server/engine/explore/comparison/reference';
import { readComparison } from '../../../../server/engine/explore/comparison/readComparison';
import { defaultExplorerOptions } from '../../../../server/engine/explore/explorerOptions';
import { explorerFacts } from '../../../../server/engine/explore/explorerFacts';
import type { ComparisonResult, Reference } from '../../../../server/protocol/comparisonResult';
import { tableOf } from '../../../fixtures/timeTables';
import { rawRunOf } from './rawRuns';

const table = tableOf({ seconds: [[1, 2], [1, 2], [1, 2]] }); // prettier-ignore
const request: ComparisonRequest = {
  explorers: ['shisha', 'hill-climbing', 'optimum'],
  options: defaultExplorerOptions,
  seeds: 2,
  maxTrials: null,
};
const optimum: Reference = { kind: 'optimum', cost: 2 };

function build(
  runs: readonly RawRun[],
  reference: Reference | null = optimum,
  cancelled = false,
): ComparisonResult {
  const names = { network: 'n', platform: 'p', testbed: 'profile' } as const;
  const { space } = table;
  const plan = comparisonPlan(space, request);
  return buildComparison({ names, space, request, plan, reference, runs, cancelled });
}

const shisha = rawRunOf([[1, 3, 4], [2, 6, 2]], { trials: 4, elapsedSeconds: 10 }); // prettier-ignore
const climb = (seed: number, cost: number): RawRun =>
  rawRunOf([[40 + seed, 100 + seed, cost]], { explorer: 'hill-climbing', seed });
const runs = [climb(2, 8), shisha, climb(1, 2)];

describe('comparisonPlan', () => {
  it('runs explorers without chance once, and begins with a few of each', () => {
    const { jobs, explorers: chosen, leftOut } = comparisonPlan(table.space, request);
    expect(chosen).toEqual(['shisha', 'optimum', 'hill-climbing']);
    expect(leftOut).toEqual([]);
    expect(jobs.map(({ explorer, seed }) => `${explorer} ${seed}`)).toEqual([
      'shisha 1',
      'optimum 1',
      'hill-climbing 1',
      'hill-climbing 2',
    ]);
  });

  it('leaves out what makes no sense, and says why', () => {
    const all = { ...request, explorers: null };
    const small = comparisonPlan(table.space, all);
    expect(small.leftOut.map(({ name }) => name)).toEqual(['optimum']);
    expect(small.jobs[0]).toEqual({ explorer: 'exhaustive', seed: 1 });
    const many = Array.from({ length: 60 }, () =>
      Array.from({ length: 8 }, (_, place) => 1 + place),
    );
    const large = comparisonPlan(tableOf({ seconds: many }).space, all);
    expect(large.leftOut).toEqual([
      { name: 'optimum', reason: expect.stringContaining('measured by') },
      { name: 'exhaustive', reason: expect.stringMatching(/would try \S+ × 10\S+ configurations/) },
    ]);
    expect([...large.explorers, 'optimum', 'exhaustive'].sort()).toEqual(
      Object.keys(explorerFacts).sort(),
    );
  });

  it('counts seeds on beyond the largest', () => {
    const options = { ...defaultExplorerOptions, seed: 2 ** 31 - 1 };
    const { jobs } = comparisonPlan(table.space, { ...request, options });
    const seeds = jobs
      .filter(({ explorer }) => explorer === 'hill-climbing')
      .map(({ seed }) => seed);
    expect(seeds).toEqual([2 ** 31 - 1, -(2 ** 31)]);
  });
});

describe('buildComparison', () => {
  it('judges every run by the same reference, in whatever order they come', () => {
    const result = build(runs);
    expect(result).toEqual(build([...runs].reverse()));
    expect(result.explorers.map(({ name }) => name)).toEqual(['shisha', 'hill-climbing']);
    const [first, second] = result.explorers;
    expect(first?.quality).toMatchObject({ geometricMean: 1, interval: [1, 1] });
    expect(second?.quality).toMatchObject({ minimum: 0.25, median: 0.625, maximum: 1 });
    expect(second?.quality.geometricMean).toBeCloseTo(0.5, 12);
    expect(second?.worst).toEqual({ seed: 2, quality: 0.25 });
    expect(result.leftOut).toEqual([{ name: 'optimum', reason: 'none of its runs was complete' }]);
    // 3 layers on 2 places: 2 with one stage, 2 × 2 with two.
    expect(result.spaceSize).toBe('6');
    expect(first?.exploredFraction.median).toBeCloseTo(4 / 6, 12);
  });

  it('says where an explorer loses beyond chance, and where not', () => {
    const [first, second] = build(runs).explorers;
    expect(first?.losses).toEqual([]);
    // Its quality may be as good as Shisha's: the two intervals touch.
    expect(second?.losses.map(({ measure, to }) => [measure, to])).toEqual([
      ['trials', 'shisha'],
      ['convergenceSeconds', 'shisha'],
    ]);
    expect(second?.losses[0]?.ratio).toBeCloseTo(Math.sqrt(41 * 42) / 4, 12);
  });

  it('leaves out runs that were cut off', () => {
    const result = build([shisha, { ...climb(1, 2), stopped: true }], optimum, true);
    expect(result).toMatchObject({ cancelled: true, runs: [{ explorer: 'shisha' }] });
    expect(build([], null, true)).toMatchObject({ runs: [], explorers: [], reference: null });
  });

  it('measures by the best run where the optimum is not known', () => {
    const result = build([climb(1, 4), climb(2, 8)], null);
    expect(result.reference).toEqual({ kind: 'best', cost: 4 });
    expect(result.runs.map(({ quality }) => quality)).toEqual([1, 0.5]);
    expect(comparisonModel(result).reference).toMatch(/best that any run found, 0\.250 \/s/);
  });

  it('measures by a bound where only that is known, and never above all of it', () => {
    const bound: Reference = { kind: 'bound', cost: 1 };
    const result = build([climb(1, 4), climb(2, 0.5)], bound);
    expect(result.runs.map(({ quality }) => quality)).toEqual([0.25, 1]);
    expect(comparisonModel(result).reference).toMatch(
      /not proven: nothing is better than 1\.00 \/s/,
    );
  });

  it('gives what was refused, or broke a bound, no quality', () => {
    const refused = rawRunOf([], { cost: Infinity, trials: 3, throughput: 0, latencySeconds: 0 });
    const broken = { ...climb(1, 1e201), throughput: 1 };
    const result = build([refused, broken], null);
    expect(result.reference).toBeNull();
    expect(result.runs.map(({ quality }) => quality)).toEqual([0, 0]);
    expect(comparisonModel(result).reference).toMatch(/^No run found/);
  });

  it('solves the optimum of a problem that can be counted', () => {
    // Two layers on the fast place and one on the slow one.
    expect(solveReference(table, {})).toEqual({ kind: 'optimum', cost: 2 });
  });
});

describe('a comparison', () => {
  it('is the same when it is read again', () => {
    const result = build(runs);
    expect(readComparison(JSON.parse(JSON.stringify(result)))).toEqual({
      ok: true,
      value: result,
      problems: [],
    });
  });

  it.each([
    ['another kind', { kind: 'cnn-tuning' }, ['kind']],
    ['a later format', { format: 2 }, ['format']],
    [
      'curves of another length',
      { axes: { trials: [1], seconds: [1] } },
      ['explorers', 0, 'byTrials'],
    ],
    [
      'a negative figure',
      { runs: [{ ...build(runs).runs[0], trials: -1 }] },
      ['runs', 0, 'trials'],
    ],
    ['no object', null, []],
  ])('is refused with the place: %s', (_title, change, place) => {
    const data = change === null ? null : { ...build(runs), ...change };
    const { ok, problems } = readComparison(data);
    expect(ok).toBe(false);
    expect(problems[0]?.path.slice(0, place.length)).toEqual(place);
  });

  it('is a row a run as comma-separated values', () => {
    const [head, first, ...rest] = comparisonCsv(build(runs)).trimEnd().split('\r\n');
    expect(head).toMatch(/^explorer,seed,quality,throughput,latency_seconds,energy_joules,trials,/);
    expect(first).toBe(`shisha,1,1,0.5,2,,4,2,6,10,${4 / 6},0.5,0`);
    expect(rest).toHaveLength(2);
  });

  it('is told in words', () => {
    const model = comparisonModel(build(runs));
    const [first, second] = model.explorers;
    expect(model.title).toBe('n on p');
    expect(model.subtitle).toBe('2 seeds · profile testbed · 6 configurations');
    expect(model.reference).toBe('Quality is the share of the proven optimum, 0.500 /s.');
    expect(first?.runs).toBe('1 run, no chance in it');
    expect(first?.figures.quality).toMatchObject({ text: '100 %', interval: '', isBest: true });
    expect(first?.figures.explorerBytes.isBest).toBe(false);
    expect(second?.runs).toBe('2 runs');
    expect(second?.figures.quality).toMatchObject({ text: '50.0 %', interval: '25.0 – 100 %' });
    expect(second?.figures.trials).toMatchObject({ text: '41.5', isBest: false });
    expect(second?.worst).toBe('25.0 % with seed 2');
    expect(second?.losses).toEqual([
      'Hill climbing loses to Shisha in trials (10 ×), trial time (17 ×).',
    ]);
    expect(model.notes).toEqual(['Left out: optimum, none of its runs was complete.']);
    expect(model.summary).toContain('Shisha: quality 100 % after 4 trials, converged in 6.00 s.');
  });
});
