import type { MeasuredLayers } from '../executor/messages';
import { isSettled, medianInterval, type MedianInterval } from './medianInterval';

/** Places whose layers take the same time, and the cores on which they are measured. */
export interface PlaceClass {
  /** Indices of the platform's places. */
  readonly places: readonly number[];
  readonly cores: readonly number[] | null;
}

/** What is known of a class so far: an interval a layer; null before anything is. */
export type ClassTimes = readonly MedianInterval[] | null;

/** Limits and listeners of measuring. */
export interface MeasureHooks {
  /** Seconds of any clock. */
  readonly clock: () => number;
  readonly shouldStop: () => boolean;
  /** Told after every slice what is known; a rejection ends measuring. */
  readonly onSlice: (times: readonly ClassTimes[], facts: RuntimeFacts) => Promise<void>;
}

/** What measured. */
export interface RuntimeFacts {
  /** Why threads were not pinned; null where they were. */
  readonly unpinned: string | null;
  /** Version of ONNX Runtime; empty before anything was measured. */
  readonly runtime: string;
}

/** How measuring ended. */
export interface MeasureOutcome extends RuntimeFacts {
  readonly times: readonly ClassTimes[];
  /** `budget`: time was up before every interval was narrow enough. */
  readonly ended: 'settled' | 'budget' | 'stopped' | 'failed';
  /** Why it failed; null where it did not. */
  readonly failure: string | null;
}

/** The first slice of a class shows all of its layers soon; later ones spend less on sessions. */
const firstSeconds = 1;
const sliceSeconds = 3;

/**
 * Measures classes of places in slices, by turns, until every time is settled or the budget ends.
 * @param known what an interrupted run left: what was settled stays, else the narrower interval counts.
 */
export async function measureClasses(
  classes: readonly PlaceClass[],
  known: readonly ClassTimes[],
  budgetSeconds: number,
  measure: (cores: PlaceClass['cores'], seconds: number) => Promise<MeasuredLayers>,
  { clock, shouldStop, onSlice }: MeasureHooks,
): Promise<MeasureOutcome> {
  const until = clock() + budgetSeconds;
  const all = classes.map((one, index) => new MeasuredClass(one, known[index] ?? null));
  const times = () => all.map((one) => one.times);
  let facts: RuntimeFacts = { unpinned: null, runtime: '' };
  const end = (ended: MeasureOutcome['ended'], failure: string | null = null): MeasureOutcome => ({
    times: times(),
    ended,
    failure,
    ...facts,
  });
  try {
    for (let open = all; ;) {
      open = open.filter((one) => !one.isSettled);
      if (open.length === 0) return end('settled');
      for (const one of open) {
        if (shouldStop()) return end('stopped');
        const left = until - clock();
        if (left <= 0 && one.hasSamples) return end('budget');
        const seconds = Math.min(one.hasSamples ? sliceSeconds : firstSeconds, Math.max(0, left));
        const measured = await measure(one.place.cores, seconds);
        one.add(measured);
        const { unpinned, runtime } = measured;
        facts = { unpinned: facts.unpinned ?? unpinned, runtime };
        await onSlice(times(), facts);
      }
    }
  } catch (error) {
    // What is killed because it was to stop has not failed.
    if (shouldStop()) return end('stopped');
    return end('failed', error instanceof Error ? error.message : String(error));
  }
}

function isNarrower(one: MedianInterval, other: MedianInterval): boolean {
  return (one.halfWidth ?? Infinity) < (other.halfWidth ?? Infinity);
}

/** Samples of a class, and what was known of it before. */
class MeasuredClass {
  private samples: number[][] = [];
  /** Over all samples. */
  private waitingShare = 0;
  times: ClassTimes;

  constructor(
    readonly place: PlaceClass,
    private readonly known: ClassTimes,
  ) {
    this.times = known;
  }

  get hasSamples(): boolean {
    return this.samples.length > 0;
  }

  get isSettled(): boolean {
    return this.times?.every(isSettled) === true;
  }

  add({ seconds, waitingShare }: MeasuredLayers): void {
    const [before, now] = [this.samples[0]?.length ?? 0, seconds[0]?.length ?? 0];
    this.waitingShare = (this.waitingShare * before + waitingShare * now) / Math.max(1, before + now); // prettier-ignore
    this.samples = seconds.map((own, layer) => [...(this.samples[layer] ?? []), ...own]);
    this.times = this.samples.map((own, layer) => {
      const now = this.widened(medianInterval(own));
      const before = this.known?.[layer];
      return before && (isSettled(before) || isNarrower(before, now)) ? before : now;
    });
  }

  /** Work that takes the core in even slices makes all times longer alike: samples do not show it. */
  private widened({ median, halfWidth, repetitions }: MedianInterval): MedianInterval {
    const least = this.waitingShare * median;
    return { median, halfWidth: halfWidth === null ? null : Math.max(halfWidth, least), repetitions }; // prettier-ignore
  }
}
