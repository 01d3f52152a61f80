import type { SegmentPosition } from './panelState';
import type { LaneShape } from './shapes';

/** Lanes that a page key skips. */
const pageLanes = 8;

/**
 * The segment that a key leads to, as in a grid: ←/→ and Home/End within the lane, ↑/↓ and the page
 * keys to what lies above or below, Ctrl+Home/End to the first or last of all. Null for other keys.
 */
export function moveFocus(
  lanes: readonly LaneShape[],
  from: SegmentPosition,
  key: string,
  ctrl: boolean,
): SegmentPosition | null {
  const { lane, segment } = nearestPosition(lanes, from);
  const last = (index: number): number => (lanes[index]?.segments.length ?? 1) - 1;
  switch (key) {
    case 'ArrowLeft':
      return { lane, segment: Math.max(0, segment - 1) };
    case 'ArrowRight':
      return { lane, segment: Math.min(last(lane), segment + 1) };
    case 'Home':
      return ctrl ? nearestPosition(lanes, { lane: 0, segment: 0 }) : { lane, segment: 0 };
    case 'End':
      return ctrl
        ? nearestPosition(lanes, { lane: lanes.length - 1, segment: Infinity })
        : { lane, segment: last(lane) };
    case 'ArrowUp':
      return across(lanes, lane, segment, -1);
    case 'ArrowDown':
      return across(lanes, lane, segment, 1);
    case 'PageUp':
      return across(lanes, lane, segment, -pageLanes);
    case 'PageDown':
      return across(lanes, lane, segment, pageLanes);
    default:
      return null;
  }
}

/** The position itself where it exists, else one that does. */
export function nearestPosition(
  lanes: readonly LaneShape[],
  position: SegmentPosition,
): SegmentPosition {
  const lane = Math.max(0, Math.min(lanes.length - 1, position.lane));
  const most = (lanes[lane]?.segments.length ?? 1) - 1;
  return { lane, segment: Math.max(0, Math.min(most, position.segment)) };
}

function across(
  lanes: readonly LaneShape[],
  lane: number,
  segment: number,
  by: number,
): SegmentPosition {
  const way = Math.sign(by);
  let target = Math.max(0, Math.min(lanes.length - 1, lane + by));
  // A lane without layers has nothing to stand on.
  while (lanes[target]?.segments.length === 0) target += way;
  const shape = lanes[lane]?.segments[segment];
  const segments = lanes[target]?.segments;
  if (target === lane || !shape || !segments || segments.length === 0) return { lane, segment };
  const middle = shape.x + shape.width / 2;
  const under = segments.findIndex(({ x, width }) => x + width > middle);
  return { lane: target, segment: under < 0 ? segments.length - 1 : under };
}
