import type {
  IndexedBlock,
  RecordedStages,
  ReplayHeader,
  SamplesEvent,
  SummaryEvent,
} from '../../../protocol/replayRecord';
import type { ReplayEvent } from '../record/policyState';

/** A block of a policy with the configuration that serves before its first event. */
export interface ReplayBlock extends IndexedBlock {
  readonly stages: RecordedStages;
  readonly stoodBy: RecordedStages;
}

/** One policy of a replay that is looked at. */
export interface ReplayedPolicy {
  /** Index in the header. */
  readonly index: number;
  readonly name: string;
  readonly title: string;
  /** In order; what is missing in a damaged file leaves a gap. */
  readonly blocks: readonly ReplayBlock[];
  /** Null where the file ended before it. */
  readonly summary: SummaryEvent | null;
}

/** A replay that was recorded, of which blocks are read when they are looked at. */
export interface ReplaySource {
  readonly header: ReplayHeader;
  /** As in the header. */
  readonly policies: readonly ReplayedPolicy[];
  /** What is wrong with the file, and what that means for what is shown. */
  readonly problems: readonly string[];
  /** Events of a block in order. Rejects where the file is no longer what it was. */
  events(block: ReplayBlock): Promise<readonly ReplayEvent[]>;
  /** Samples of a block. Rejects where the file is no longer what it was. */
  samples(block: ReplayBlock): Promise<SamplesEvent>;
}

/** Blocks of an index by policy, with what they leave out because the block before says it. */
export function blocksByPolicy(
  header: ReplayHeader,
  blocks: readonly IndexedBlock[],
  summaries: readonly SummaryEvent[],
): ReplayedPolicy[] {
  const own: ReplayBlock[][] = header.policies.map(() => []);
  const known: RecordedStages[] = header.policies.map(() => []);
  for (const block of blocks) {
    const stages = block.stages ?? known[block.policy] ?? [];
    known[block.policy] = stages;
    own[block.policy]?.push({ ...block, stages, stoodBy: block.stoodBy ?? stages });
  }
  return header.policies.map(({ policy, title }, index) => ({
    index,
    name: policy,
    title,
    blocks: own[index] ?? [],
    summary: summaries.find((summary) => summary.policy === index) ?? null,
  }));
}

/** Why the blocks of an index cannot be those of a file; null where they can. */
export function indexFault(
  { policies }: ReplayHeader,
  blocks: readonly IndexedBlock[],
  fileBytes: number,
): string | null {
  const ends = policies.map(() => ({ query: 0, seconds: 0 }));
  let endBytes = 0;
  for (const [index, block] of blocks.entries()) {
    const end = ends[block.policy];
    const fault =
      end === undefined
        ? `is of policy ${block.policy}, which there is not`
        : block.query < end.query || block.seconds < end.seconds
          ? 'begins before the block before it ends'
          : block.endSeconds < block.seconds
            ? 'ends before it begins'
            : block.offset + block.bytes > fileBytes
              ? 'is beyond the end of the file'
              : block.offset < endBytes
                ? 'has lines of the block before'
                : null;
    if (fault !== null) return `block ${index} ${fault}`;
    endBytes = block.offset + block.bytes;
    ends[block.policy] = { query: block.query + block.count, seconds: block.endSeconds };
  }
  return null;
}
