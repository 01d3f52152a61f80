import type { StageSum } from '../../../explore/calibrated/stageSum';

/** The time of a stage that was seen. */
export interface Sighting extends StageSum {
  readonly place: number;
  /** 0 without interference, else what names the place's slowdown. */
  readonly state: number;
  /** Relative deviation that it may have by chance. */
  readonly noise: number;
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
    const { classIndex, state, start, end } = sighting;
    // Without interference a place is as good as any of its class.
    const key = `${classIndex} ${state} ${start} ${end}`;
    const known = this.byStage.get(key);
    // Later ones last longer.
    this.byStage.delete(key);
    this.byStage.set(key, sighting);
    if (this.byStage.size > this.most) {
      const [oldest = ''] = this.byStage.keys();
      this.byStage.delete(oldest);
    }
    if (known === undefined) return true;
    return (
      Math.abs(known.logSeconds - sighting.logSeconds) > same || known.noise !== sighting.noise
    );
  }

  /** Forgets what was seen in a state. */
  forget(state: number): void {
    for (const [key, sighting] of this.byStage) {
      if (sighting.state === state) this.byStage.delete(key);
    }
  }
}
