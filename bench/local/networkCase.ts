import { join } from 'node:path';
import { readPlatform } from '../../server/engine/platform/readPlatform';
import type { Network } from '../../server/engine/network/network';
import type { Shape } from '../../server/protocol/layersResult';
import type { Platform } from '../../server/engine/platform/platform';
import type { PipelinePlan } from '../../server/runtime/plan';
import { planWhole } from '../../server/runtime/localPlan';
import { loadNetwork } from '../../server/src/adapters/files';
import { exportModel } from '../../server/src/adapters/onnx/write/exportModel';

/** A network on two places of one core each. */
export interface NetworkCase {
  /** As its file is called. */
  readonly name: string;
  readonly network: Network;
  readonly platform: Platform;
  readonly modelPath: string;
  /** Speed of the second place. */
  readonly speed: number;
  /** Each place with all layers, which a cut divides. */
  readonly places: PipelinePlan;
}

/**
 * Reads a network of `examples/networks`, and writes it as a model with seeded weights into a folder.
 * @param input replaces its input.
 */
export async function exportCase(
  name: string,
  folder: string,
  input?: Shape,
): Promise<Pick<NetworkCase, 'name' | 'network' | 'modelPath'>> {
  const network = await loadNetwork(`examples/networks/${name}.cnn.yaml`, input ? { input } : {});
  if (!network.ok)
    throw new Error(network.problems.map(({ problem }) => problem.message).join('\n'));
  const modelPath = join(folder, `${name}.onnx`);
  await exportModel(network.value, modelPath, 1);
  return { name, network: network.value, modelPath };
}

/** Puts a network on the cores 0 and 1, the second at a speed. */
export function placeCase(
  exported: Pick<NetworkCase, 'name' | 'network' | 'modelPath'>,
  speed: number,
): NetworkCase {
  const core = { clock_ghz: 2.6, flops_per_cycle: 64, memory: 'ram' };
  const slow = speed < 1 ? { emulate_speed: speed } : {};
  const read = readPlatform({
    platform: 'two cores',
    memories: { ram: { bandwidth_gb_s: 24 } },
    execution_places: [
      { name: 'ep0', cores: [0], ...core },
      { name: 'ep1', cores: [1], ...core, ...slow },
    ],
    links: { default: { bandwidth_gb_s: 12 } },
  });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const { network, modelPath } = exported;
  const model = { path: modelPath, shape: null };
  const planned = planWhole(model, read.value, network.layers.length, 2);
  if (!planned.ok) throw new Error(planned.message);
  return { ...exported, platform: read.value, speed, places: planned.plan };
}
