import { median } from 'simple-statistics';
import type { Conveyor } from './conveyor';
import type { TrialReport } from './commands';
import { nowSeconds } from './messages';
import type { FinishedQuery } from './stageThreads';

/** Queries before those that count: the pipeline fills, caches warm up. */
const warmupsPerStage = 2;

/** Runs queries through a pipeline as fast as it takes them, and keeps what they show. */
export class Trial {
  private readonly seen: FinishedQuery[] = [];
  private readonly warmups: number;
  private entered = 0;
  private readonly startSeconds = nowSeconds();

  constructor(
    private readonly conveyor: Conveyor,
    private readonly queries: number,
    private readonly done: (report: TrialReport) => void,
  ) {
    this.warmups = warmupsPerStage * conveyor.plan.stages.length;
    this.fill();
  }

  finished(query: FinishedQuery): void {
    this.seen.push(query);
    if (this.seen.length < this.warmups + this.queries) this.fill();
    else this.done(this.report());
  }

  private fill(): void {
    while (this.entered < this.warmups + this.queries && this.conveyor.hasRoom) {
      this.conveyor.enter();
      this.entered += 1;
    }
  }

  private report(): TrialReport {
    const counted = this.seen.slice(this.warmups);
    const stages = this.conveyor.plan.stages.map((_, stage) => stage);
    const time = ({ times }: FinishedQuery, index: number) => times[index] ?? 0;
    const ends = counted.map((query) => time(query, 3 * stages.length - 1));
    const [first = 0, last = 0] = [ends[0], ends.at(-1)];
    return {
      stageSeconds: stages.map((s) =>
        median(counted.map((query) => time(query, 3 * s + 2) - time(query, 3 * s + 1))),
      ),
      transferSeconds: stages.map(
        (s) =>
        s + 1 === stages.length
          ? 0
          : Math.max(0, Math.min(...counted.map((query) => time(query, 3 * s + 3) - time(query, 3 * s + 2)))), // prettier-ignore
      ),
      periodSeconds: counted.length > 1 ? (last - first) / (counted.length - 1) : 0,
      trialSeconds: nowSeconds() - this.startSeconds,
    };
  }
}
