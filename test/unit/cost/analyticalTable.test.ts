import { describe, expect, it } from 'vitest';
import { analyticalTable } from '../../../server/engine/cost/analyticalTable';
import { rooflineSeconds } from '../../../server/engine/cost/roofline';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import { valueOf } from '../../fixtures/valueOf';

const network = valueOf(
  buildNetwork(
    valueOf(
      readDescriptor({
        cnn: 'toy',
        input: [3, 32, 32],
        layers: [
          { name: 'stem', op: 'conv', kernel: 3, padding: 'same', filters: 64 },
          { name: 'mix', op: 'conv', kernel: 1, filters: 64 },
          { name: 'depth', op: 'depthwise_conv', kernel: 3, padding: 'same' },
          { name: 'classify', op: 'fully_connected', units: 1000 },
        ],
      }),
    ),
  ),
);

const memories = { ram: { bandwidth_gb_s: 10, capacity_gb: 1 } };
const big = { name: 'big', count: 2, cores: 4, clock_ghz: 2, flops_per_cycle: 16, memory: 'ram' };
const lit = { name: 'lit', cores: 4, clock_ghz: 1, flops_per_cycle: 8, memory: 'ram' };
const file = { platform: 'p', memories, execution_places: [lit, big] };
const platformOf = (more: object) => valueOf(readPlatform({ ...file, ...more }));

describe('rooflineSeconds', () => {
  const efficiency = {
    convolution: 0.5, pointwise: 0.4, depthwise: 0.1, fullyConnected: 0.2, memory: 0.8, dispatchSeconds: 1,
  }; // prettier-ignore
  const place = {
    peakFlops: 100,
    memory: { name: 'm', bytesPerSecond: 10, capacityBytes: Infinity },
    efficiency,
  };
  it.each([
    ['convolution', 100, 8, 2 * 100 / 50 + 1],
    ['pointwise', 100, 8, 2 * 100 / 40 + 1],
    ['depthwise', 100, 8, 2 * 100 / 10 + 1],
    ['fullyConnected', 100, 8, 2 * 100 / 20 + 1],
    ['convolution', 1, 800, 101],
    ['elementwise', 1e9, 8, 2],
    ['elementwise', 0, 0, 1],
  ] as const)('%s of %d macs and %d bytes takes %d s', (operatorClass, macs, trafficBytes, seconds) => {
    expect(rooflineSeconds({ operatorClass, macs, trafficBytes }, place)).toBeCloseTo(seconds, 12);
  }); // prettier-ignore
});

describe('analyticalTable', () => {
  it('has a time for each layer and place, and the platform’s ranks and classes', () => {
    const { space, seconds } = valueOf(analyticalTable(network, platformOf({})));
    expect(space.layers).toEqual(['stem', 'mix', 'depth', 'classify']);
    expect(space.places).toEqual(['lit', 'big0', 'big1']);
    expect([...space.rank]).toEqual([1, 2, 0]);
    expect([...space.fast]).toEqual([0, 1, 1]);
    expect([...space.classOf]).toEqual([0, 1, 1]);
    expect([...space.hints]).toEqual(network.layers.map((layer) => layer.weight));
    expect([...space.cutBytes]).toEqual([...network.cutBytes]);
    network.layers.forEach((layer, index) => {
      expect(seconds(index, 1)).toBe(seconds(index, 2));
      const [first] = platformOf({}).places;
      expect(first && rooflineSeconds(layer, first)).toBe(seconds(index, 0));
    });
    // 3·32·32·9·64 macs at 4 cores · 1 GHz · 8 flops · 0.7
    expect(seconds(0, 0)).toBeCloseTo((2 * 1_769_472) / (32e9 * 0.7) + 5e-6, 9);
  });

  it('takes equal arithmetic at another bandwidth or efficiency for another place', () => {
    const memories = { ram: { bandwidth_gb_s: 10 }, slow: { bandwidth_gb_s: 1 } };
    const places = [big, { ...big, name: 'far', memory: 'slow' }, { ...big, name: 'raw', efficiency: { convolution: 0.1 } }]; // prettier-ignore
    const { space } = valueOf(analyticalTable(network, platformOf({ memories, execution_places: places }))); // prettier-ignore
    expect([...space.classOf]).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('names the layer whose weights fit no memory', () => {
    const small = { ram: { bandwidth_gb_s: 10, capacity_gb: 0.1 } };
    const result = analyticalTable(network, platformOf({ memories: small }));
    expect(result.ok).toBe(false);
    expect(result.problems).toMatchObject([{ code: 'memory-too-small', path: ['layers', 3] }]);
    expect(result.problems[0]?.message).toMatch(/`classify`.* 100 MB\.$/);
  });

  it('names only the heaviest of several such layers', () => {
    const tiny = { ram: { bandwidth_gb_s: 10, capacity_gb: 1e-9 } };
    const { problems } = analyticalTable(network, platformOf({ memories: tiny }));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/`classify`.* 1 B\. \d other layers fit none either\.$/);
  });

  it('says how much room is missing where layers fit only one by one', () => {
    const full = { ram: { bandwidth_gb_s: 10, capacity_gb: 0.26215 } };
    const one = platformOf({ memories: full, execution_places: [lit] });
    const { problems } = analyticalTable(network, one);
    expect(problems).toMatchObject([{ code: 'weights-exceed-memory', path: ['cnn'] }]);
  });
});
