import type { ReplayBand, ReplayWindowRequest } from '../../../protocol/replayModel';
import type { IndexedBand, InterferenceEvent, ReplayHeader } from '../../../protocol/replayRecord';
import { groupedCount } from '../../core/units';
import { interferenceWords } from '../record/interferenceWords';
import type { ReplayEvent } from '../record/policyState';
import type { ReplayAxis } from './replayAxis';
import type { ReplayBlock } from './replaySource';

/** Bands from afar: as the index knows them. */
export function blockBandsOf(axis: ReplayAxis, blocks: readonly ReplayBlock[]): ReplayBand[] {
  const bands = new OpenBands();
  for (const block of blocks) {
    for (const band of block.bands) bands.addIndexed(band, axis.from(block), axis.to(block));
  }
  return bands.all;
}

/** Bands near by: one for each episode. */
export function eventBands(
  header: ReplayHeader,
  axis: ReplayAxis,
  blocks: readonly ReplayBlock[],
  eventsOf: readonly (readonly ReplayEvent[])[],
): ReplayBand[] {
  const placeOf = new Map(header.system.places.map(({ name }, index) => [name, index]));
  const bands: { -readonly [K in keyof ReplayBand]: ReplayBand[K] }[] = [];
  const open = new Map<number, (typeof bands)[number]>();
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return [];
  const begin = (event: InterferenceEvent, from: number) => {
    const place = placeOf.get(event.place);
    if (place === undefined) return;
    const words = interferenceWords(event);
    const band = { place, from, to: axis.to(last), count: 1, words };
    open.set(event.episode, band);
    bands.push(band);
  };
  for (const event of first.active) begin(event, Math.min(axis.event(event), axis.from(first)));
  for (const event of eventsOf.flat()) {
    if (event.event !== 'interference') continue;
    if (event.state === 'begin') begin(event, axis.event(event));
    else {
      const band = open.get(event.episode);
      if (band !== undefined) band.to = axis.event(event);
      open.delete(event.episode);
    }
  }
  return bands;
}

/** Bands of a window; those of a place with less than a column between them are one. */
export function windowBands(
  bands: readonly ReplayBand[],
  { from, to, columns }: ReplayWindowRequest,
): ReplayBand[] {
  const width = (to - from) / columns;
  const merged: ReplayBand[] = [];
  const lastOf = new Map<number, number>();
  for (const band of bands) {
    if (band.to <= from || band.from >= to) continue;
    const index = lastOf.get(band.place);
    const before = index === undefined ? undefined : merged[index];
    if (index === undefined || before === undefined || isApart(before, band, width)) {
      lastOf.set(band.place, merged.push(band) - 1);
      continue;
    }
    const count = before.count + band.count;
    merged[index] = { ...before, to: Math.max(before.to, band.to), count };
  }
  return merged.map((band) =>
    band.count <= 1 ? band : { ...band, words: `${groupedCount(band.count)} episodes` },
  );
}

/** What can be told apart stays apart: a gap of a column, or episodes that are wide themselves. */
function isApart(before: ReplayBand, band: ReplayBand, width: number): boolean {
  const gap = band.from - before.to;
  if (gap >= width) return true;
  return before.to - before.from >= 8 * width && band.to - band.from >= 8 * width;
}

/** Joins what blocks say of places to bands that go through several of them. */
class OpenBands {
  readonly all: { -readonly [K in keyof ReplayBand]: ReplayBand[K] }[] = [];
  private readonly open = new Map<number, (typeof this.all)[number]>();

  addIndexed([place, from, to, begun, words]: IndexedBand, begin: number, end: number): void {
    const known = from === null ? this.open.get(place) : undefined;
    const count = begun + (from === null && known === undefined ? 1 : 0);
    let band = known;
    if (band === undefined) {
      band = { place, from: from ?? begin, to: to ?? end, count, words };
      this.all.push(band);
    } else {
      band.to = to ?? end;
      band.count += count;
    }
    if (to === null) this.open.set(place, band);
    else this.open.delete(place);
  }
}
