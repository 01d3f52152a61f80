import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import type { Graph } from '../../../server/engine/network/graph';
import { layersResult } from '../../../server/engine/network/layersResult';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import { memorySource } from '../../fixtures/onnx/memorySource';
import type { WeightStyle } from '../../fixtures/onnx/onnxBuilder';
import { residualNetwork } from '../../fixtures/onnx/residualNetwork';

function imported(model: Uint8Array) {
  const result = importOnnx(memorySource(model), { name: 'resnet50' });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

function layersOf(graph: Graph) {
  const network = buildNetwork(graph);
  if (!network.ok) throw new Error(network.problems[0]?.message);
  return layersResult(network.value);
}

describe('a ResNet-50 as PyTorch exports it', () => {
  const { descriptor, graph } = imported(residualNetwork());

  test('has the published totals', () => {
    const { layers, totals } = layersOf(graph);
    expect(layers).toHaveLength(54);
    expect(totals.macs).toBe(4_089_184_256);
    expect(totals.parameters).toBe(25_557_032);
  });

  test('becomes a descriptor with one template and the exporter’s names', () => {
    expect(descriptor).toMatchInlineSnapshot(`
      "cnn: resnet50
      input: [3, 224, 224]
      templates:
        bottleneck:
          parameters: { width: , stride: 1, project: false }
          layers:
            - { name: conv1, op: conv, kernel: 1, filters: $width, batch_norm: true, activation: relu }
            - { name: conv2, op: conv, kernel: 3, filters: $width, stride: $stride, padding: 1, batch_norm: true,
                activation: relu }
            - { name: conv3, op: conv, kernel: 1, filters: $(4 * width), batch_norm: true }
            - { name: downsample_0, op: conv, kernel: 1, filters: $(4 * width), stride: $stride, batch_norm: true,
                from: input, when: $project }
            - { name: add, op: add, activation: relu, from: [conv3, $(downsample_0 if project else input)] }
      layers:
        - { name: conv1, op: conv, kernel: 7, filters: 64, stride: 2, padding: 3, batch_norm: true, activation: relu }
        - { name: pool1, op: max_pool, kernel: 3, stride: 2, padding: 1 }
        - { name: layer1, use: bottleneck, repeat: 3, with: { width: 64, project: $first } }
        - { name: layer2, use: bottleneck, repeat: 4, with: { width: 128, stride: $(2 if first else 1), project: $first } }
        - { name: layer3, use: bottleneck, repeat: 6, with: { width: 256, stride: $(2 if first else 1), project: $first } }
        - { name: layer4, use: bottleneck, repeat: 3, with: { width: 512, stride: $(2 if first else 1), project: $first } }
        - { name: avgpool, op: global_average_pool }
        - { name: fc, op: fully_connected, units: 1000 }
      "
    `);
  });

  test('has the same layers as its descriptor, names included', () => {
    const again = readDescriptor(parse(descriptor));
    if (!again.ok) throw new Error(again.problems[0]?.message);
    expect(again.problems).toEqual([]);
    expect(layersOf(again.value)).toEqual(layersOf(graph));
  });
});

test.each<WeightStyle>(['constant node', 'constant of shape', 'external'])(
  'weights as %s give the same descriptor',
  (weights) => {
    const expected = imported(residualNetwork([1, 2])).descriptor;
    expect(imported(residualNetwork([1, 2], { weights })).descriptor).toBe(expected);
  },
);

test('normalisation that is folded into the weights leaves a bias', () => {
  const { graph } = imported(residualNetwork([1], { folded: true }));
  const convolutions = graph.nodes.filter(({ op }) => op === 'conv');
  expect(convolutions.every(({ attributes }) => attributes.bias && !attributes.batchNorm)).toBe(
    true,
  );
});
