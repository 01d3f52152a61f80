import type { StageTensors } from '../graph/cuttableModel';

/** Which tensors a stage's messages carry. Neighbours know the order: by name. */
export interface StageWires {
  /** From the stage before; nothing for the first, which makes the queries' input itself. */
  readonly received: readonly string[];
  /** To the stage after; nothing for the last. */
  readonly sent: readonly string[];
  /** What was received and nobody reads any more: its memory goes back. */
  readonly done: readonly string[];
}

/** Finds what the messages of a stage carry: everything that is live across its cuts. */
export function stageWires(
  { inputs, outputs, passing }: StageTensors,
  isFirst: boolean,
  isLast: boolean,
): StageWires {
  const received = isFirst ? [] : ordered([...inputs, ...passing]);
  const sent = isLast ? [] : ordered([...passing, ...outputs]);
  return { received, sent, done: received.filter((name) => !sent.includes(name)) };
}

function ordered(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
