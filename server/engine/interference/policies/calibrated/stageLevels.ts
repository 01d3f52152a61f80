import { stageStart, type Configuration } from '../../../pipeline/configuration';
import type { Space } from '../../../pipeline/space';
import { logSeconds } from '../stageDetector';
import type { AskedStage } from './slowedBelief';

/** Mean logarithms of the stage times of what serves. */
export class StageLevels {
  count = 0;
  private readonly means: Float64Array;

  constructor(capacity: number) {
    this.means = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  add(stageSeconds: Float64Array, stages: number): void {
    this.count += 1;
    for (let s = 0; s < stages; s += 1) {
      const mean = this.means[s] ?? 0;
      this.means[s] = mean + (logSeconds(stageSeconds[s] ?? 0) - mean) / this.count;
    }
  }

  /** A stage's level is known to be another now. */
  set(stage: number, level: number): void {
    this.means[stage] = level;
  }

  /** Natural logarithm of a stage's seconds. */
  of(stage: number): number {
    return this.means[stage] ?? 0;
  }
}

/** A stage of a configuration, as a belief is asked for it. */
export function askedStage(configuration: Configuration, stage: number): AskedStage {
  return {
    place: configuration.places[stage] ?? 0,
    start: stageStart(configuration, stage),
    end: configuration.ends[stage] ?? 0,
  };
}

/** Natural logarithm of a stage's seconds without what it sends on. */
export function computingLevel(
  space: Space,
  configuration: Configuration,
  stage: number,
  levels: StageLevels,
): number {
  const level = levels.of(stage);
  if (space.overlapped) return level;
  return logSeconds(Math.exp(level) - transferOf(space, configuration, stage));
}

/** Time to send a stage's output on; 0 for the last stage. */
function transferOf(space: Space, configuration: Configuration, stage: number): number {
  if (stage + 1 >= configuration.stages) return 0;
  const { ends, places } = configuration;
  const link = (places[stage] ?? 0) * space.places.length + (places[stage + 1] ?? 0);
  const bytes = space.cutBytes[ends[stage] ?? 0] ?? 0;
  return (space.linkLatencySeconds[link] ?? 0) + bytes * (space.linkSecondsPerByte[link] ?? 0);
}

/** Time between two results, from the times that stages showed and what is known of links. */
export function periodOf(space: Space, configuration: Configuration, levels: StageLevels): number {
  const { stages, replicas } = configuration;
  let period = 0;
  for (let s = 0; s < stages; s += 1) {
    period = Math.max(period, Math.exp(levels.of(s)) / (replicas[s] ?? 1));
    if (!space.overlapped || s + 1 === stages) continue;
    const turns = Math.min(replicas[s] ?? 1, replicas[s + 1] ?? 1);
    period = Math.max(period, transferOf(space, configuration, s) / turns);
  }
  return period;
}
