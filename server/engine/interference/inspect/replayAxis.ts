import type { ReplayHeader } from '../../../protocol/replayRecord';
import type { ReplayEvent } from '../record/policyState';
import type { ReplayBlock, ReplayedPolicy } from './replaySource';

/** Where things lie on the axis that a replay's policies share: queries, or seconds. */
export interface ReplayAxis {
  event(event: Pick<ReplayEvent, 'query' | 'seconds'>): number;
  from(block: ReplayBlock): number;
  to(block: ReplayBlock): number;
}

const queries: ReplayAxis = {
  event: ({ query }) => query,
  from: ({ query }) => query,
  to: ({ query, count }) => query + count,
};

const seconds: ReplayAxis = {
  event: (event) => event.seconds,
  from: (block) => block.seconds,
  to: ({ endSeconds }) => endSeconds,
};

/** The axis of a replay. */
export function axisOf({ axis }: Pick<ReplayHeader, 'axis'>): ReplayAxis {
  return axis === 'queries' ? queries : seconds;
}

/** Where a policy ends on the axis; 0 where it has no block. */
export function endOf(axis: ReplayAxis, { blocks }: ReplayedPolicy): number {
  const last = blocks.at(-1);
  return last === undefined ? 0 : axis.to(last);
}

/** Index of the last block that begins at `position` or before; 0 where all begin later. */
export function blockAt(
  axis: ReplayAxis,
  blocks: readonly ReplayBlock[],
  position: number,
): number {
  return Math.max(0, countWhile(blocks, (block) => axis.from(block) <= position) - 1);
}

/** Blocks that have a part between two positions. */
export function blocksBetween(
  axis: ReplayAxis,
  blocks: readonly ReplayBlock[],
  from: number,
  to: number,
): readonly ReplayBlock[] {
  const first = countWhile(blocks, (block) => axis.to(block) <= from);
  return blocks.slice(
    first,
    Math.max(
      first,
      countWhile(blocks, (block) => axis.from(block) < to),
    ),
  );
}

/** How many entries hold at the beginning of a list, where none holds after one that does not. */
export function countWhile<T>(entries: ArrayLike<T>, holds: (entry: T) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && holds(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}
