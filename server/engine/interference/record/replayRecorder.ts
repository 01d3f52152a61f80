import type {
  EndEvent,
  IndexEvent,
  PolicySummary,
  ReplayHeader,
  SummaryEvent,
} from '../../../protocol/replayRecord';
import type { Configuration } from '../../pipeline/configuration';
import type { Detection } from '../policy';
import type { ReplayMoment, ReplaySink } from '../replaySink';
import type { Episode } from '../scenario';
import { asciiJson } from './asciiJson';
import { BlockIndexer } from './blockIndexer';
import { mostIndexBytes } from './replayLimits';
import { PolicyRecorder, type LineTarget, type RecorderOptions } from './policyRecorder';
import { withSharesOfBound } from './withSharesOfBound';

/**
 * Makes the lines of a `*.replay.jsonl` file of what it is told, policy after policy:
 *
 *     recorder.begin(0); …calls of a sink…; recorder.begin(1); …; recorder.finish()
 *
 * A line is written as soon as it is whole. What is kept in memory is one block and the index.
 */
export class ReplayRecorder implements ReplaySink {
  private readonly target: LineTarget;
  private readonly indexer: BlockIndexer;
  private readonly summaries: (PolicySummary & { readonly policy: number })[] = [];
  private current: PolicyRecorder | null = null;
  private offset = 0;
  private lines = 0;

  /** @param write takes lines, each with its line break, all characters ASCII. */
  constructor(
    private readonly header: ReplayHeader,
    private readonly write: (line: string) => void,
    private readonly options: RecorderOptions = {},
  ) {
    this.indexer = new BlockIndexer(header);
    this.target = { offset: () => this.offset, line: (value) => this.line(value) };
    this.line(header);
  }

  /** What follows is of this policy, an index of the header's. */
  begin(policy: number): void {
    this.end();
    this.current = new PolicyRecorder(policy, this.header, this.indexer, this.target, this.options);
  }

  /** Ends the file, with all or with what there is. @returns what each policy reached, in order. */
  finish(): readonly SummaryEvent[] {
    this.end();
    const summaries = withSharesOfBound(this.header, this.summaries);
    for (const summary of summaries) this.line(summary);
    const { blocks, bytes } = this.indexer;
    // Half: how many bytes it has is known about.
    const isReadable = bytes <= mostIndexBytes / 2;
    const index = isReadable ? this.offset : null;
    if (isReadable) this.line({ event: 'index', blocks, summaries } satisfies IndexEvent);
    this.line({ event: 'end', index, lines: this.lines + 1 } satisfies EndEvent);
    return summaries;
  }

  interference(at: ReplayMoment, state: 'begin' | 'end', episode: Episode): void {
    this.current?.interference(at, state, episode);
  }

  detection(at: ReplayMoment, detection: Detection): void {
    this.current?.detection(at, detection);
  }

  configuration(
    at: ReplayMoment,
    cause: 'start' | 'trial' | 'settled',
    configuration: Configuration,
  ): void {
    this.current?.configuration(at, cause, configuration);
  }

  served(
    query: number,
    arrivedSeconds: number,
    finishedSeconds: number,
    stageSeconds: Float64Array,
    rebalancing: boolean,
  ): void {
    this.current?.served(query, arrivedSeconds, finishedSeconds, stageSeconds, rebalancing);
  }

  private end(): void {
    const summary = this.current?.finish() ?? null;
    if (summary !== null) this.summaries.push(summary);
    this.current = null;
  }

  private line(value: object): void {
    const text = `${asciiJson(value)}\n`;
    this.write(text);
    this.offset += text.length;
    this.lines += 1;
  }
}
