import { createConfiguration, type Configuration } from '../../pipeline/configuration';
import type { ClassProblem } from './classProblem';

/** A stage of a plan: where it ends, and its mode. */
export interface PlannedStage {
  readonly end: number;
  readonly mode: number;
}

/** Gives each stage of a plan free places of its class. */
export function configurationOf(
  { space, members, modeClass, modeReplicas }: ClassProblem,
  plan: readonly PlannedStage[],
): Configuration {
  const configuration = createConfiguration(space.places.length);
  const taken = members.map(() => 0);
  configuration.stages = plan.length;
  plan.forEach(({ end, mode }, stage) => {
    const c = modeClass[mode] ?? 0;
    const index = taken[c] ?? 0;
    taken[c] = index + 1;
    configuration.ends[stage] = end;
    configuration.places[stage] = members[c]?.[index] ?? 0;
    configuration.replicas[stage] = modeReplicas[mode] ?? 1;
  });
  return configuration;
}
