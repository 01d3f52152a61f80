import type { PipelineResult, TrialResult } from '../../protocol/tuningResult';
import { stageStart, type Configuration } from '../pipeline/configuration';
import { throughputOf, type Observation } from '../pipeline/observation';
import type { Space } from '../pipeline/space';

/**
 * A configuration with its observation, in names. A configuration that was refused has no stages
 * and a throughput of 0.
 */
export function pipelineResult(
  space: Space,
  configuration: Configuration,
  observation: Observation,
): PipelineResult {
  if (!Number.isFinite(observation.periodSeconds)) {
    return { stages: [], throughput: 0, latencySeconds: 0, periodSeconds: 0 };
  }
  const stages = Array.from({ length: configuration.stages }, (_, s) => ({
    place: space.places[configuration.places[s] ?? 0] ?? '',
    layers: space.layers.slice(stageStart(configuration, s), configuration.ends[s]),
    seconds: observation.stageSeconds[s] ?? 0,
    transferSeconds: observation.transferSeconds[s] ?? 0,
  }));
  return {
    stages,
    throughput: throughputOf(observation.periodSeconds),
    latencySeconds: observation.latencySeconds,
    periodSeconds: observation.periodSeconds,
  };
}

/** Stages as [first layer, layer after the last, execution place]. */
export function stageTriples(space: Space, configuration: Configuration): TrialResult['stages'] {
  return Array.from({ length: configuration.stages }, (_, s) => [
    stageStart(configuration, s),
    configuration.ends[s] ?? 0,
    space.places[configuration.places[s] ?? 0] ?? '',
  ]);
}
