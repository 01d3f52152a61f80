import {
  copyConfiguration,
  createConfiguration,
  sameConfiguration,
  type Configuration,
} from '../../../pipeline/configuration';

/** A configuration with the period that it showed. */
interface Tried {
  readonly configuration: Configuration;
  readonly periodSeconds: number;
}

/** What was tried since interference changed last. */
export class Situation {
  private readonly tried: Tried[] = [];

  get trials(): number {
    return this.tried.length;
  }

  /** Interference has changed: what was seen before tells no more. */
  clear(): void {
    this.tried.length = 0;
  }

  add(configuration: Configuration, periodSeconds: number): void {
    const known = this.tried.findIndex((one) =>
      sameConfiguration(one.configuration, configuration),
    );
    const copy = createConfiguration(configuration.ends.length);
    copyConfiguration(configuration, copy);
    if (known >= 0) this.tried.splice(known, 1);
    this.tried.push({ configuration: copy, periodSeconds });
  }

  has(configuration: Configuration): boolean {
    return this.tried.some((one) => sameConfiguration(one.configuration, configuration));
  }

  /** The one with the shortest period; undefined before the first. */
  get best(): Tried | undefined {
    let best: Tried | undefined;
    for (const one of this.tried) {
      if (best === undefined || one.periodSeconds < best.periodSeconds) best = one;
    }
    return best;
  }
}
