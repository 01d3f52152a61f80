import { buildNetwork } from '../server/engine/network/buildNetwork';
import { readDescriptor } from '../server/engine/network/readDescriptor';
import { medianMilliseconds, type Claim } from './claim';
import { valueOf } from '../test/fixtures/valueOf';
import { exampleData, examplePath } from './examples';

/** From parsed data to layers with shapes, weights and cuts. */
export const expandResNet152: Claim = {
  name: 'Expansion and shapes, ResNet-152',
  unit: 'ms',
  limit: { atMost: 5 },
  method: 'engine time from parsed data, warm',
  measure() {
    const data = exampleData(examplePath.network('resnet-152'));
    const work = () => valueOf(buildNetwork(valueOf(readDescriptor(data))));
    return medianMilliseconds(work, { runs: 100, warmups: 100 });
  },
};
