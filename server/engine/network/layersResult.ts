import type { LayersResult } from '../../protocol/layersResult';
import type { Network } from './network';

/** The table of a network's layers, as `cnn-tuner layers --json` prints it. */
export function layersResult(network: Network): LayersResult {
  const total = { weight: 0, macs: 0, parameters: 0 };
  const layers = network.layers.map((layer, index) => {
    total.weight += layer.weight;
    total.macs += layer.macs;
    total.parameters += layer.parameters;
    return {
      name: layer.name,
      op: layer.op,
      inputShape: layer.inputShape,
      outputShape: layer.outputShape,
      weight: layer.weight,
      macs: layer.macs,
      parameters: layer.parameters,
      inputBytes: layer.inputBytes,
      outputBytes: layer.outputBytes,
      cutBytes: network.cutBytes[index + 1] ?? 0,
    };
  });
  return { kind: 'cnn-layers', network: network.name, layers, totals: total };
}
