import { defaultExplorerOptions } from '../server/engine/explore/explorerOptions';
import { tune } from '../server/engine/explore/tune';
import { spaceSize } from '../server/engine/pipeline/spaceSize';
import { RunSignals } from '../server/src/workers/runSignals';
import { medianMilliseconds, type Claim } from './claim';
import { exampleTable } from './examples';

const trials = 1_000_000;

/** How many configurations an exhaustive walk tries in a second, watched as the tools watch it. */
export const exhaustiveWalk: Claim = {
  name: 'Exhaustive search, ResNet-50 on 8 places',
  unit: 'M/s',
  limit: { atLeast: 2 },
  method: 'one core, pipelines of 8 stages, with progress and cancel',
  async measure() {
    const table = exampleTable('resnet-50', 'chiplet-4f4s');
    const { layers, places } = table.space;
    // Deep pipelines, which take longest, are most of the space and its end.
    const middle = spaceSize(layers.length, places.length) / 2n;
    const request = {
      network: 'ResNet-50',
      platform: 'chiplet-4f4s',
      testbed: 'analytical',
      explorer: 'exhaustive',
      options: { ...defaultExplorerOptions, from: String(middle) },
      maxTrials: trials,
      trace: false,
      optimum: false,
    } as const;
    const signals = new RunSignals();
    const hooks = {
      shouldStop: () => signals.shouldStop(),
      onProgress: (trial: number, best: number) => signals.report(trial, best),
    };
    const milliseconds = await medianMilliseconds(() => tune(table, request, hooks), {
      runs: 7,
      warmups: 1,
    });
    return trials / milliseconds / 1000;
  },
};
