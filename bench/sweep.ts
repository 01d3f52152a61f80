import { cpus } from 'node:os';
import { join } from 'node:path';
import { tableData } from '../server/engine/cost/tableData';
import { defaultExplorerOptions } from '../server/engine/explore/explorerOptions';
import { runComparison } from '../server/src/workers/runComparison';
import { TunePool } from '../server/src/workers/tunePool';
import type { Claim } from './claim';
import { exampleTable, root } from './examples';

const explorers = ['shisha', 'hill-climbing', 'random-walk', 'simulated-annealing'] as const;
const tunings = 10_000;

/** How busy a comparison of many runs keeps the cores, from the first thread to the last figure. */
export const sweepUse: Claim = {
  name: `Use of the cores, a sweep of ${tunings.toLocaleString('en-US')} tunings`,
  unit: '%',
  limit: { atLeast: 90 },
  method: 'CPU time / (that + idle time of all cores), four explorers, ResNet-50 on 4+4 places',
  async measure() {
    const table = tableData(exampleTable('resnet-50', 'chiplet-4f4s'));
    const names = {
      network: 'ResNet-50',
      platform: 'chiplet-4f4s',
      testbed: 'analytical',
    } as const;
    const request = {
      explorers,
      options: { ...defaultExplorerOptions, assign: 'random' },
      seeds: tunings / explorers.length,
      maxTrials: null,
    } as const;
    const pool = new TunePool(join(root, 'dist', 'tuneWorker.js'));
    try {
      const before = process.cpuUsage();
      const idleBefore = idleMilliseconds();
      const { result, failure } = await runComparison(pool, { names, table }, request).outcome;
      const idle = idleMilliseconds() - idleBefore;
      const { user, system } = process.cpuUsage(before);
      if (failure !== null || result.runs.length !== tunings) {
        throw new Error(failure ?? 'Runs are missing.');
      }
      const used = (user + system) / 1e3;
      return (100 * used) / (used + idle);
    } finally {
      await pool.close();
    }
  },
};

/** What other programs take is not ours to use: only time that nobody used is lost. */
function idleMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
