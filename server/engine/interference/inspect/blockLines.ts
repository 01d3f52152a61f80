import type { ReplayHeader, SamplesEvent } from '../../../protocol/replayRecord';
import { parseReplayLine } from '../record/parseReplayLine';
import type { ReplayEvent } from '../record/policyState';
import type { ReplayBlock } from './replaySource';

/** The lines of one block. */
export interface BlockLines {
  readonly events: readonly ReplayEvent[];
  readonly samples: SamplesEvent;
}

/**
 * Reads the lines of a block; null where they are not those that the index tells of. Lines that cannot
 * be read, and lines of other policies, are left out.
 */
export function readBlockLines(
  header: ReplayHeader,
  block: ReplayBlock,
  text: string,
): BlockLines | null {
  const events: ReplayEvent[] = [];
  for (const own of text.split('\n')) {
    if (own === '') continue;
    const parsed = parseReplayLine(header, own);
    if (!parsed.ok) continue;
    const { line } = parsed;
    if (line.event === 'index' || line.event === 'end' || line.event === 'summary') continue;
    if (line.policy !== block.policy) continue;
    if (line.event !== 'samples') events.push(line);
    else if (line.query === block.query && line.count === block.count) {
      return { events, samples: line };
    }
  }
  return null;
}
