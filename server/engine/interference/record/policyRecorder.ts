import type { PolicySummary, ReplayHeader, SamplesEvent } from '../../../protocol/replayRecord';
import type { Configuration } from '../../pipeline/configuration';
import type { Detection } from '../policy';
import type { ReplayMoment, ReplaySink } from '../replaySink';
import type { Episode } from '../scenario';
import { blockLatency } from './blockLatency';
import type { BlockIndexer } from './blockIndexer';
import { EpisodeAccounts } from './episodeAccounts';
import { keptQueries } from './keptQueries';
import { LatencyTotals } from './latencyTotals';
import { PendingEvents } from './pendingEvents';
import type { ReplayEvent } from './policyState';
import { recordedStages } from './recordedStages';
import { decimalsOf } from './decimalsOf';

/** How a replay is recorded; all optional. */
export interface RecorderOptions {
  /** Queries of a block that are kept, see SamplesEvent. Default: all. */
  readonly samples?: 'all' | number;
  /** Queries of a block, at most 1 024. Default: 256, and more where they are many. */
  readonly blockQueries?: number;
}

/** Where lines go. */
export interface LineTarget {
  /** Bytes so far. */
  offset(): number;
  line(value: object): void;
}

/** Records one policy: block by block its events and samples, and sums over all of them. */
export class PolicyRecorder implements ReplaySink {
  private readonly pending = new PendingEvents();
  private readonly accounts = new EpisodeAccounts();
  private readonly totals: LatencyTotals;
  private readonly slo: number;
  /** Times are rounded to this many parts of a second: more digits would only fill the file. */
  private readonly parts: number;
  private readonly finished: Float64Array;
  private readonly latencies: Float64Array;
  private stageSums = new Float64Array(0);
  private stageCount = 0;
  /** Queries that the sums are of. */
  private summed = 0;
  private blockQuery = 0;
  private blockSeconds = 0;
  private blockViolations = 0;
  private count = 0;
  private queries = 0;
  private finishedSeconds = 0;
  private violations = 0;
  private detections = 0;
  private trials = 0;
  private switches = 0;
  private rebalancingQueries = 0;

  constructor(
    private readonly policy: number,
    private readonly header: ReplayHeader,
    private readonly indexer: BlockIndexer,
    private readonly target: LineTarget,
    private readonly options: RecorderOptions,
  ) {
    const size = options.blockQueries ?? blockQueries(header);
    this.parts = decimalsOf(header.quietThroughput);
    this.slo = header.sloSeconds ?? Infinity;
    this.totals = new LatencyTotals(this.parts);
    this.finished = new Float64Array(size);
    this.latencies = new Float64Array(size);
  }

  interference(at: ReplayMoment, state: 'begin' | 'end', episode: Episode): void {
    const { compute, memory } = episode.slowdown;
    this.pending.add({
      event: 'interference',
      ...this.moment(at),
      state,
      episode: episode.index,
      place: this.placeName(episode.place),
      name: episode.name,
      // Nobody knows what a foreign process takes.
      compute: Number.isFinite(compute) ? compute : null,
      memory: Number.isFinite(memory) ? memory : null,
    });
  }

  detection(at: ReplayMoment, { place, direction }: Detection): void {
    const name = this.placeName(place);
    this.pending.add({ event: 'detection', ...this.moment(at), place: name, direction });
  }

  configuration(
    at: ReplayMoment,
    cause: 'start' | 'trial' | 'settled',
    configuration: Configuration,
  ): void {
    const stages = recordedStages(this.header.system.places, configuration);
    this.pending.add({ event: 'configuration', ...this.moment(at), cause, stages });
  }

  served(
    query: number,
    arrivedSeconds: number,
    finishedSeconds: number,
    stageSeconds: Float64Array,
    rebalancing: boolean,
  ): void {
    if (this.count === this.finished.length) this.closeBlock();
    while (this.pending.firstQuery <= query) this.take(this.pending.shift());
    if (this.count === 0) this.blockQuery = query;
    const { parts } = this;
    const finished = Math.round(finishedSeconds * parts) / parts;
    const latency = Math.round((finishedSeconds - arrivedSeconds) * parts) / parts;
    this.finished[this.count] = finished;
    this.latencies[this.count] = latency;
    this.count += 1;
    this.queries += 1;
    this.finishedSeconds = finished;
    if (latency > this.slo) {
      this.blockViolations += 1;
      this.violations += 1;
    }
    if (rebalancing) this.rebalancingQueries += 1;
    this.totals.record(latency);
    this.summed += 1;
    for (let s = 0; s < this.stageCount; s += 1) {
      this.stageSums[s] = (this.stageSums[s] ?? 0) + (stageSeconds[s] ?? 0);
    }
  }

