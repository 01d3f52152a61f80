import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompareModel, Side } from '../../server/protocol/compareModel';
import type { ConvergenceModel, ConvergenceRun } from '../../server/protocol/convergenceModel';
import { csvText } from '../../webview/src/common/csv';
import { compareLayout } from '../../webview/src/compare/layout';
import {
  movedStage,
  readSavedState as readCompareState,
} from '../../webview/src/compare/panelState';
import { shareOfValue, valueAtShare } from '../../webview/src/common/curves/axisPlace';
import { endLabels } from '../../webview/src/common/endLabels';
import { convergenceCsv } from '../../webview/src/convergence/convergenceCsv';
import {
  bestAt,
  curvesLayout,
  xOf,
  type ConvergenceLook,
} from '../../webview/src/convergence/layout';
import { readSavedState as readConvergenceState } from '../../webview/src/convergence/panelState';
import { spreadLabels } from '../../webview/src/common/spreadLabels';
import { runStyle } from '../../webview/src/common/runStyle';
import { hostileNames, letters } from './letters';
import { alike, equalResults, manyStages, oneRun, severalRuns, unlike } from './sampleRuns';

const close = 1e-6;
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, NaN, Infinity, 5e-324, 1.7e308) },
);
/** Trial times of one run are of one size, from the shortest that can be written to the longest. */
const times = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1e306, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-322, 1e-310, 1e-150, 1e150, 1e306) },
);

const runs: fc.Arbitrary<ConvergenceRun> = fc
  .tuple(
    fc.array(fc.tuple(amount, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 }),
    times,
  )
  .chain(([steps, unit]) => {
    let best = 0;
    let elapsed = 0;
    const points = steps.map(([throughput, seconds], index) => {
      best = Math.max(best, Number.isFinite(throughput) ? throughput : 0);
      elapsed += seconds * unit;
      return { trial: index + 1, throughput, bestThroughput: best, elapsedSeconds: elapsed };
    });
    return fc.record({
      label: fc.constantFrom(...hostileNames, 'seed 1'),
      detail: fc.constant(''),
      trialCount: fc.constant(points.length),
      bestTrial: fc.nat(20),
      bestThroughput: fc.constant(best),
      seedThroughput: fc.constant(points[0]?.throughput ?? 0),
      convergenceSeconds: fc.constant(0),
      elapsedSeconds: fc.constant(elapsed),
      optimumThroughput: fc.option(amount),
      cancelled: fc.boolean(),
      points: fc.constant(points),
    });
  });
const models: fc.Arbitrary<ConvergenceModel> = fc.record({
  title: fc.constant('t'),
  subtitle: fc.constant(''),
  runs: fc.array(runs, { minLength: 1, maxLength: 8 }),
  sameProblem: fc.boolean(),
  sharedOptimum: fc.option(amount),
  summary: fc.constant(''),
});
const looks: fc.Arbitrary<ConvergenceLook> = fc.record({
  axis: fc.constantFrom('trials', 'seconds'),
  log: fc.boolean(),
  asShare: fc.boolean(),
});

describe('the curves of convergence', () => {
  it('lie within finite axes, whatever the runs hold', () => {
    fc.assert(
      fc.property(models, looks, (model, look) => {
        const { curves, x, y } = curvesLayout(model, look);
        expect(Number.isFinite(x.min) && x.max > x.min).toBe(true);
        expect(Number.isFinite(y.min) && y.max > y.min).toBe(true);
        if (look.log) expect(x.min).toBeGreaterThan(0);
        for (const { best, trials, tail } of curves) {
          for (const point of [...best, ...trials, ...tail]) {
            if (!look.log) expect(point.x >= x.min && point.x <= x.max).toBe(true);
            expect(point.y).toBeGreaterThanOrEqual(0);
            expect(point.y).toBeLessThanOrEqual(y.max);
          }
        }
      }),
    );
  });

  it('are read at any place: the best until then', () => {
    fc.assert(
      fc.property(models, looks, fc.double({ min: 0, max: 1, noNaN: true }), (model, look, share) => {
        const { x } = curvesLayout(model, look);
        const value = valueAtShare(share, x, look);
        if (look.axis === 'seconds') expect(shareOfValue(value, x, look)).toBeCloseTo(share, 6);
        for (const run of model.runs) {
          const before = run.points.filter((point) => xOf(point, look.axis) <= value);
          const best = before.at(-1)?.bestThroughput ?? null;
          expect(bestAt(run, look.axis, value)).toBe(best);
        }
      }),
    ); // prettier-ignore
  });

  it('end in labels that keep clear of each other and in order', () => {
    const wanted = fc.array(fc.double({ min: -50, max: 450, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(wanted, fc.integer({ min: 8, max: 80 }), (tops, height) => {
        const placed = spreadLabels(tops, height, 0, 400);
        const step = Math.min(height, (400 - height) / Math.max(1, tops.length - 1));
        const order = tops.map((_, i) => i).sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0) || a - b);
        order.slice(1).forEach((index, at) => {
          const above = placed[order[at] ?? 0] ?? 0;
          expect((placed[index] ?? 0) - above).toBeGreaterThanOrEqual(step - close);
        });
        for (const top of placed) expect(top >= -close && top <= 400 - height + close).toBe(true);
      }),
    ); // prettier-ignore
    expect(spreadLabels([10, 200], 15, 0, 400)).toEqual([10, 200]);
    const place = { top: 0, bottom: 300, ends: [10, 11, 12, 13] };
    expect(endLabels(severalRuns().runs, place, 200, letters)).toHaveLength(4);
    expect(endLabels(oneRun().runs, place, 200, letters)).toEqual([]);
  });

  it('differ by more than colour', () => {
    const styles = Array.from({ length: 8 }, (_, index) => runStyle(index));
    expect(new Set(styles.map(({ color }) => color)).size).toBe(8);
    const signs = styles.map(({ dash, glyph }) => `${dash.join()} ${glyph}`);
    expect(new Set(signs).size).toBe(8);
  });

  it('are exported trial by trial', () => {
    const model = severalRuns();
    const lines = convergenceCsv(model).trimEnd().split('\r\n');
    const trials = model.runs.reduce((sum, { points }) => sum + points.length, 0);
    expect(lines).toHaveLength(trials + 1);
    expect(lines[1]).toMatch(/^rank_w · lFEP · α 10 · seed 1,1,/);
    expect(csvText('@SUM(A1)')).toBe("'@SUM(A1)");
  });
});

