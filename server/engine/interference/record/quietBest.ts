import { evaluate } from '../../cost/evaluate';
import type { TimeTable } from '../../cost/timeTable';
import { solveOptimum } from '../../explore/optimum/solveOptimum';
import { createConfiguration, type Configuration } from '../../pipeline/configuration';
import { createObservation } from '../../pipeline/observation';
import type { RecordedStages } from '../../../protocol/replayRecord';

/** What a replay begins with: the best pipeline without interference, and its period. */
export interface QuietBest {
  readonly start: Configuration;
  readonly quietPeriodSeconds: number;
}

/** The optimum without interference, as far as it is known; null where no pipeline fits the memories. */
export function quietBest(table: TimeTable): QuietBest | null {
  const { configuration, cost } = solveOptimum(table);
  return configuration === null ? null : { start: configuration, quietPeriodSeconds: cost };
}

/** Stages by names of places as a configuration; or why they are none of this table. */
export function configurationOf(table: TimeTable, stages: RecordedStages): Configuration | string {
  const { places } = table.space;
  const configuration = createConfiguration(places.length);
  const seen = new Set<string>();
  for (const [index, [, end, name]] of stages.entries()) {
    const place = places.indexOf(name);
    if (place < 0) return `The schedule was made for another platform: it uses “${name}”.`;
    if (seen.has(name)) return `The schedule uses ${name} twice.`;
    seen.add(name);
    configuration.ends[index] = end;
    configuration.places[index] = place;
    configuration.stages = index + 1;
  }
  const observation = createObservation(configuration.stages);
  evaluate(table, configuration, observation);
  return observation.periodSeconds === Infinity
    ? 'The schedule does not fit the memories of the platform.'
    : configuration;
}
