import type { TimeTable } from '../cost/timeTable';
import { calibrated } from './calibrated/calibrated';
import type { Explorer } from './explorer';
import { explorerFacts, type ExplorerFacts, type ExplorerName } from './explorerFacts';
import type { ExplorerOptions } from './explorerOptions';
import { exhaustive } from './exhaustive';
import { hillClimbing } from './hillClimbing';
import { optimumExplorer } from './optimum/optimumExplorer';
import { pipeSearch } from './pipeSearch';
import { randomWalk } from './randomWalk';
import { shisha } from './shisha';
import { simulatedAnnealing } from './simulatedAnnealing';

/** Starts an explorer with its options; `table` is for those that read the times. */
type CreateExplorer = (options: ExplorerOptions, table: TimeTable) => Explorer;

/** An explorer that can be chosen by name. */
export interface ExplorerDefinition extends ExplorerFacts {
  readonly create: CreateExplorer;
}

const creators: Readonly<Record<ExplorerName, CreateExplorer>> = {
  shisha: shisha,
  calibrated: calibrated,
  optimum: optimumExplorer,
  exhaustive: exhaustive,
  'pipe-search': pipeSearch,
  'simulated-annealing': simulatedAnnealing,
  'hill-climbing': hillClimbing,
  'random-walk': randomWalk,
};

/** The explorer of a name. */
export function explorerOf(name: ExplorerName): ExplorerDefinition {
  return { ...explorerFacts[name], create: creators[name] };
}
