import type { MapLabel, Rect } from '../common/map/mapDrawing';
import type { SegmentShape } from '../common/map/segmentShapes';

/** What a text says, which decides its face and colour. */
export type TextKind =
  | 'stage'
  | 'place'
  | 'detail'
  | 'segment'
  | 'range'
  | 'time'
  | 'busy'
  | 'mark'
  | 'tick'
  | 'period'
  | 'heading'
  | 'unused';

/** One line of text. */
export type Label = MapLabel<TextKind>;

/** One used execution place. */
export interface LaneShape {
  /** Index into the model's lanes. */
  readonly lane: number;
  /** The whole row. */
  readonly row: Rect;
  /** From where to where the lines of the axis cross the row: not through its text. */
  readonly lines: { readonly top: number; readonly bottom: number };
  /** All layers together; the segments tile it. */
  readonly bar: Rect;
  readonly segments: readonly SegmentShape[];
  readonly transfer: Rect | null;
  readonly idle: Rect | null;
  /** Drawn around what sets the period. */
  readonly outline: Rect | null;
  readonly labels: readonly Label[];
}

/** One place without a stage, or all of them in one row. */
export interface UnusedRow {
  readonly row: Rect;
  readonly labels: readonly Label[];
}

/** The time axis above the lanes. */
export interface AxisShape {
  readonly height: number;
  readonly ticks: readonly { readonly x: number; readonly label: Label | null }[];
  readonly headings: readonly Label[];
  /** Where the period ends, and what it is called there. */
  readonly period: { readonly x: number; readonly label: Label };
}

/** Everything that is drawn of a stage map. */
export interface StageMapLayout {
  readonly width: number;
  /** Height of lanes and unused rows, without the axis. */
  readonly height: number;
  readonly plot: { readonly x: number; readonly width: number };
  readonly axis: AxisShape;
  readonly lanes: readonly LaneShape[];
  readonly unused: readonly UnusedRow[];
}
