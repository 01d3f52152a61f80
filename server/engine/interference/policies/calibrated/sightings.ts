import type { StageSum } from '../../../explore/calibrated/stageSum';

/** The time of a stage that was seen. */
export interface Sighting extends StageSum {
  readonly place: number;
  /** 0 without interference, else what names the place's slowdown. */
  readonly state: number;
  /** Relative deviation that it may have by chance. */
  readonly noise: number;
  /** True where the state is certain: others are given up before it. */
  readonly isSure: boolean;
}

/** Logarithms that differ less are the same. */
const same = 1e-4;

/** The latest sighting of each stage in each state; the oldest are forgotten where there are many. */
export class Sightings {
  private readonly byStage = new Map<string, Sighting>();

  /** @param most that are kept: conditioning takes the cube of their number. */
  constructor(private readonly most: number) {}

  get all(): Sighting[] {
    return [...this.byStage.values()];
  }

  /** True where it tells something new. */
  add(sighting: Sighting): boolean {
    const key = keyOf(sighting);
    const known = this.byStage.get(key);
    // Later ones last longer.
    this.byStage.delete(key);
    this.byStage.set(key, sighting);
    if (this.byStage.size > this.most) this.forgetOldest(1);
    if (known === undefined) return true;
    return (
      Math.abs(known.logSeconds - sighting.logSeconds) > same || known.noise !== sighting.noise
    );
  }

  /** What was seen of the same stage in the same state. */
  find(stage: Stage): Sighting | undefined {
    return this.byStage.get(keyOf(stage));
  }

  /** Forgets those that were seen first, of those that are not sure; false where all are. */
  forgetOldest(count: number): boolean {
    const unsure = [...this.byStage].filter(([, { isSure }]) => !isSure);
    for (const [key] of unsure.slice(0, count)) this.byStage.delete(key);
    return unsure.length > 0;
  }

  /** Forgets what was seen in a state. */
  forget(state: number): void {
    this.forgetAll((sighting) => sighting.state === state);
  }

  /** Forgets sightings of a place that is not slowed, but those that were there before. */
  forgetQuiet(place: number, before: ReadonlySet<Sighting>): void {
    this.forgetAll((one) => one.state === 0 && one.place === place && !before.has(one));
  }

  private forgetAll(isForgotten: (sighting: Sighting) => boolean): void {
    for (const [key, sighting] of this.byStage) {
      if (isForgotten(sighting)) this.byStage.delete(key);
    }
  }
}

type Stage = Pick<Sighting, 'classIndex' | 'state' | 'start' | 'end'>;

/** Without interference a place is as good as any of its class. */
function keyOf({ classIndex, state, start, end }: Stage): string {
  return `${classIndex} ${state} ${start} ${end}`;
}
