import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { layersResult } from '../../server/engine/network/layersResult';
import type { Network } from '../../server/engine/network/network';
import { operators } from '../../server/engine/network/operators';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import type { Shape } from '../../server/protocol/layersResult';
import { randomNetwork } from './randomNetwork';
import { valueOf } from '../fixtures/valueOf';

const networkOf = (descriptor: unknown): Network =>
  valueOf(buildNetwork(valueOf(readDescriptor(descriptor))));

const bytesOf = ([channels, height, width]: Shape) => 4 * channels * height * width;

/** Layer of each operator, as the layers tell it. */
function layerOfNodes({ layers, graph }: Network): number[] {
  const layerOf = graph.nodes.map(() => -1);
  layers.forEach((layer, index) => layer.nodes.forEach((node) => (layerOf[node] = index)));
  return layerOf;
}

/** Bytes live across a cut, tensor by tensor: made before it, and read after it or an output. */
function bytesAcross(network: Network, layerOf: readonly number[], cut: number): number {
  const { graph, shapes, input } = network;
  const readAfter = (tensor: number) =>
    graph.nodes.some((node, i) => node.inputs.includes(tensor) && (layerOf[i] ?? 0) >= cut);
  const live = shapes.filter(
    (_, i) => (layerOf[i] ?? 0) < cut && (graph.outputs.includes(i) || readAfter(i)),
  );
  const fromInput = cut === 0 || readAfter(-1) ? bytesOf(input) : 0;
  return live.reduce((sum, shape) => sum + bytesOf(shape), fromInput);
}

describe('a random network', () => {
  it('has the shapes, inputs and counts of an independent reckoning', () => {
    fc.assert(
      fc.property(randomNetwork, ({ descriptor, shapes, inputs, macs, parameters }) => {
        const network = networkOf(descriptor);
        expect(network.shapes).toEqual(shapes);
        expect(network.graph.nodes.map((node) => node.inputs)).toEqual(inputs);
        expect(layersResult(network).totals).toMatchObject({ macs, parameters });
      }),
    );
  });

  it('folds every operator into exactly one layer, after everything that it reads', () => {
    fc.assert(
      fc.property(randomNetwork, ({ descriptor }) => {
        const network = networkOf(descriptor);
        const { graph, layers } = network;
        const folded = layers.flatMap((layer) => [...layer.nodes]).sort((a, b) => a - b);
        expect(folded).toEqual([...graph.nodes.keys()]);
        const layerOf = layerOfNodes(network);
        graph.nodes.forEach((node, i) => {
          for (const source of node.inputs) {
            expect(layerOf[source] ?? 0).toBeLessThanOrEqual(layerOf[i] ?? -1);
          }
        });
        const compute = graph.nodes.filter((node) => operators[node.op].compute);
        expect(layers.map((layer) => layer.name)).toEqual(compute.map((node) => node.name));
      }),
    );
  });

  it('has the cut sizes that counting tensor by tensor gives', () => {
    fc.assert(
      fc.property(randomNetwork, fc.array(fc.nat(30), { maxLength: 3 }), (random, picks) => {
        const { layers } = random.descriptor;
        const outputs = [...new Set(picks.map((pick) => `n${pick % layers.length}`))];
        const network = networkOf({
          ...random.descriptor,
          ...(outputs.length > 0 && { outputs }),
        });
        const layerOf = layerOfNodes(network);
        const counted = Array.from({ length: network.layers.length + 1 }, (_, cut) =>
          bytesAcross(network, layerOf, cut),
        );
        expect([...network.cutBytes]).toEqual(counted);
      }),
    );
  });
});
