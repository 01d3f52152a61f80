import { describe, expect, it } from 'vitest';
import { createTimeTable, type TimeTableInput } from '../../../server/engine/cost/timeTable';

/** A table from rows of times (layer × place); everything else has a harmless default. */
function tableOf(
  rows: readonly (readonly number[])[],
  places: number,
  more: Partial<TimeTableInput> = {},
) {
  return createTimeTable({
    layers: rows.map((_, layer) => `l${layer}`),
    places: Array.from({ length: places }, (_, place) => `p${place}`),
    seconds: Float64Array.from(rows.flat()),
    hints: new Float64Array(rows.length),
    cutBytes: new Float64Array(rows.length + 1),
    linkLatencySeconds: new Float64Array(places * places),
    linkSecondsPerByte: new Float64Array(places * places),
    overlapped: true,
    weightBytes: new Float64Array(rows.length),
    memoryBytes: new Float64Array(places).fill(Infinity),
    ...more,
  });
}

describe('createTimeTable', () => {
  it('sums the times before each layer, place by place', () => {
    const table = tableOf([[1, 10], [2, 20]], 2); // prettier-ignore
    expect([...table.secondsBefore]).toEqual([0, 1, 3, 0, 10, 30]);
    expect(table.seconds(1, 1)).toBe(20);
  });

  it('ranks by total time, equal ones by index, and splits at the widest gap', () => {
    const { space } = tableOf([[8, 1, 8, 1.2, 4]], 5);
    expect([...space.rank]).toEqual([1, 3, 4, 0, 2]);
    expect([...space.fast]).toEqual([0, 1, 0, 1, 0]);
  });

  it('calls all places fast where none stands out', () => {
    expect([...tableOf([[2, 2, 2]], 3).space.fast]).toEqual([1, 1, 1]);
    expect([...tableOf([[2, 2.1, 2.05]], 3).space.fast]).toEqual([1, 1, 1]);
  });

  it('works without layers and without times', () => {
    const empty = tableOf([], 2);
    expect([...empty.secondsBefore]).toEqual([0, 0]);
    expect([...empty.space.rank]).toEqual([0, 1]);
    expect([...empty.space.weightBytesBefore]).toEqual([0]);
    const idle = tableOf([[0, 0, 5]], 3).space;
    expect([...idle.fast]).toEqual([1, 1, 0]);
    expect(idle.classCount).toBe(2);
  });

  it('takes a given rank and split', () => {
    const rank = Int32Array.of(1, 0);
    const fast = Uint8Array.of(0, 1);
    expect(tableOf([[1, 2]], 2, { rank, fast }).space).toMatchObject({ rank, fast });
  });

  it('tells classes apart by column, not by total', () => {
    const rows = [[1, 2, 1], [2, 1, 2]]; // prettier-ignore
    expect([...tableOf(rows, 3).space.classOf]).toEqual([0, 1, 0]);
  });

  it('tells classes apart by memory', () => {
    const memoryBytes = Float64Array.of(1, 1, 2);
    expect([...tableOf([[1, 1, 1]], 3, { memoryBytes }).space.classOf]).toEqual([0, 0, 1]);
  });

  it('tells classes apart by links among their members', () => {
    // 0–1 and 2–3 are near, everything else is far: every row has the same multiset of links.
    const near = new Set(['0-1', '1-0', '2-3', '3-2']);
    const linkLatencySeconds = Float64Array.from({ length: 16 }, (_, i) =>
      near.has(`${Math.floor(i / 4)}-${i % 4}`) ? 1 : 5,
    );
    const { space } = tableOf([[1, 1, 1, 1]], 4, { linkLatencySeconds });
    expect([...space.classOf]).toEqual([0, 0, 1, 1]);
  });

  it('tells apart two places whose link has a slower direction', () => {
    const linkSecondsPerByte = Float64Array.of(9, 1, 2, 7);
    const { space } = tableOf([[1, 1]], 2, { linkSecondsPerByte });
    expect([...space.classOf]).toEqual([0, 1]);
    expect([...space.linkSecondsPerByte]).toEqual([0, 1, 2, 0]);
  });
});
