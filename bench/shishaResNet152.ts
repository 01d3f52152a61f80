import { defaultExplorerOptions } from '../server/engine/explore/explorerOptions';
import { tune } from '../server/engine/explore/tune';
import { medianMilliseconds, type Claim } from './claim';
import { exampleTable } from './examples';

/** Shisha on the largest example, without the proof of the optimum. */
export const shishaResNet152: Claim = {
  name: 'Shisha, ResNet-152 on 52 places',
  unit: 'ms',
  limit: { atMost: 50 },
  method: 'engine time, warm',
  measure() {
    const table = exampleTable('resnet-152', 'chiplet-26f26s');
    const request = {
      network: 'ResNet-152',
      platform: 'chiplet-26f26s',
      testbed: 'analytical',
      explorer: 'shisha',
      options: defaultExplorerOptions,
      optimum: false,
    } as const;
    return medianMilliseconds(() => tune(table, request), { runs: 50, warmups: 5 });
  },
};
