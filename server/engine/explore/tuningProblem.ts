import { analyticalTable } from '../cost/analyticalTable';
import type { TimeTable } from '../cost/timeTable';
import { fail, succeed, type Result } from '../core/result';
import type { Network } from '../network/network';
import { describePlace } from '../platform/describePlace';
import type { Platform } from '../platform/platform';
import type { TuneRequest } from './tune';

/** What is tuned: times, and the names under which a result is saved. */
export interface TuningProblem {
  readonly table: TimeTable;
  readonly names: Pick<TuneRequest, 'network' | 'platform' | 'testbed' | 'placeDescriptions'>;
}

/** A network on a platform, with times from the analytical model. */
export function analyticalProblem(network: Network, platform: Platform): Result<TuningProblem> {
  const table = analyticalTable(network, platform);
  if (!table.ok) return fail(table.problems);
  const names = {
    network: network.name,
    platform: platform.name,
    testbed: 'analytical',
    placeDescriptions: platform.places.map(describePlace),
  } as const;
  return succeed({ table: table.value, names }, table.problems);
}
