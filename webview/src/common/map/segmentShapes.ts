import type { LayerSegment } from '../../../../server/protocol/stageMapModel';
import type { Rect } from './mapDrawing';
import type { TimeScale } from './timeScale';

/** A run of layers that is drawn as one rectangle: one layer, or several too thin to be told apart. */
export interface SegmentShape extends Rect {
  /** Indices into the lane's segments: [first, end). */
  readonly first: number;
  readonly end: number;
  readonly seconds: number;
  /** Alternates along the bar, so that neighbours differ. */
  readonly odd: boolean;
}

/** Thinner rectangles are not drawn alone, in pixels. */
const thinnest = 1;

/**
 * Cuts a bar into rectangles that tile it exactly. Runs of layers thinner than a pixel become one
 * rectangle; what stays too thin joins its neighbour, so only a whole bar may be thinner than that.
 */
export function segmentShapes(
  segments: readonly LayerSegment[],
  scale: TimeScale,
  y: number,
  height: number,
): SegmentShape[] {
  if (segments.length === 0) return [];
  const ends = runningSeconds(segments);
  const edges = ends.map((seconds) => scale.toX(seconds));
  const cuts = cutsBetweenDrawn(edges);
  return cuts.slice(1).map((end, index) => {
    const first = cuts[index] ?? 0;
    const x = edges[first] ?? scale.x;
    const seconds = (ends[end] ?? 0) - (ends[first] ?? 0);
    return {
      first,
      end,
      seconds,
      odd: index % 2 === 1,
      x,
      y,
      width: (edges[end] ?? x) - x,
      height,
    };
  });
}

/** Time before each segment, and after the last; what is not a time counts as 0. */
export function runningSeconds(segments: readonly LayerSegment[]): number[] {
  const ends = [0];
  let sum = 0;
  for (const { seconds } of segments) {
    if (Number.isFinite(seconds) && seconds > 0) sum = Math.min(Number.MAX_VALUE, sum + seconds);
    ends.push(sum);
  }
  return ends;
}

/** Indices of the edges that are kept, the first and the last always. */
function cutsBetweenDrawn(edges: readonly number[]): number[] {
  const last = edges.length - 1;
  const at = (index: number): number => edges[index] ?? 0;
  const isThin = (index: number): boolean => at(index + 1) - at(index) < thinnest;
  const cuts = [0];
  for (let index = 1; index < last; index += 1) {
    const since = at(index) - at(cuts[cuts.length - 1] ?? 0);
    // A run of thin layers goes on until a layer that can be seen begins.
    const insideRun = isThin(index - 1) && isThin(index) && since < 2 * thinnest;
    if (since >= thinnest && !insideRun) cuts.push(index);
  }
  while (cuts.length > 1 && at(last) - at(cuts[cuts.length - 1] ?? 0) < thinnest) cuts.pop();
  cuts.push(last);
  return cuts;
}
