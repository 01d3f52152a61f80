import type { IndexedBlock, ReplayHeader, SummaryEvent } from '../../../protocol/replayRecord';
import { BlockIndexer } from '../record/blockIndexer';
import { parseReplayLine } from '../record/parseReplayLine';

/** Most faults that are told one by one. */
const mostFaults = 5;

/** Finds what a replay holds line by line, where its index is missing or cannot be right. */
export class ReplayScan {
  private readonly indexer: BlockIndexer;
  private readonly faults: string[] = [];
  private faultCount = 0;
  private readonly found: SummaryEvent[] = [];

  constructor(private readonly header: ReplayHeader) {
    this.indexer = new BlockIndexer(header);
  }

  get blocks(): readonly IndexedBlock[] {
    return this.indexer.blocks;
  }

  get summaries(): readonly SummaryEvent[] {
    return this.found;
  }

  /**
   * Takes the next line after the header.
   * @param number from 1. @param text null for one that is too long to be read. @param end of it in bytes, with its line break.
   */
  line(number: number, text: string | null, offset: number, end: number): void {
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
        return void this.found.push(line);
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
