import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { significant } from '../../server/engine/core/units';
import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import type { Network } from '../../server/engine/network/network';
import { spaceSize } from '../../server/engine/pipeline/spaceSize';
import { readPlatform } from '../../server/engine/platform/readPlatform';
import { analyse } from '../../server/src/language/analysis';

const root = join(import.meta.dirname, '../..');
/** A text without its line breaks, which stand anywhere. */
const docs = (path: string) =>
  readFileSync(join(root, 'docs', path), 'utf8').replaceAll(/\s+/g, ' ');

function example(name: string): Network {
  const text = readFileSync(join(root, 'examples', 'networks', `${name}.cnn.yaml`), 'utf8');
  const { network } = analyse('network', text);
  if (network === null) throw new Error(`${name} has errors.`);
  return network;
}

/** Inferences a second on one place with a memory of so many GB/s. */
function throughput(network: Network, gigabytes: number): number {
  const place = { name: 'a', cores: 8, clock_ghz: 3, flops_per_cycle: 32, memory: 'm' };
  const platform = readPlatform({
    platform: 'one',
    memories: { m: { bandwidth_gb_s: gigabytes } },
    execution_places: [place],
  });
  const table = platform.ok ? analyticalTable(network, platform.value) : platform;
  if (!table.ok) throw new Error(table.problems[0]?.message);
  return 1 / solveOptimum(table.value).cost;
}

describe('figures in the documentation', () => {
  it('of two networks are those of the examples', () => {
    const text = docs('algorithms/cost-model.md');
    const [alexnet, resnet] = [example('alexnet'), example('resnet-50')];
    const sum = (network: Network, of: 'macs' | 'parameters') =>
      network.layers.reduce((total, layer) => total + layer[of], 0);
    expect(text).toContain(`AlexNet (${significant(sum(alexnet, 'macs') / 1e9, 2)} G)`);
    expect(text).toContain(`ResNet-50 (${significant(sum(resnet, 'macs') / 1e9, 2)} G)`);
    expect(text).toContain(`AlexNet's ${significant(sum(alexnet, 'parameters') / 1e6, 2)} million parameters`); // prettier-ignore
    const dense = alexnet.layers.filter(({ description }) => description.startsWith('fully'));
    const macs = dense.reduce((total, layer) => total + layer.macs, 0);
    // A fully connected layer has a weight of 4 bytes for each multiply-accumulate.
    expect(text).toContain(`${significant((4 * macs) / 1e6)} MB of them for ${significant(macs / 1e6, 2)} million`); // prettier-ignore
    for (const bandwidth of [200, 25]) {
      const ratio = throughput(alexnet, bandwidth) / throughput(resnet, bandwidth);
      expect(text).toMatch(new RegExp(`${significant(ratio, 2)} times [^.]*${bandwidth} GB/s`));
    }
  });

  it('of a space are its size', () => {
    const text = docs('algorithms/exhaustive.md');
    const layers = example('resnet-50').layers.length;
    const power = (size: bigint) => `${significant(Number(size) / 10 ** Math.floor(Math.log10(Number(size))), 2)} · 10`; // prettier-ignore
    expect(text).toContain(`${layers} layers have`);
    expect(text).toContain(`${spaceSize(layers, 4).toLocaleString('en').replaceAll(',', ' ')} configurations on 4 places`); // prettier-ignore
    expect(text).toContain(`${power(spaceSize(layers, 6))}⁹ on 6`);
    expect(text).toContain(`${power(spaceSize(layers, 8))}¹² on 8`);
  });
});
