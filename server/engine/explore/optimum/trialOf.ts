import { evaluate } from '../../cost/evaluate';
import type { Configuration } from '../../pipeline/configuration';
import { costOf } from '../../pipeline/objective';
import { createObservation, type Observation } from '../../pipeline/observation';
import { configurationOf, type PlannedStage } from './stagePlan';
import type { ClassProblem } from './classProblem';

/** A configuration with what a trial of it shows. */
export interface OptimumTrial {
  readonly configuration: Configuration;
  readonly observation: Observation;
}

/** Tries a configuration by the same arithmetic as every trial. */
export function trialOf({ table }: ClassProblem, configuration: Configuration): OptimumTrial {
  const { space } = table;
  const observation = createObservation(space.places.length);
  evaluate(table, configuration, observation);
  observation.cost = costOf(space.objective, observation);
  return { configuration, observation };
}

/** Tries a plan. */
export function trialOfPlan(problem: ClassProblem, plan: readonly PlannedStage[]): OptimumTrial {
  return trialOf(problem, configurationOf(problem, plan));
}

/** Period of a trial. */
export function periodOf({ observation }: OptimumTrial): number {
  return observation.periodSeconds;
}
