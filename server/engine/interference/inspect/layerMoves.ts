import type { RecordedStages } from '../../../protocol/replayRecord';

/** What differs between two configurations of the same layers. */
export interface LayerMoves {
  /** Layers, by index, that run on another place. */
  readonly layers: readonly number[];
  /** A sentence part for each run of layers that moved together: `conv5_1: ep3 → ep2`. */
  readonly words: readonly string[];
}

/** Which layers run elsewhere after a change of the configuration. */
export function layerMoves(
  names: readonly string[],
  before: RecordedStages,
  after: RecordedStages,
): LayerMoves {
  const from = placeOfLayers(before, names.length);
  const to = placeOfLayers(after, names.length);
  const layers: number[] = [];
  const words: string[] = [];
  for (let layer = 0; layer < names.length; layer += 1) {
    if (from[layer] === to[layer]) continue;
    const first = layer;
    while (from[layer + 1] === from[first] && to[layer + 1] === to[first] && layer + 1 < names.length) layer += 1; // prettier-ignore
    for (let moved = first; moved <= layer; moved += 1) layers.push(moved);
    const run = first === layer ? names[first] : `${names[first]} … ${names[layer]}`;
    words.push(`${run}: ${from[first] ?? '–'} → ${to[first] ?? '–'}`);
  }
  return { layers, words };
}

/** Moves as one line: the first one, and how many there are besides. */
export function movesLine({ words }: LayerMoves): string {
  const [first = 'nothing moved', ...others] = words;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function placeOfLayers(stages: RecordedStages, count: number): (string | undefined)[] {
  const places = Array<string | undefined>(count).fill(undefined);
  for (const [start, end, place] of stages) places.fill(place, start, end);
  return places;
}
