import type { TimeTable } from '../../server/engine/cost/timeTable';
import { evaluate } from '../../server/engine/cost/evaluate';
import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import {
  memoryBoundByRoofline,
  type MemoryBound,
} from '../../server/engine/interference/memoryBound';
import type { Scenario } from '../../server/engine/interference/scenario';
import { readScenario } from '../../server/engine/interference/scenario/readScenario';
import { defaultInside } from '../../server/engine/interference/simulate/replayJob';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import type { Configuration } from '../../server/engine/pipeline/configuration';
import { createObservation } from '../../server/engine/pipeline/observation';
import { readPlatform } from '../../server/engine/platform/readPlatform';
import { valueOf } from '../../test/fixtures/valueOf';
import { exampleData, examplePath } from '../examples';

/** A network on a platform, as replays begin with it. */
export interface ReplayProblem {
  readonly network: string;
  readonly table: TimeTable;
  readonly memoryBound: MemoryBound;
  /** The proven optimum without interference. */
  readonly start: Configuration;
  readonly quietThroughput: number;
  /** Of a query in a full pipeline without interference: each waits for all inside. */
  readonly quietLatencySeconds: number;
}

/** An example network on places that a platform descriptor tells of. */
export function replayProblem(network: string, platformData: unknown): ReplayProblem {
  const graph = valueOf(readDescriptor(exampleData(examplePath.network(network))));
  const built = valueOf(buildNetwork(graph));
  const platform = valueOf(readPlatform(platformData));
  const table = valueOf(analyticalTable(built, platform));
  const { configuration: start, proven } = solveOptimum(table);
  if (start === null || !proven) throw new Error(`The optimum of ${network} is not proven.`);
  const observation = createObservation(start.stages);
  evaluate(table, start, observation);
  const { periodSeconds } = observation;
  return {
    network,
    table,
    memoryBound: memoryBoundByRoofline(table, built, platform),
    start,
    quietThroughput: 1 / periodSeconds,
    quietLatencySeconds: defaultInside(start) * periodSeconds,
  };
}

/** Stress of any of the twelve levels on a random place, once a period. */
export function drawnScenario(
  { table }: ReplayProblem,
  period: number,
  duration: number,
  seed: number,
): Scenario {
  const places = table.space.places.map((name) => ({ name, group: name }));
  const data = { interference: 'drawn', seed, random: [{ stress: 'any', period, duration }] };
  return valueOf(readScenario(data, { places }));
}
