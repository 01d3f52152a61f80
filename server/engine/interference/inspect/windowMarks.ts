import type { ReplayMark, ReplayWindowRequest } from '../../../protocol/replayModel';
import type { RecordedStages } from '../../../protocol/replayRecord';
import { groupedCount } from '../../core/units';
import type { ReplayEvent } from '../record/policyState';
import type { ReplayAxis } from './replayAxis';
import { blockState } from './blockState';
import { layerMoves, movesLine } from './layerMoves';
import type { ReplayBlock } from './replaySource';

const plural = { detection: 'detections', trial: 'trials', switch: 'switches' } as const;

/** Marks from afar: what blocks count. */
export function blockMarks(axis: ReplayAxis, blocks: readonly ReplayBlock[]): ReplayMark[] {
  const marks: ReplayMark[] = [];
  for (const block of blocks) {
    if (block.detections + block.trials + block.switches === 0) continue;
    const counts = { detection: block.detections, trial: block.trials, switch: block.switches };
    for (const kind of kinds) {
      const count = counts[kind];
      if (count === 0) continue;
      const words = count === 1 ? `${kind} near query ${groupedCount(block.query)}` : '';
      marks.push({ kind, from: axis.from(block), to: axis.to(block), count, words });
    }
  }
  return marks;
}

const kinds = ['detection', 'trial', 'switch'] as const;

/** Marks near by: a detection and a switch are moments, a trial lasts until the next configuration. */
export function eventMarks(
  axis: ReplayAxis,
  layers: readonly string[],
  blocks: readonly ReplayBlock[],
  eventsOf: readonly (readonly ReplayEvent[])[],
): ReplayMark[] {
  const marks: { -readonly [K in keyof ReplayMark]: ReplayMark[K] }[] = [];
  let trial: (typeof marks)[number] | null = null;
  blocks.forEach((block, index) => {
    const state = blockState(block);
    for (const event of eventsOf[index] ?? []) {
      const at = axis.event(event);
      const before: RecordedStages = state.stages;
      const stoodBy: RecordedStages = state.stoodBy;
      const switches = state.apply(event);
      if (event.event === 'detection') {
        const words = `${event.place} ${event.direction}`;
        marks.push({ kind: 'detection', from: at, to: at, count: 1, words });
      }
      if (event.event !== 'configuration') continue;
      if (trial !== null) trial.to = at;
      trial = null;
      if (event.cause === 'trial') {
        const words = movesLine(layerMoves(layers, before, event.stages));
        trial = { kind: 'trial', from: at, to: at, count: 1, words };
        marks.push(trial);
      } else if (switches) {
        const words = movesLine(layerMoves(layers, stoodBy, event.stages));
        marks.push({ kind: 'switch', from: at, to: at, count: 1, words });
      }
    }
  });
  return marks;
}

/** Marks of a window, those of a kind that begin in one column as one. */
export function windowMarks(
  marks: readonly ReplayMark[],
  { from, to, columns }: ReplayWindowRequest,
): ReplayMark[] {
  const width = (to - from) / columns;
  const lastOf = new Map<ReplayMark['kind'], { column: number; index: number }>();
  const merged: ReplayMark[] = [];
  for (const mark of marks) {
    if (mark.to < from || mark.from > to) continue;
    const column = Math.floor((mark.from - from) / width);
    const last = lastOf.get(mark.kind);
    const before = last?.column === column ? merged[last.index] : undefined;
    if (last === undefined || before === undefined) {
      lastOf.set(mark.kind, { column, index: merged.push(mark) - 1 });
      continue;
    }
    const count = before.count + mark.count;
    merged[last.index] = { ...before, to: Math.max(before.to, mark.to), count };
  }
  return merged.map((mark) => {
    const { count, kind } = mark;
    return count === 1 ? mark : { ...mark, words: `${groupedCount(count)} ${plural[kind]}` };
  });
}
