import type { IndexedBlock, ReplayHeader, SummaryEvent } from '../../../protocol/replayRecord';
import { BlockIndexer } from '../record/blockIndexer';
import { parseReplayLine } from '../record/parseReplayLine';
import { mostActiveEpisodes, mostIndexBytes } from '../record/replayLimits';

/** Most faults that are told one by one. */
const mostFaults = 5;

/** How much of a replay is remembered while it is read. */
interface ScanLimits {
  /** About how many bytes its index would have. */
  readonly indexBytes: number;
  /** Episodes at once, of all policies. */
  readonly activeEpisodes: number;
}

const usualLimits = { indexBytes: mostIndexBytes, activeEpisodes: mostActiveEpisodes };

/**
 * Finds what a replay holds line by line, where its index is missing or cannot be right. What it
 * remembers is bounded, whatever the lines tell.
 */
export class ReplayScan {
  private readonly indexer: BlockIndexer;
  private readonly faults: string[] = [];
  private faultCount = 0;
  /** By policy. */
  private readonly found = new Map<number, SummaryEvent>();

  constructor(
    private readonly header: ReplayHeader,
    private readonly limits: ScanLimits = usualLimits,
  ) {
    this.indexer = new BlockIndexer(header);
  }

  get blocks(): readonly IndexedBlock[] {
    return this.indexer.blocks;
  }

  get summaries(): readonly SummaryEvent[] {
    return [...this.found.values()];
  }

  /** True where more blocks than these are not remembered: lines that come now add nothing. */
  get isFull(): boolean {
    return this.indexer.bytes >= this.limits.indexBytes;
  }

  /**
   * Takes the next line after the header.
   * @param number from 1. @param text null for one that is too long to be read. @param end of it in bytes, with its line break.
   */
  line(number: number, text: string | null, offset: number, end: number): void {
    if (this.isFull) return;
    if (text === null) {
      this.indexer.skipTo(end);
      return this.fault(number, 'it is too long');
    }
    const parsed = parseReplayLine(this.header, text);
    if (!parsed.ok) return this.fault(number, parsed.fault);
    const { line } = parsed;
    switch (line.event) {
      case 'samples': {
        const expected = this.indexer.queriesOf(line.policy);
        if (line.query < expected) {
          const title = this.header.policies[line.policy]?.title ?? '';
          return this.fault(number, `query ${line.query} of ${title} comes after ${expected - 1}`);
        }
        if (line.endSeconds < line.seconds) return this.fault(number, 'it ends before it begins');
        return this.indexer.samples(line, offset, end);
      }
      case 'summary':
        if (!this.found.has(line.policy)) this.found.set(line.policy, line);
        return;
      case 'interference':
        if (line.state === 'begin' && this.indexer.active >= this.limits.activeEpisodes) {
          return this.fault(number, 'too many episodes are active');
        }
        return void this.indexer.event(line, offset);
      case 'index':
      case 'end':
        return;
      default:
        return void this.indexer.event(line, offset);
    }
  }

  /** What is wrong, a sentence each. */
  problems(): string[] {
    const more = this.faultCount - this.faults.length;
    return [
      ...this.faults,
      ...(more > 0 ? [`${more} more ${more === 1 ? 'line is' : 'lines are'} left out.`] : []),
    ];
  }

  private fault(number: number, what: string): void {
    this.faultCount += 1;
    if (this.faults.length < mostFaults) this.faults.push(`Line ${number} is left out: ${what}.`);
  }
}
