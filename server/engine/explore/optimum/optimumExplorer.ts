import type { TimeTable } from '../../cost/timeTable';
import { createConfiguration } from '../../pipeline/configuration';
import type { Explorer } from '../explorer';
import type { ExplorerOptions } from '../explorerOptions';
import { solveOptimum } from './solveOptimum';

/**
 * The exact answer as an explorer: it reads the times and tries one configuration. Where none keeps
 * the memory limits, everything on the fastest place is tried, and refused.
 */
export function optimumExplorer(_options: ExplorerOptions, table: TimeTable): Explorer {
  return function* (space) {
    const { configuration } = solveOptimum(table);
    if (configuration !== null) {
      yield configuration;
      return configuration;
    }
    const single = createConfiguration(space.places.length);
    single.stages = 1;
    single.ends[0] = space.layers.length;
    single.places[0] = space.rank[0] ?? 0;
    yield single;
    return single;
  };
}
