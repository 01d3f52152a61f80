import type {
  LoadSpec,
  QuerySample,
  RunFigures,
  RunFrame,
  RunReport,
  SwitchMark,
} from '../../protocol/liveRun';
import type { StagePlan } from '../plan';
import { Latencies } from './latencies';

/** A query that left the pipeline; times by the clock of the run's start. */
export interface RecordedQuery {
  readonly query: number;
  /** When it was meant to arrive, not when there was room for it. */
  readonly arrivedSeconds: number;
  readonly finishedSeconds: number;
  /** Received, begun, ended for each stage in turn. */
  readonly times: readonly number[];
  /** Places of the stages that it ran through. */
  readonly places: readonly string[];
}

/** Work of one place. */
interface Work {
  busySeconds: number;
  queries: number;
}

/** Counts of a span of time. */
class Span {
  readonly latencies = new Latencies();
  completed = 0;
  violations = 0;
  /** By place: stages of another configuration may run elsewhere. */
  private readonly works = new Map<string, Work>();

  add(
    { arrivedSeconds, finishedSeconds, times, places }: RecordedQuery,
    sloSeconds: number | null,
  ): void {
    const latency = finishedSeconds - arrivedSeconds;
    this.completed += 1;
    this.latencies.record(latency);
    if (sloSeconds !== null && latency > sloSeconds) this.violations += 1;
    places.forEach((place, stage) => {
      const work = this.works.get(place) ?? { busySeconds: 0, queries: 0 };
      work.busySeconds += (times[stage * 3 + 2] ?? 0) - (times[stage * 3 + 1] ?? 0);
      work.queries += 1;
      this.works.set(place, work);
    });
  }

  figures(seconds: number): RunFigures {
    const { completed, violations } = this;
    return {
      completed,
      throughput: seconds > 0 ? completed / seconds : 0,
      latency: this.latencies.figures(),
      violations,
      goodput: seconds > 0 ? (completed - violations) / seconds : 0,
    };
  }

  busySeconds(place: string): number {
    return this.works.get(place)?.busySeconds ?? 0;
  }

  meanSeconds(place: string): number {
    const { busySeconds = 0, queries = 1 } = this.works.get(place) ?? {};
    return busySeconds / queries;
  }

  reset(): void {
    this.latencies.reset();
    this.completed = 0;
    this.violations = 0;
    this.works.clear();
  }
}

/** Keeps the account of a run: the whole of it, and the frame under way. */
export class RunRecorder {
  private readonly whole = new Span();
  private readonly frame = new Span();
  private readonly samples: QuerySample[] = [];
  private readonly switches: SwitchMark[] = [];
  private frameStart = 0;

  constructor(private readonly load: LoadSpec) {}

  add(query: RecordedQuery): void {
    this.whole.add(query, this.load.sloSeconds);
    this.frame.add(query, this.load.sloSeconds);
    if (!this.load.keepSamples) return;
    const { arrivedSeconds, finishedSeconds, times } = query;
    this.samples.push({ query: query.query, arrivedSeconds, finishedSeconds, stageSeconds: times });
  }

  addSwitch(mark: SwitchMark): void {
    this.switches.push(mark);
  }

  /** Ends the frame under way and begins the next. */
  takeFrame(elapsedSeconds: number, queueDepth: number, stages: readonly StagePlan[]): RunFrame {
    const { frame } = this;
    const frameSeconds = elapsedSeconds - this.frameStart;
    const places = stages.map(({ place }) => place);
    const share = (place: string) => frame.busySeconds(place) / frameSeconds;
    const taken = {
      ...frame.figures(frameSeconds),
      elapsedSeconds,
      frameSeconds,
      queueDepth,
      places,
      utilisation: places.map((place) => (frameSeconds > 0 ? Math.min(1, share(place)) : 0)),
      stageSeconds: places.map((place) => frame.meanSeconds(place)),
      configuration: this.switches.length,
      whole: this.whole.figures(elapsedSeconds),
    };
    frame.reset();
    this.frameStart = elapsedSeconds;
    return taken;
  }

  report(elapsedSeconds: number, stages: readonly StagePlan[], unpinned: string | null): RunReport {
    const { whole } = this;
    return {
      ...whole.figures(elapsedSeconds),
      elapsedSeconds,
      stages: stages.map(({ place }) => ({
        place,
        utilisation: elapsedSeconds > 0 ? whole.busySeconds(place) / elapsedSeconds : 0,
        seconds: whole.meanSeconds(place),
      })),
      switches: this.switches,
      unpinned,
      emulated: stages.flatMap(({ place, speed }) => (speed < 1 ? [place] : [])),
      samples: this.samples,
    };
  }
}
