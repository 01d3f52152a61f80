import type { LoadSpec, RunFrame, RunReport, TimedQuery } from '../../protocol/liveRun';
import { arrivalTimes } from '../../engine/core/arrivalTimes';
import { RunRecorder } from '../load/runRecorder';
import type { Conveyor, SwitchReport } from './conveyor';
import { nowSeconds } from './messages';
import type { FinishedQuery } from './stageThreads';

const frameMilliseconds = 100;
/** How late an arrival may be noticed; its latency counts from when it was meant to be. */
const arrivalMilliseconds = 1;

/** Told of a run as it goes on. */
export interface RunListener {
  frame(frame: RunFrame): void;
  /** Told of every query where the load asks for it. */
  query(query: TimedQuery): void;
  end(report: RunReport): void;
}

/** Drives queries through a pipeline as a load says, and keeps the account. */
export class LiveRun {
  private readonly recorder: RunRecorder;
  private readonly startSeconds = nowSeconds();
  /** Queries that have arrived and wait for room. */
  private waiting = 0;
  /** Intended arrivals of those inside, by their number. */
  private readonly inside = new Map<number, number>();
  /** Arrivals to come, and the same once more for queries as they enter: an overload keeps no list. */
  private readonly arrivals: Iterator<number> | null;
  private readonly entering: Iterator<number> | null;
  private nextArrival: number | null = null;
  private readonly mostInside: number;
  private arrived = 0;
  private ended = false;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly conveyor: Conveyor,
    private readonly load: LoadSpec,
    private readonly listener: RunListener,
  ) {
    this.recorder = new RunRecorder(load);
    const { arrivals } = load;
    this.mostInside = (arrivals.kind === 'closed' ? arrivals.inside : null) ?? Infinity;
    this.arrivals = arrivals.kind === 'closed' ? null : arrivalTimes(arrivals);
    this.entering = arrivals.kind === 'closed' ? null : arrivalTimes(arrivals);
    this.timers.push(setInterval(() => this.frame(), frameMilliseconds));
    if (this.arrivals !== null) {
      this.nextArrival = this.takeArrival();
      this.timers.push(setInterval(() => this.arrive(), arrivalMilliseconds));
    }
    // A run that nobody answers must end too.
    this.timers.push(setTimeout(() => this.stop(), load.seconds * 1e3));
    this.arrive();
  }

  finished({ id, times, places }: FinishedQuery): void {
    const arrivedSeconds = this.inside.get(id);
    if (arrivedSeconds === undefined) return;
    this.inside.delete(id);
    const own = times.map((time) => time - this.startSeconds);
    const finishedSeconds = this.elapsed();
    this.recorder.add({ query: id, arrivedSeconds, finishedSeconds, times: own, places });
    if (this.load.tellQueries === true) {
      const stageSeconds = computeSeconds(times);
      this.listener.query({ query: id, arrivedSeconds, finishedSeconds, stageSeconds });
    }
    this.arrive();
    if (this.ended && this.inside.size === 0) this.finish();
  }

  addSwitch({ query, pauseSeconds }: SwitchReport): void {
    this.recorder.addSwitch({ elapsedSeconds: this.elapsed(), query, pauseSeconds });
  }

  /** No query enters any more; the report follows when those inside have left. */
  stop(): void {
    if (this.ended) return;
    this.ended = true;
    if (this.inside.size === 0) this.finish();
  }

  private arrive(): void {
    if (this.ended) return;
    const elapsed = this.elapsed();
    while (this.nextArrival !== null && this.nextArrival <= elapsed) {
      this.waiting += 1;
      this.nextArrival = this.takeArrival();
    }
    while (this.conveyor.hasRoom && this.inside.size < this.mostInside) {
      const arrival = this.arrivals === null ? this.closedArrival(elapsed) : this.takeWaiting();
      if (arrival === undefined) break;
      this.inside.set(this.conveyor.enter(), arrival);
    }
    const noMore = this.arrivals !== null && this.nextArrival === null && this.waiting === 0;
    if (noMore || (this.arrivals === null && this.arrived >= this.load.queries)) this.stop();
  }

  private closedArrival(elapsed: number): number | undefined {
    if (this.arrived >= this.load.queries) return undefined;
    this.arrived += 1;
    return elapsed;
  }

  /** When the query that waits longest was meant to arrive. */
  private takeWaiting(): number | undefined {
    if (this.waiting === 0) return undefined;
    this.waiting -= 1;
    return this.entering?.next().value;
  }

  private takeArrival(): number | null {
    if (this.arrived >= this.load.queries) return null;
    const next = this.arrivals?.next();
    if (next === undefined || next.done === true || next.value > this.load.seconds) return null;
    this.arrived += 1;
    return next.value;
  }

  private frame(): void {
    const depth = this.waiting + this.inside.size;
    this.listener.frame(this.recorder.takeFrame(this.elapsed(), depth, this.conveyor.plan.stages));
  }

  private finish(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    this.frame();
    const { plan, unpinned } = this.conveyor;
    this.listener.end(this.recorder.report(this.elapsed(), plan.stages, unpinned));
  }

  private elapsed(): number {
    return nowSeconds() - this.startSeconds;
  }
}

/** @param times received, begun, ended for each stage in turn. */
function computeSeconds(times: readonly number[]): number[] {
  const stages = Array.from({ length: Math.trunc(times.length / 3) }, (_, stage) => 3 * stage);
  return stages.map((at) => (times[at + 2] ?? 0) - (times[at + 1] ?? 0));
}
