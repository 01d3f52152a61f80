import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFigures } from '../../server/engine/explore/compareFigures';
import { compareResults } from '../../server/engine/explore/compareResults';
import { buildConvergence, type NamedResult } from '../../server/engine/explore/buildConvergence';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { tune } from '../../server/engine/explore/tune';
import type { CompareModel, ComparedResult } from '../../server/protocol/compareModel';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { sketches, tableOf, type TableSketch } from '../fixtures/timeTables';

function run(sketch: TableSketch, seed: number, file = `${seed}.tuning.json`): NamedResult {
  const options = { ...defaultExplorerOptions, seed, assign: 'random' } as const;
  const result = tune(tableOf(sketch), {
    network: 'N',
    platform: 'P',
    testbed: 'profile',
    explorer: 'shisha',
    options,
  });
  return { file, result };
}

const runs = fc
  .tuple(sketches(10, 4), fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }))
  .map(([sketch, seeds]) => seeds.map((seed) => run(sketch, seed))); // prettier-ignore

describe('convergence', () => {
  it('has a curve for each run, that rises to its best', () => {
    fc.assert(
      fc.property(runs, (results) => {
        const model = buildConvergence(results);
        expect(model.runs).toHaveLength(results.length);
        expect(model.sameProblem).toBe(true);
        for (const [index, { points, bestThroughput }] of model.runs.entries()) {
          const best = points.map((point) => point.bestThroughput);
          expect([...best].sort((a, b) => a - b)).toEqual(best);
          const { result } = results[index] ?? {};
          expect(best.at(-1) ?? 0).toBe(bestThroughput);
          expect(points[0]?.throughput ?? 0).toBe(result?.trace[0]?.throughput ?? 0);
        }
      }),
    );
  });

  it('tells runs apart by what differs, or by their files', () => {
    fc.assert(
      fc.property(runs, (results) => {
        const labels = buildConvergence(results).runs.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
        if (labels.length > 1) expect(labels[0]).toMatch(/^seed \d+$/);
      }),
    );
    const twice = run({ seconds: [[1], [2]] }, 1);
    const models = buildConvergence([twice, { ...twice, file: 'other.tuning.json' }]);
    expect(models.runs.map(({ label }) => label)).toEqual(['1', 'other']);
  });

  it('knows runs of different problems', () => {
    const first = run({ seconds: [[1], [2]] }, 1);
    const result: TuningResult = { ...first.result, network: 'M' };
    const model = buildConvergence([first, { file: 'm', result }]);
    expect(model).toMatchObject({ sameProblem: false, sharedOptimum: null });
    expect(model.title).toBe('2 runs of 2 problems');
    expect(model.runs.map(({ label }) => label)).toEqual(['N on P', 'M on P']);
  });

  it('shares an optimum only where all have the same', () => {
    const first = run({ seconds: [[1], [2]] }, 1);
    expect(buildConvergence([first]).sharedOptimum).toBe(first.result.optimum?.throughput);
    const result: TuningResult = {
      ...first.result,
      optimum: { throughput: 99, proven: true, quality: 0.5 },
    };
    expect(buildConvergence([first, { file: 'x', result }]).sharedOptimum).toBeNull();
  });

  it('samples long runs, and says what a screen reader needs', () => {
    const { result } = run({ seconds: [[1], [2]] }, 1);
    const [trial] = result.trace;
    if (!trial) throw new Error('The run has no trial.');
    const trace = Array.from({ length: 10_000 }, (_, index) => ({
      ...trial,
      trial: index + 1,
      throughput: 1 + (index % 17),
      elapsedSeconds: index,
    }));
    const model = buildConvergence([{ file: 'x', result: { ...result, trace } }]);
    expect(model.runs[0]?.points.length).toBeLessThanOrEqual(2000);
    expect(model.summary).toMatch(/^N on P\. from .* to .* of trials\.$/);
  });
});

const mirrored = (model: CompareModel): readonly [ComparedResult, ComparedResult] => [
  model.right,
  model.left,
];

describe('a comparison', () => {
  it('finds no difference between a result and itself', () => {
    fc.assert(
      fc.property(sketches(10, 4), (sketch) => {
        const one = run(sketch, 1);
        const model = compareResults(one, one);
        for (const figure of model.figures) expect(figure.better).toBeNull();
        for (const { stages } of [model.left, model.right]) {
          expect(stages.every(({ difference, words }) => difference === 'same' && words === '')).toBe(true);
        }
        expect(model.verdict).toBe('Both have the same stages on the same places.');
      }),
    ); // prettier-ignore
  });

  it('is the mirror of the comparison the other way round', () => {
    fc.assert(
      fc.property(sketches(10, 4), fc.nat(30), fc.nat(30), (sketch, a, b) => {
        const [left, right] = [run(sketch, a), run(sketch, b)];
        const model = compareResults(left, right);
        const back = compareResults(right, left);
        expect(back.axisSeconds).toBe(model.axisSeconds);
        const differences = ({ stages }: ComparedResult) => stages.map((s) => s.difference);
        expect([back.left, back.right].map(differences)).toEqual(mirrored(model).map(differences));
        for (const [index, figure] of model.figures.entries()) {
          const other = back.figures[index];
          expect(other).toMatchObject({ left: figure.right, right: figure.left });
          const swapped = { left: 'right', right: 'left' } as const;
          expect(other?.better).toBe(figure.better && swapped[figure.better]);
        }
      }),
    );
  });

  it('calls stages different exactly where the other has no such stage', () => {
    fc.assert(
      fc.property(sketches(10, 4), fc.nat(30), fc.nat(30), (sketch, a, b) => {
        const model = compareResults(run(sketch, a), run(sketch, b));
        const stagesOf = ({ lanes }: ComparedResult) =>
          lanes.map(({ place, segments }) => `${place}: ${segments.map((s) => s.layer).join()}`);
        const others = new Set(stagesOf(model.right));
        const expected = stagesOf(model.left).map((stage) => !others.has(stage));
        expect(model.left.stages.map(({ difference }) => difference !== 'same')).toEqual(expected);
        for (const { difference, words } of model.left.stages) {
          expect(words === '').toBe(difference === 'same');
        }
      }),
    );
  });

  it('says which way is better: more throughput, less of everything else', () => {
    const { result } = run({ seconds: [[1, 2], [2, 1]] }, 1); // prettier-ignore
    const faster: TuningResult = {
      ...result,
      best: { ...result.best, throughput: result.best.throughput * 1.1, latencySeconds: result.best.latencySeconds * 2 },
      trials: result.trials + 4,
      optimum: null,
    }; // prettier-ignore
    const figures = compareFigures(result, faster);
    const by = (id: string) => figures.find((figure) => figure.id === id);
    expect(by('throughput')).toMatchObject({ change: '+10 %', better: 'right' });
    expect(by('latency')).toMatchObject({ change: '+100 %', better: 'left' });
    expect(by('trials')).toMatchObject({ change: '+4', better: 'left' });
    expect(by('quality')).toMatchObject({ right: '–', change: '', better: null });
    expect(by('stages')).toMatchObject({ change: 'the same', better: null });
  });

  it('compares only figures of pipelines of different layers', () => {
    const model = compareResults(
      run({ seconds: [[1], [2]] }, 1),
      run({ seconds: [[1], [2], [3]] }, 1),
    );
    expect(model.sameLayers).toBe(false);
    expect(model.verdict).toMatch(/different layers/);
    expect(model.left.stages.every(({ words }) => words === '')).toBe(true);
  });
});
