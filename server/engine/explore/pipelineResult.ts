import type { PipelineResult, TrialResult } from '../../protocol/tuningResult';
import { stageStart, type Configuration } from '../pipeline/configuration';
import { throughputOf, type Observation } from '../pipeline/observation';
import { stagePlaces } from '../pipeline/stagePlaces';
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
  const names = stageNames(space, configuration);
  const stages = names.map(([place, ...replicas], s) => ({
    place,
    ...(replicas.length > 0 && { replicas }),
    layers: space.layers.slice(stageStart(configuration, s), configuration.ends[s]),
    seconds: observation.stageSeconds[s] ?? 0,
    transferSeconds: observation.transferSeconds[s] ?? 0,
  }));
  return {
    stages,
    throughput: throughputOf(observation.periodSeconds),
    latencySeconds: observation.latencySeconds,
    periodSeconds: observation.periodSeconds,
    ...(space.hasPower && { energyJoules: observation.energyJoules }),
  };
}

/** Stages as [first layer, layer after the last, execution place, its replicas …]. */
export function stageTriples(space: Space, configuration: Configuration): TrialResult['stages'] {
  return stageNames(space, configuration).map((names, s) => [
    stageStart(configuration, s),
    configuration.ends[s] ?? 0,
    ...names,
  ]);
}

function stageNames(space: Space, configuration: Configuration): [string, ...string[]][] {
  return stagePlaces(space, configuration).map(([place = 0, ...replicas]) => [
    space.places[place] ?? '',
    ...replicas.map((replica) => space.places[replica] ?? ''),
  ]);
}