function hostile(model: CompareModel): CompareModel {
  const side = (result: CompareModel[Side]): CompareModel[Side] => ({
    ...result,
    lanes: result.lanes.map((lane, index) => ({
      ...lane,
      place: hostileNames[index % hostileNames.length] ?? '',
      computeSeconds: index === 1 ? NaN : lane.computeSeconds,
      transferSeconds: index === 2 ? Infinity : lane.transferSeconds,
    })),
    stages: result.stages.map((stage, index) => ({
      ...stage,
      words: hostileNames[(index + 1) % hostileNames.length] ?? '',
    })),
  });
  return { ...model, left: side(model.left), right: side(model.right) };
}

describe('the layout of a comparison', () => {
  const samples = [alike(), equalResults(), unlike(), manyStages(), hostile(alike())];

  it('has one time axis: the same length is the same time in both maps', () => {
    for (const model of samples.slice(0, 4)) {
      for (const width of [300, 700, 1500]) {
        const layout = compareLayout(model, width, letters);
        const perSecond = (['left', 'right'] as const).flatMap((side) =>
          layout[side].rows.flatMap(({ stage, bar }) => {
            const seconds = model[side].lanes[stage]?.computeSeconds ?? 0;
            return bar.width > 40 ? [bar.width / seconds] : [];
          }),
        );
        const [first = 1] = perSecond;
        for (const scale of perSecond) expect(scale / first).toBeCloseTo(1, 2);
      }
    }
  });

  it('keeps everything in its map, and words in their bars', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.integer({ min: 200, max: 2400 }), (model, width) => {
        const layout = compareLayout(model, width, letters);
        for (const side of ['left', 'right'] as const) {
          const map = layout[side];
          expect(map.width * (layout.beside ? 2 : 1)).toBeLessThanOrEqual(width);
          expect(map.rows).toHaveLength(model[side].stages.length);
          for (const { row, bar, labels, idle, transfer } of map.rows) {
            for (const rect of [bar, idle, transfer]) {
              if (!rect) continue;
              expect(rect.width).toBeGreaterThan(0);
              expect(rect.x).toBeGreaterThanOrEqual(-close);
              expect(rect.x + rect.width).toBeLessThanOrEqual(map.width + 2 + close);
              expect(rect.y).toBeGreaterThanOrEqual(row.y);
              expect(rect.y + rect.height).toBeLessThanOrEqual(row.y + row.height);
            }
            for (const { kind, x, width: length } of labels) {
              expect(x).toBeGreaterThanOrEqual(-close);
              expect(x + length).toBeLessThanOrEqual(map.width + close);
              if (kind === 'layers' || kind === 'change') {
                expect(x + length).toBeLessThanOrEqual(bar.x + bar.width);
              }
            }
          }
        }
      }),
    ); // prettier-ignore
  });

  it('is moved about by keys, from map to map', () => {
    const counts = { left: 4, right: 2 };
    const at = (side: Side, stage: number) => ({ side, stage });
    expect(movedStage(counts, at('left', 3), 'ArrowRight')).toEqual(at('right', 1));
    expect(movedStage(counts, at('left', 3), 'ArrowDown')).toEqual(at('left', 3));
    expect(movedStage(counts, at('right', 1), 'Home')).toEqual(at('right', 0));
    expect(movedStage(counts, at('left', 0), 'End')).toEqual(at('left', 3));
    expect(movedStage(counts, at('left', 0), 'x')).toBeNull();
    expect(movedStage({ left: 1, right: 0 }, at('left', 0), 'ArrowRight')).toBeNull();
  });
});

describe('what these panels saved', () => {
  it('is read back, and anything else is as nothing', () => {
    const convergence = {
      subject: 's',
      look: { axis: 'seconds', log: true, asShare: true },
      asTable: true,
      reading: 0.25,
      scroll: 7,
    };
    expect(readConvergenceState(structuredClone(convergence))).toEqual(convergence);
    const compare = { subject: 's', asTable: true, scroll: 7 };
    expect(readCompareState(structuredClone(compare))).toEqual(compare);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(readConvergenceState(anything).reading).toBeLessThanOrEqual(1);
        expect(typeof readCompareState(anything).subject).toBe('string');
      }),
    );
  });
});
