import { createRandom } from '../../server/engine/core/random';
import { evaluate } from '../../server/engine/cost/evaluate';
import type { TimeTable } from '../../server/engine/cost/timeTable';
import { RandomConfigurations } from '../../server/engine/explore/randomConfigurations';
import { createConfiguration } from '../../server/engine/pipeline/configuration';
import { createObservation } from '../../server/engine/pipeline/observation';
import { spaceSize } from '../../server/engine/pipeline/spaceSize';
import { runSetup } from './measureJob';

const drawn = 20_000;
const tried = 200_000;

/** What a walk through a space would take, from a part of it. */
export interface WalkSample {
  /** Mean charge of a trial, over configurations drawn from the whole space alike. */
  readonly trialSeconds: number;
  /** Simulated trials in a second by the clock, from the middle of the walk. */
  readonly trialsPerSecond: number;
}

/** Samples an exhaustive walk through the space of a table. */
export function walkSample(table: TimeTable): WalkSample {
  const { layers, places } = table.space;
  const middle = spaceSize(layers.length, places.length) / 2n + 1n;
  const walk = { explorer: 'exhaustive', options: { from: String(middle) } } as const;
  const startMilliseconds = performance.now();
  const { trials } = runSetup(table, walk, 1, undefined, tried);
  const seconds = (performance.now() - startMilliseconds) / 1000;
  return { trialSeconds: meanCharge(table), trialsPerSecond: trials / seconds };
}

function meanCharge(table: TimeTable): number {
  const { space } = table;
  const configurations = new RandomConfigurations(space, createRandom(1));
  const configuration = createConfiguration(space.places.length);
  const observation = createObservation(space.places.length);
  let sum = 0;
  for (let i = 0; i < drawn; i += 1) {
    configurations.draw(configuration);
    evaluate(table, configuration, observation);
    sum += observation.trialSeconds;
  }
  return sum / drawn;
}
