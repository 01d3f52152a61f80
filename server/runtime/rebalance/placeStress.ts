import type { ReplayMoment, ReplaySink } from '../../engine/interference/replaySink';
import type { Episode } from '../../engine/interference/scenario';
import type { StressTask } from '../stress/stressTask';

/** A stress process as it is used here. */
export interface RunningStress {
  /** Resolves once it works, with why it is not pinned. */
  readonly working: Promise<string | null>;
  stop(): Promise<void>;
}

/** Starts a stress process; told, once, where it cannot begin or ends by itself. */
export type StartStress = (task: StressTask, onFailed: (message: string) => void) => RunningStress;

interface Open {
  readonly episode: Episode;
  readonly stress: RunningStress;
  hasBegun: boolean;
}

/** Stress beside a run: tells when it really begins and ends, and leaves none behind. */
export class PlaceStress {
  private readonly open = new Map<number, Open>();
  private hasEnded = false;

  /**
   * @param now the next query to leave, and seconds since the run began.
   * @param warn told what is to be known, in a sentence.
   */
  constructor(
    private readonly startStress: StartStress,
    private readonly now: () => ReplayMoment,
    private readonly sink: Pick<ReplaySink, 'interference'>,
    private readonly warn: (message: string) => void,
  ) {}

  /** Starts work. @returns why it does not go on, in words; null where it does. */
  async begin(episode: Episode, task: StressTask): Promise<string | null> {
    if (this.hasEnded) return 'The run has ended.';
    let failure: string | null = null;
    const stress = this.startStress(task, (message) => {
      failure = message;
      this.lose(episode.index, message);
    });
    const one: Open = { episode, stress, hasBegun: false };
    this.open.set(episode.index, one);
    try {
      const unpinned = await stress.working;
      if (unpinned !== null) this.warn(`Stress is not pinned: ${unpinned}.`);
    } catch (error) {
      this.open.delete(episode.index);
      return failure ?? (error instanceof Error ? error.message : String(error));
    }
    if (this.open.get(episode.index) !== one) return null;
    one.hasBegun = true;
    this.sink.interference(this.now(), 'begin', episode);
    return null;
  }

  /** Ends work; nothing where it has ended. */
  async end(index: number): Promise<void> {
    const one = this.open.get(index);
    if (one === undefined) return;
    this.open.delete(index);
    await one.stress.stop();
    if (one.hasBegun) this.sink.interference(this.now(), 'end', one.episode);
  }

  /** Ends all work without a word: the run is over. */
  async endAll(): Promise<void> {
    this.hasEnded = true;
    const all = [...this.open.values()];
    this.open.clear();
    await Promise.all(all.map(({ stress }) => stress.stop()));
  }

  private lose(index: number, message: string): void {
    const one = this.open.get(index);
    // Of what has not begun, whoever began it is told.
    if (one?.hasBegun !== true) return;
    this.open.delete(index);
    this.warn(message);
    this.sink.interference(this.now(), 'end', one.episode);
  }
}
