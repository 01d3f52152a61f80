import type { IndexedBand, InterferenceEvent, ReplayHeader } from '../../../protocol/replayRecord';
import { interferenceWords } from './interferenceWords';

interface Band {
  readonly from: number | null;
  to: number | null;
  begun: number;
  words: string;
  /** Episodes that are active. */
  readonly active: Set<number>;
}

/** Interference of one block, by place: one band each, from the first begin to the last end. */
export class BlockBands {
  private readonly bands = new Map<number, Band>();

  /** @param active at the begin of the block. */
  constructor(
    private readonly placeOf: ReadonlyMap<string, number>,
    private readonly axis: ReplayHeader['axis'],
    active: Iterable<InterferenceEvent>,
  ) {
    for (const event of active) this.band(event, null)?.active.add(event.episode);
  }

  add(event: InterferenceEvent): void {
    const position = this.axis === 'queries' ? event.query : event.seconds;
    if (event.state === 'begin') {
      const band = this.band(event, position);
      if (band === null) return;
      band.begun += 1;
      band.active.add(event.episode);
      band.to = null;
      return;
    }
    const band = this.bands.get(this.placeOf.get(event.place) ?? -1);
    if (band?.active.delete(event.episode) && band.active.size === 0) band.to = position;
  }

  indexed(): IndexedBand[] {
    return [...this.bands].map(([place, { from, to, begun, words }]) => [
      place,
      from,
      to,
      begun,
      words,
    ]);
  }

  private band(event: InterferenceEvent, from: number | null): Band | null {
    const place = this.placeOf.get(event.place);
    if (place === undefined) return null;
    const known = this.bands.get(place);
    if (known !== undefined) return known;
    const words = interferenceWords(event);
    const band: Band = { from, to: null, begun: 0, words, active: new Set() };
    this.bands.set(place, band);
    return band;
  }
}
