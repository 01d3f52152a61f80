import type { Decision, Policy, Rebalancing } from '../../engine/interference/policy';
import type { ReplaySink } from '../../engine/interference/replaySink';
import {
  copyConfiguration,
  createConfiguration,
  sameConfiguration,
  type Configuration,
} from '../../engine/pipeline/configuration';
import type { Space } from '../../engine/pipeline/space';
import type { TimedQuery } from '../../protocol/liveRun';
import { Batches, liveAttention } from './batches';

/** Exchanges what serves while queries flow, and tells the first query of the new configuration. */
export type SwitchTo = (configuration: Configuration) => Promise<{ readonly query: number }>;

/**
 * Lets a policy rebalance a pipeline that runs on this machine, by what its queries show and nothing
 * else. It sees queries in batches, see {@link Batches}. While a switch is under way and shortly after it
 * sees none: they ran by its decision before, or beside sessions in the making. A sink is told of
 * everything in order.
 */
export class Rebalancer {
  private readonly rebalancing: Rebalancing;
  private readonly serving: Configuration;
  private readonly stageSeconds: Float64Array;
  private readonly shown: Float64Array;
  private readonly batches: Batches;
  /** When what serves is looked at. */
  private calmAt: number;
  private mode: Decision['mode'] = 'serve';
  /** First query of what serves. */
  private since = 0;
  /** Queries that left during a switch; null where none is under way. */
  private held: TimedQuery[] | null = null;
  private hasEnded = false;

  /** @param onFailed told why a switch could not be made; what serves goes on. */
  constructor(
    space: Space,
    start: Configuration,
    policy: Policy,
    private readonly switchTo: SwitchTo,
    private readonly sink: ReplaySink,
    private readonly onFailed: (error: unknown) => void,
    private readonly attention = liveAttention,
  ) {
    this.serving = createConfiguration(space.places.length);
    copyConfiguration(start, this.serving);
    this.stageSeconds = new Float64Array(space.places.length);
    this.shown = new Float64Array(space.places.length);
    this.batches = new Batches(attention, space.places.length);
    this.calmAt = attention.calmSeconds;
    sink.configuration({ query: 0, seconds: 0 }, 'start', start);
    this.rebalancing = policy(space, start);
    this.decide(this.rebalancing.next().value, 0, 0);
  }

  /** A query has left the pipeline; to be called in order. */
  served(query: TimedQuery): void {
    if (this.held === null) this.take(query);
    else this.held.push(query);
  }

  /** The run is over: tells of what waits for a switch that comes too late. */
  end(): void {
    this.hasEnded = true;
    this.since = Infinity;
    const held = this.held ?? [];
    this.held = null;
    for (const query of held) this.take(query);
  }

  private take({ query, arrivedSeconds, finishedSeconds, stageSeconds }: TimedQuery): void {
    this.stageSeconds.set(stageSeconds);
    const isTrial = this.mode === 'trial';
    this.sink.served(query, arrivedSeconds, finishedSeconds, this.stageSeconds, isTrial);
    if (query < this.since || finishedSeconds < this.calmAt) return;
    if (!this.batches.add(stageSeconds, finishedSeconds, this.shown)) return;
    const decision = this.rebalancing.next({ stageSeconds: this.shown }).value;
    this.decide(decision, query + 1, finishedSeconds);
  }

  private decide(
    { configuration, mode, detected }: Decision,
    query: number,
    seconds: number,
  ): void {
    if (detected !== null) this.sink.detection({ query, seconds }, detected);
    const before = this.mode;
    this.mode = mode;
    if (!sameConfiguration(configuration, this.serving)) {
      this.held = [];
      void this.exchange(configuration, seconds);
    } else if (mode !== before) this.tell(query, seconds);
  }

  private async exchange(configuration: Configuration, seconds: number): Promise<void> {
    const wanted = createConfiguration(this.stageSeconds.length);
    copyConfiguration(configuration, wanted);
    try {
      const { query } = await this.switchTo(wanted);
      if (this.hasEnded) return;
      copyConfiguration(wanted, this.serving);
      this.since = query;
      this.batches.clear();
      // It serves from when the query before its first has left.
      const last = this.held?.findLast((one) => one.query < query)?.finishedSeconds ?? seconds;
      this.calmAt = last + this.attention.calmSeconds;
      this.tell(query, last);
    } catch (error) {
      if (this.hasEnded) return;
      // The policy would learn from what it did not decide for.
      this.since = Infinity;
      this.onFailed(error);
    }
    const held = this.held ?? [];
    this.held = null;
    for (const query of held) this.served(query);
  }

  private tell(query: number, seconds: number): void {
    const cause = this.mode === 'trial' ? 'trial' : 'settled';
    this.sink.configuration({ query, seconds }, cause, this.serving);
  }
}
