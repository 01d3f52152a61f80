import type { Conveyor } from './conveyor';
import type { TrialReport } from './commands';
import { nowSeconds } from './messages';
import type { FinishedQuery } from './stageThreads';
import { trialReport } from './trialReport';

/** Queries before those that count: the pipeline fills. */
const warmupsPerStage = 1;

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
    const { seen, warmups, conveyor, startSeconds } = this;
    return trialReport(seen, warmups, conveyor.plan.stages.length, nowSeconds() - startSeconds);
  }
}
