import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane, StageMapModel } from '../../server/protocol/stageMapModel';
import type { Rect } from '../../webview/src/common/map/mapDrawing';
import { stageMapLayout } from '../../webview/src/stageMap/layout';
import type { Label, StageMapLayout } from '../../webview/src/stageMap/shapes';
import { letters } from './letters';
import { manyLayers, mostlyUnused, oneLayer, resNet50, sampleModel } from './sampleModels';

const close = 1e-6;

function allLabels(layout: StageMapLayout): Label[] {
  const ticks = layout.axis.ticks.flatMap(({ label }) => (label ? [label] : []));
  return [...ticks, ...layout.axis.headings, layout.axis.period.label];
}

function expectInside(rect: Rect, row: Rect): void {
  expect(rect.x).toBeGreaterThanOrEqual(row.x - close);
  expect(rect.y).toBeGreaterThanOrEqual(row.y - close);
  expect(rect.x + rect.width).toBeLessThanOrEqual(row.x + row.width + close);
  expect(rect.y + rect.height).toBeLessThanOrEqual(row.y + row.height + close);
}

function expectApart(labels: readonly Label[], width: number): void {
  for (const label of labels) {
    expect(label.x, label.text).toBeGreaterThanOrEqual(-close);
    expect(label.x + label.width, label.text).toBeLessThanOrEqual(width + close);
  }
  const byX = [...labels].sort((a, b) => a.x - b.x);
  for (const [index, label] of byX.entries()) {
    for (const other of byX.slice(index + 1)) {
      const sameLine = Math.abs(label.baseline - other.baseline) < letters.small;
      const message = `"${label.text}" and "${other.text}"`;
      if (sameLine) expect(other.x, message).toBeGreaterThanOrEqual(label.x + label.width - close);
    }
  }
}

function expectSound(model: StageMapModel, width: number): StageMapLayout {
  const layout = stageMapLayout(model, width, letters);
  expectFinite(layout);
  expectApart(allLabels(layout), width);
  for (const shape of layout.lanes) {
    const { bar, segments, row } = shape;
    const layers = model.lanes[shape.lane]?.segments.length ?? 0;
    expect(segments.map(({ first }) => first)).toEqual(
      segments.length ? [0, ...segments.slice(0, -1).map(({ end }) => end)] : [],
    );
    expect(segments.at(-1)?.end ?? 0).toBe(layers);
    let x = bar.x;
    for (const segment of segments) {
      expect(segment.x).toBe(x);
      if (segments.length > 1) expect(segment.width).toBeGreaterThanOrEqual(1);
      x = segment.x + segment.width;
    }
    if (segments.length > 0) expect(x).toBe(bar.x + bar.width);
    for (const rect of [bar, shape.transfer, shape.idle, shape.outline, ...segments]) {
      if (rect) expectInside(rect, row);
    }
    for (const label of shape.labels.filter(({ kind }) => kind === 'segment')) {
      const holder = segments.find((s) => s.x <= label.x && label.x + label.width <= s.x + s.width);
      expect(holder, label.text).toBeDefined();
    }
    expectApart(shape.labels, width);
    for (const label of shape.labels) {
      expect(label.baseline).toBeGreaterThan(row.y + letters.small * 0.7);
      expect(label.baseline).toBeLessThan(row.y + row.height);
    }
  }
  for (const { labels } of layout.unused) expectApart(labels, width);
  return layout;
}

function expectFinite(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectFinite);
}

const seconds = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1e-9, 5e-324, 1e300, Number.MAX_VALUE, Infinity, NaN, -1),
);
const name = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom('', 'conv', '\u202Eevil', '👩‍👩‍👧'.repeat(40)),
);
const lane = (stage: number | null): fc.Arbitrary<Lane> =>
  fc.record({
    place: name,
    fast: fc.boolean(),
    description: name,
    stage: fc.constant(stage),
    segments: fc.array(fc.record({ layer: fc.nat(), name, seconds }), {
      maxLength: stage === null ? 0 : 30,
    }),
    computeSeconds: seconds,
    transferSeconds: seconds,
    idleSeconds: seconds,
    busy: fc.double({ min: 0, max: 1, noNaN: true }),
    bottleneck: fc.boolean(),
    bottleneckIsTransfer: fc.boolean(),
  });
