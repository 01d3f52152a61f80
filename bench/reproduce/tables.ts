import { convergenceByPlatform, equalByPlatform, qualityByPlatform } from './tables/byPlatform';
import { convergenceTable } from './tables/convergence';
import { deepNetworksTable } from './tables/deepNetworks';
import { exhaustiveTable } from './tables/exhaustive';
import { exploredTable } from './tables/explored';
import { heuristicsTable } from './tables/heuristics';
import { calibratedLossesTable, lossesTable } from './tables/losses';
import { rebalancingTable, scalingTable, sloTable } from './tables/interference';
import { nearOptimalTable } from './tables/nearOptimal';
import { patienceByPlatform, patienceByRatio } from './tables/patience';
import { pipeSearchTable } from './tables/pipeSearch';
import { qualitiesTable } from './tables/qualities';
import { seedsTable } from './tables/seeds';
import type { Grid } from './problems';
import type { TablePlan } from './reportTable';

/** Every table of a grid, in the order in which they are printed. */
export function tablePlans(grid: Grid): readonly TablePlan[] {
  return [
    convergenceTable,
    qualityByPlatform,
    convergenceByPlatform,
    equalByPlatform,
    qualitiesTable,
    exploredTable,
    exhaustiveTable,
    pipeSearchTable,
    nearOptimalTable,
    seedsTable,
    heuristicsTable,
    patienceByRatio,
    patienceByPlatform,
    deepNetworksTable,
    lossesTable,
    calibratedLossesTable,
    rebalancingTable,
    sloTable,
    scalingTable,
  ].map((plan) => plan(grid));
}
