import {
  copyConfiguration,
  createConfiguration,
  type Configuration,
} from '../pipeline/configuration';

/** The best configuration that an explorer was shown: the first of least cost. */
export class BestSeen {
  readonly configuration: Configuration;
  cost = Infinity;

  /** @param capacity most stages of a configuration. */
  constructor(capacity: number) {
    this.configuration = createConfiguration(capacity);
  }

  /** Takes note of a trial; true where it is the best so far. */
  offer(configuration: Configuration, cost: number): boolean {
    const better = cost < this.cost;
    // Where everything is refused, the first trial is the answer.
    if (!better && this.configuration.stages > 0) return false;
    this.cost = cost;
    copyConfiguration(configuration, this.configuration);
    return better;
  }
}
