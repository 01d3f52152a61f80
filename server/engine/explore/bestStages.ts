import type { TrialResult, TuningResult } from '../../protocol/tuningResult';

/** Stages of the configuration that a result returned, as a trial has them. */
export function bestStages({ best, system }: TuningResult): TrialResult['stages'] {
  const indexOf = new Map(system.layers.map((name, index) => [name, index]));
  return best.stages.map(({ place, replicas = [], layers }) => {
    const start = indexOf.get(layers[0] ?? '') ?? 0;
    return [start, start + layers.length, place, ...replicas];
  });
}
