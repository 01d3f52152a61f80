import type { Claim } from './claim';
import { examplePath } from './examples';
import { peakBytesOf } from './runTool';

const few = 20_000;
const many = 2_000_000;

/** How much more memory a hundred times as many trials need. */
export const constantMemory: Claim = {
  name: 'Memory added by 100 times as many trials',
  unit: 'MB',
  limit: { atMost: 16 },
  method: `peak of ${many} trials less peak of ${few}, no trace`,
  async measure() {
    const platform = examplePath.platform('chiplet-4f4s');
    const peak = (trials: number) => {
      const network = examplePath.network('resnet-50');
      const limits = ['--alpha', '1000000000', '--trials', String(trials), '--no-optimum'];
      return peakBytesOf(['tune', network, '--platform', platform, ...limits]);
    };
    return Math.max(0, (await peak(many)) - (await peak(few))) / 1e6;
  },
};
