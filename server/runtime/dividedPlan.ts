import { stageStart, type Configuration } from '../engine/pipeline/configuration';
import type { PipelinePlan, StagePlan } from './plan';

/**
 * A configuration as it runs on this machine.
 * @param whole each place of the platform, in order, with all layers: see planWhole.
 */
export function dividedPlan(whole: PipelinePlan, configuration: Configuration): PipelinePlan {
  const stages: StagePlan[] = [];
  for (let s = 0; s < configuration.stages; s += 1) {
    const place = whole.stages[configuration.places[s] ?? 0];
    if (!place) throw new RangeError(`There is no place ${configuration.places[s]}.`);
    const [start, end] = [stageStart(configuration, s), configuration.ends[s] ?? 0];
    stages.push({ ...place, start, end });
  }
  return { ...whole, stages };
}
