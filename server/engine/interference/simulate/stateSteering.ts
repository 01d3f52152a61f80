import type { TimeTable } from '../../cost/timeTable';
import {
  copyConfiguration,
  createConfiguration,
  type Configuration,
} from '../../pipeline/configuration';
import type { ReplayMoment } from '../replaySink';
import { slowedTable } from '../slowedTable';
import type { EpisodeCursor } from './episodeCursor';
import type { ReplayJob } from './replayJob';
import type { Steering } from './steering';

/** States whose answers are remembered, as scenarios come back to them. */
const mostStates = 2048;

/** Who knows the slowed times at the wheel: asked once for every state of the scenario. */
export class StateSteering {
  private readonly answers = new Map<string, Configuration>();
  private version = -1;

  constructor(
    private readonly job: ReplayJob,
    private readonly choose: (slowed: TimeTable, start: Configuration) => Configuration,
    private readonly cursor: EpisodeCursor,
    private readonly steering: Steering,
  ) {}

  /** Answers at once where the state has changed. */
  decide(at: ReplayMoment): void {
    const { cursor, steering } = this;
    if (this.version === cursor.version) return;
    this.version = cursor.version;
    steering.decide(at, { configuration: this.answer(), mode: 'serve', detected: null });
  }

  private answer(): Configuration {
    const { answers, cursor, job } = this;
    const state = `${cursor.compute.join()} ${cursor.memory.join()}`;
    const known = answers.get(state);
    if (known !== undefined) return known;
    const slowed = slowedTable(job.table, job.memoryBound, (place) => cursor.slowdown(place));
    const answer = createConfiguration(job.table.space.places.length);
    copyConfiguration(this.choose(slowed, job.start), answer);
    if (answers.size >= mostStates) answers.clear();
    answers.set(state, answer);
    return answer;
  }
}