const model = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 8 }))
  .chain(([used, unused]) =>
    fc.record({
      lanes: fc.tuple(
        ...Array.from({ length: used }, (_, index) => lane(index + 1)),
        ...Array.from({ length: unused }, () => lane(null)),
      ),
      periodSeconds: seconds,
      axisSeconds: seconds,
      transfers: fc.constantFrom('overlapped' as const, 'blocking' as const),
    }),
  )
  .map((parts): StageMapModel => ({ ...resNet50(), ...parts }));

describe('stageMapLayout', () => {
  it.each([
    ['one layer', oneLayer()],
    ['54 layers on 8 places', resNet50()],
    ['500 layers on 52 places', manyLayers()],
    ['unused places', mostlyUnused()],
    ['blocking transfers', sampleModel({ layers: 30, places: 6, transfers: 'blocking' })],
    [
      'a transfer as the bottleneck',
      sampleModel({ layers: 30, places: 6, bottleneckIsTransfer: true }),
    ],
  ])('is sound for %s at every width', (_, sample) => {
    for (const width of [240, 400, 598, 600, 800, 1600, 3000]) expectSound(sample, width);
  });

  it('is sound for any model, hostile numbers and names included', () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 320, max: 2000 }), (sample, width) => {
        expectSound(sample, width);
      }),
      { numRuns: 150 },
    );
  });

  it('draws every bar in proportion to its time on one axis', () => {
    const sample = resNet50();
    const { lanes, plot } = stageMapLayout(sample, 1200, letters);
    for (const { bar, lane: index } of lanes) {
      const share = (sample.lanes[index]?.computeSeconds ?? 0) / sample.axisSeconds;
      expect(bar.width / plot.width).toBeCloseTo(share, 4);
    }
  });

  it('outlines the slowest stage, or the transfer that is slower still', () => {
    const stage = stageMapLayout(resNet50(), 1200, letters).lanes.filter(({ outline }) => outline);
    expect(stage).toHaveLength(1);
    expect(stage[0]?.outline?.width).toBe((stage[0]?.bar.width ?? 0) + 6);
    const sample = sampleModel({ layers: 30, places: 6, bottleneckIsTransfer: true });
    const link = stageMapLayout(sample, 1200, letters).lanes.filter(({ outline }) => outline);
    expect(link).toHaveLength(1);
    expect(link[0]?.outline?.width).toBe((link[0]?.transfer?.width ?? 0) + 6);
  });

  it('merges layers thinner than a pixel for drawing only', () => {
    const sample = sampleModel({ layers: 5000, places: 1 });
    const [shape] = stageMapLayout(sample, 1000, letters).lanes;
    expect(shape?.segments.length).toBeLessThan(1000);
    expect(shape?.segments.at(-1)?.end).toBe(5000);
  });

  it('keeps layers without time in the neighbouring rectangle', () => {
    const base = resNet50();
    const lanes = base.lanes.map((each) => ({
      ...each,
      segments: each.segments.map((segment, index) => ({
        ...segment,
        seconds: index % 2 ? 0 : segment.seconds,
      })),
    }));
    const { lanes: shapes } = expectSound({ ...base, lanes }, 800);
    expect(shapes.flatMap(({ segments }) => segments).every(({ width }) => width > 1)).toBe(true);
  });

  it('collapses many unused places into one row, and shows a few each in its own', () => {
    expect(stageMapLayout(mostlyUnused(), 1000, letters).unused).toHaveLength(1);
    expect(stageMapLayout(mostlyUnused(), 1000, letters).unused[0]?.labels[0]?.text).toBe(
      '18 unused places',
    );
    const few = sampleModel({ layers: 20, places: 6, used: 4 });
    expect(stageMapLayout(few, 1000, letters).unused).toHaveLength(2);
  });

  it('names each place and says by a sign whether it is slow, however narrow the panel', () => {
    const sample = resNet50();
    for (const width of [160, 200, 240, 280, 400, 1200]) {
      for (const shape of expectSound(sample, width).lanes) {
        const { fast, place } = sample.lanes[shape.lane] ?? {};
        const text = shape.labels.map((label) => label.text).join(' ');
        expect(text).toContain(fast ? '▲' : '▽');
        expect(text, `${width} pixels`).toContain(place);
      }
    }
  });
});
