import fc from 'fast-check';
import type { LayerFacts, LayersModel } from '../../server/protocol/layersModel';
import type { SortKey } from '../../webview/src/layers/columns';
import type { LayersLook } from '../../webview/src/layers/layersLook';
import { hostileNames } from './letters';

/** Amounts, now and then broken ones. */
export const amount = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, NaN, Infinity, -1, 5e-324, 1.7e308) },
);

/** Names, hostile ones among them. */
const name = fc.oneof(
  fc.constantFrom(...hostileNames, 'stem', 'c3_1.spatial'),
  fc.string({ maxLength: 40 }),
);

const size = fc.integer({ min: 1, max: 4096 });

/** Models of every kind: with and without times, with numbers that are none. */
export const models: fc.Arbitrary<LayersModel> = fc
  .record({ estimated: fc.integer({ min: 0, max: 4 }), measured: fc.integer({ min: 0, max: 4 }) })
  .chain(({ estimated, measured }) => {
    const seconds = (count: number) => fc.array(amount, { minLength: count, maxLength: count });
    const times = (count: number): LayersModel['estimated'] =>
      count === 0
        ? null
        : {
            source: 'somewhere',
            hiddenGroups: 0,
            groups: Array.from({ length: count }, (_, group) => ({
              label: `kind${group} ×${group + 1}`,
              fast: group % 2 === 0,
              description: '',
              totalSeconds: 1,
            })),
          };
    const layer: fc.Arbitrary<LayerFacts> = fc.record({
      name,
      description: name,
      inputShape: fc.tuple(size, size, size),
      outputShape: fc.tuple(size, size, size),
      weight: amount,
      macs: amount,
      parameters: amount,
      activationBytes: amount,
      cutBytes: amount,
      estimatedSeconds: seconds(estimated),
      measuredSeconds: seconds(measured),
      disagreement: fc.option(
        fc.record({ group: fc.nat(3), ratio: fc.double({ min: 0.01, max: 90, noNaN: true }) }),
      ),
    });
    return fc.array(layer, { maxLength: 30 }).map((layers) => ({
      title: 'N',
      layers,
      estimated: times(estimated),
      measured: times(measured),
      notes: [],
      summary: '',
    }));
  });

/** What rows can be sorted by. */
export const keys: readonly SortKey[] = [
  'order',
  'name',
  'operator',
  'weight',
  'macs',
  'cutBytes',
  'estimated-0',
  'measured-3',
];

/** Every way to look at layers. */
export const looks: fc.Arbitrary<LayersLook> = fc.record({
  filter: fc.constantFrom('', 'c3', 'conv  stem', 'zzz'),
  sorting: fc.record({ key: fc.constantFrom(...keys), descending: fc.boolean() }),
  scale: fc.constantFrom('linear', 'log'),
  asShare: fc.boolean(),
  focus: fc.constantFrom('weight', 'macs', 'cutBytes', 'estimated', 'measured'),
});
