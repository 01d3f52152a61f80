import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import { localClasses } from '../../../server/runtime/profile/localClasses';
import { valueOf } from '../../fixtures/valueOf';

/** A convolution and a fully connected layer. */
export const network = valueOf(
  buildNetwork(
    valueOf(
      readDescriptor({
        cnn: 'n',
        input: [3, 8, 8],
        layers: [
          { name: 'a', op: 'conv', kernel: 3, filters: 4 },
          { name: 'b', op: 'fully_connected', units: 5 },
        ],
      }),
    ),
  ),
);

/** A platform of places whose cores are alike. */
const platformWith = (places: readonly object[]) =>
  valueOf(
    readPlatform({
      platform: 'p',
      memories: { ram: { bandwidth_gb_s: 10 } },
      execution_places: places.map((place) => ({
        clock_ghz: 2,
        flops_per_cycle: 16,
        memory: 'ram',
        ...place,
      })),
    }),
  );

/** Two kinds of places on one kind of core, and one of two cores. */
export const platform = platformWith([
  { name: 'x', cores: [0] },
  { name: 'y', cores: [1], emulate_speed: 0.5 },
  { name: 'z', cores: [2, 3] },
]);

/** The kinds of cores of {@link platform}. */
export const classes = localClasses(platform);

/** What a profile says of its origin. */
export const facts = {
  machine: 'm',
  date: '2026-01-01T00:00:00.000Z',
  versions: {},
  unpinned: null,
};
