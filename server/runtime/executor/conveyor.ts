import { nowSeconds } from './messages';
import type { FinishedQuery, StageThreads } from './stageThreads';

/** What a switch did. */
export interface SwitchReport {
  /** First query of the new configuration. */
  readonly query: number;
  /** From the last result of the old configuration to the first of the new. */
  readonly pauseSeconds: number;
}

/** A pipeline that may be exchanged for another between two queries: none is lost or repeated, and order is kept. */
export class Conveyor {
  private nextId = 0;
  private draining: StageThreads | null = null;
  private held: FinishedQuery[] = [];
  private switched: { query: number; lastSeconds: number; done: (report: SwitchReport) => void } | null = null; // prettier-ignore

  constructor(
    private current: StageThreads,
    private readonly onFinished: (query: FinishedQuery) => void,
  ) {}

  get plan(): StageThreads['plan'] {
    return this.current.plan;
  }

  get unpinned(): string | null {
    return this.current.unpinned;
  }

  get hasRoom(): boolean {
    return this.current.hasRoom;
  }

  /** Whether no query is inside, nor any that waits for its turn to leave. */
  get isEmpty(): boolean {
    return this.current.isEmpty && this.draining === null;
  }

  /** Whether a switch is under way, which no other may overtake. */
  get isSwitching(): boolean {
    return this.draining !== null || this.switched !== null;
  }

  /** Sends the next query in, and gives its number. */
  enter(): number {
    const id = this.nextId;
    this.nextId += 1;
    this.current.enter(id);
    return id;
  }

  /** Queries enter the new pipeline from now on; the old one ends when it is empty. */
  exchange(next: StageThreads): Promise<SwitchReport> {
    const old = this.current;
    this.current = next;
    const query = this.nextId;
    if (old.isEmpty) return old.close().then(() => ({ query, pauseSeconds: 0 }));
    this.draining = old;
    return new Promise((resolve) => {
      this.switched = { query, lastSeconds: nowSeconds(), done: resolve };
    });
  }

  /** No more queries come: a switch that waits for the first of them has ended. */
  settle(): void {
    const { switched } = this;
    if (switched === null) return;
    this.switched = null;
    const pauseSeconds = nowSeconds() - switched.lastSeconds;
    switched.done({ query: switched.query, pauseSeconds });
  }

  async close(): Promise<void> {
    await Promise.all([this.current.close(), this.draining?.close()]);
  }

  /** Takes what leaves a pipeline, the old or the new one. */
  finished(query: FinishedQuery): void {
    const { draining, switched } = this;
    if (draining !== null && switched !== null && query.id >= switched.query) {
      this.held.push(query);
      return;
    }
    this.pass(query);
    if (draining?.isEmpty !== true) return;
    this.draining = null;
    void draining.close();
    const { held } = this;
    this.held = [];
    for (const one of held) this.pass(one);
  }

  private pass(query: FinishedQuery): void {
    const { switched } = this;
    const now = nowSeconds();
    if (switched !== null) {
      if (query.id < switched.query) {
        switched.lastSeconds = now;
      } else {
        this.switched = null;
        switched.done({ query: switched.query, pauseSeconds: now - switched.lastSeconds });
      }
    }
    this.onFinished(query);
  }
}