  /** Writes what is left. @returns the sums; null where no query was served. */
  finish(): (Omit<PolicySummary, 'shareOfBound'> & { policy: number; shareOfBound: null }) | null {
    if (this.queries === 0) return null;
    const at = this.moment({
      query: this.blockQuery + this.count,
      seconds: this.finishedSeconds,
    });
    for (const episode of this.accounts.open()) {
      const event = this.accounts.end(episode, at, this.tally(), false);
      if (event !== null) this.emit(event);
    }
    this.closeBlock();
    const seconds = this.finishedSeconds;
    return {
      policy: this.policy,
      queries: this.queries,
      seconds,
      throughput: seconds > 0 ? this.queries / seconds : 0,
      latency: this.totals.figures(),
      violations: this.violations,
      detections: this.detections,
      trials: this.trials,
      switches: this.switches,
      rebalancingQueries: this.rebalancingQueries,
      shareOfBound: null,
    };
  }

  private take(event: ReplayEvent | undefined): void {
    if (event === undefined) return;
    if (this.emit(event)) this.switches += 1;
    if (event.event === 'configuration') this.takeConfiguration(event.cause, event.query, event.stages.length); // prettier-ignore
    if (event.event === 'detection') {
      this.detections += 1;
      this.accounts.detected(event.query);
    }
    if (event.event !== 'interference') return;
    const { episode, query, seconds, policy } = event;
    if (event.state === 'begin') this.accounts.begin(episode, query, seconds, this.tally());
    else {
      const ended = this.accounts.end(episode, { policy, query, seconds }, this.tally());
      if (ended !== null) this.emit(ended);
    }
  }

  private takeConfiguration(cause: string, query: number, stages: number): void {
    if (cause === 'trial') this.trials += 1;
    if (cause === 'settled') this.accounts.settled(query, this.tally());
    this.stageCount = stages;
    this.summed = 0;
    if (this.stageSums.length < stages) this.stageSums = new Float64Array(stages);
    this.stageSums.fill(0);
  }

  /** @returns whether it is a switch. */
  private emit(event: ReplayEvent): boolean {
    const switches = this.indexer.event(event, this.target.offset());
    this.target.line(event);
    return switches;
  }

  private closeBlock(): void {
    const { count, blockQuery } = this;
    const { samples = 'all' } = this.options;
    const latencies = this.latencies.subarray(0, count);
    const kept =
      samples === 'all' ? 'all' : keptQueries(latencies, samples, this.header.sloSeconds);
    const pick = (values: Float64Array): number[] =>
      kept === 'all'
        ? Array.from(values.subarray(0, count))
        : kept.map((offset) => values[offset] ?? 0);
    const round = (seconds: number) => Math.round(seconds * this.parts) / this.parts;
    const keptLatencies = pick(this.latencies);
    const latency = blockLatency(latencies);
    const stageSums = this.stageSums.subarray(0, this.stageCount);
    const line: SamplesEvent = {
      event: 'samples',
      policy: this.policy,
      query: blockQuery,
      seconds: this.blockSeconds,
      count,
      endSeconds: this.finishedSeconds,
      latency: { ...latency, mean: round(latency.mean) },
      violations: this.blockViolations,
      stageSeconds: Array.from(stageSums, (sum) => round(sum / Math.max(1, this.summed))),
      kept,
      finished: pick(this.finished),
      latencies: keptLatencies,
    };
    const offset = this.target.offset();
    this.target.line(line);
    this.indexer.samples(line, offset, this.target.offset());
    this.blockQuery = blockQuery + count;
    this.blockSeconds = this.finishedSeconds;
    this.blockViolations = 0;
    this.count = 0;
    this.summed = 0;
    this.stageSums.fill(0);
  }

  private tally() {
    const { queries, finishedSeconds, violations, trials } = this;
    return { queries, finishedSeconds, violations, trials };
  }

  private moment({ query, seconds }: ReplayMoment) {
    return { policy: this.policy, query, seconds: Math.round(seconds * this.parts) / this.parts };
  }

  private placeName(place: number): string {
    return this.header.system.places[place]?.name ?? '';
  }
}

/** Blocks are small, so that a picture from afar is fine, but for so many queries that the index grows. */
function blockQueries({ queries, policies }: ReplayHeader): number {
  const most = 20_000;
  const wanted = (queries * policies.length) / most;
  return wanted <= 256 ? 256 : wanted <= 512 ? 512 : 1024;
}
