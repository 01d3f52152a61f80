import { medianMilliseconds, type Claim } from './claim';
import { runTool } from './runTool';
import { examplePath } from './examples';

/** What a person waits for: a process that starts, reads, tunes, proves and prints. */
export const coldTune: Claim = {
  name: 'cnn-tuner tune, ResNet-50 on 4+4 places',
  unit: 'ms',
  limit: { atMost: 400 },
  method: 'cold process, wall clock',
  measure() {
    const platform = examplePath.platform('chiplet-4f4s');
    const args = ['tune', examplePath.network('resnet-50'), '--platform', platform];
    return medianMilliseconds(() => runTool(args), { runs: 9, warmups: 1 });
  },
};
