import { onReplay, queryStep, type Axis } from './axisWindow';

/** Queries that an arrow key moves together with Shift. */
const manyQueries = 10;
/** Part of the axis that a page is. */
const page = 0.01;

/** A key as it was pressed. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** What a key does that moves no playhead by itself. */
export type KeyCommand =
  'next' | 'previous' | 'zoomIn' | 'zoomOut' | 'fit' | 'earlier' | 'later' | 'play';

/** Where a key takes the playhead; null for a key that does not move it. */
export function movedBy(
  { key, shiftKey }: PressedKey,
  position: number,
  axis: Axis,
): number | null {
  const step = queryStep(axis) * (shiftKey ? manyQueries : 1);
  const pageStep = Math.max(queryStep(axis), axis.end * page);
  const to = (target: number): number => onReplay(target, axis);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(position + step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(position - step);
    case 'PageDown':
      return to(position + pageStep);
    case 'PageUp':
      return to(position - pageStep);
    case 'Home':
      return 0;
    case 'End':
      return to(axis.end);
    default:
      return null;
  }
}

/** What a key does, wherever the focus is; null for a key that does nothing. */
export function commandOf({ key }: PressedKey): KeyCommand | null {
  switch (key) {
    case 'n':
    case ']':
      return 'next';
    case 'p':
    case '[':
      return 'previous';
    case '+':
    case '=':
      return 'zoomIn';
    case '-':
      return 'zoomOut';
    case '0':
    case 'f':
      return 'fit';
    case ',':
      return 'earlier';
    case '.':
      return 'later';
    case 'k':
      return 'play';
    default:
      return null;
  }
}
