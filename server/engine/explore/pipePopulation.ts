import {
  copyConfiguration,
  createConfiguration,
  stageStart,
  type Configuration,
} from '../pipeline/configuration';
import type { Observation } from '../pipeline/observation';
import type { Space } from '../pipeline/space';

/** A configuration with what its trial showed. */
export interface Individual {
  readonly configuration: Configuration;
  readonly stageSeconds: Float64Array;
  readonly cost: number;
}

/** The survivors of Pipe-Search, and what all of its trials showed of the places. */
export class PipePopulation {
  /** Best first. */
  members: readonly Individual[] = [];
  /** Time that a unit of weight took so far: of each class, or of all where a class was never seen. */
  readonly secondsPerWeight: Float64Array;
  private readonly seconds: Float64Array;
  private readonly weight: Float64Array;
  private readonly tried = new Set<string>();

  /** @param weightBefore L + 1 prefix sums of the hints. @param size most survivors. */
  constructor(
    private readonly space: Space,
    private readonly weightBefore: Float64Array,
    private readonly size: number,
  ) {
    this.secondsPerWeight = new Float64Array(space.classCount).fill(1);
    this.seconds = new Float64Array(space.classCount);
    this.weight = new Float64Array(space.classCount);
  }

  hasTried(configuration: Configuration): boolean {
    return this.tried.has(keyOf(configuration));
  }

  /** Takes in a trial: it survives where it is among the best, an older one where they are equal. */
  add(source: Configuration, observation: Observation): void {
    this.tried.add(keyOf(source));
    const { cost } = observation;
    if (observation.periodSeconds < Infinity) this.learn(source, observation);
    const rank = this.members.filter((member) => !(member.cost > cost)).length;
    if (rank >= this.size) return;
    const configuration = createConfiguration(source.stages);
    copyConfiguration(source, configuration);
    const stageSeconds = observation.stageSeconds.slice(0, source.stages);
    this.members = this.members
      .toSpliced(rank, 0, { configuration, stageSeconds, cost })
      .slice(0, this.size);
  }

  private learn(configuration: Configuration, { stageSeconds }: Observation): void {
    const { weightBefore, seconds, weight } = this;
    for (let s = 0; s < configuration.stages; s += 1) {
      const kind = this.space.classOf[configuration.places[s] ?? 0] ?? 0;
      const start = stageStart(configuration, s);
      const end = configuration.ends[s] ?? 0;
      weight[kind] = (weight[kind] ?? 0) + (weightBefore[end] ?? 0) - (weightBefore[start] ?? 0);
      seconds[kind] = (seconds[kind] ?? 0) + (stageSeconds[s] ?? 0);
    }
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    const ofAll = ratio(sum(seconds), sum(weight), 1);
    seconds.forEach((time, kind) => {
      this.secondsPerWeight[kind] = ratio(time, weight[kind] ?? 0, ofAll);
    });
  }
}

function ratio(numerator: number, denominator: number, otherwise: number): number {
  return denominator > 0 ? numerator / denominator : otherwise;
}

/** Two numbers a stage, as characters. */
function keyOf({ stages, ends, places }: Configuration): string {
  return String.fromCharCode(...ends.subarray(0, stages), ...places.subarray(0, stages));
}
