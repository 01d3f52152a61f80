import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LayersResult } from '../../server/protocol/layersResult';
import { example, root, useTool } from './tool';

const tool = useTool();
const models = join(root, 'node_modules', '@gutenye', 'ocr-models', 'assets');
const detector = join(models, 'ch_PP-OCRv4_det_infer.onnx');
const input = ['--input', '3,320,320'];

async function layersOf(...args: string[]): Promise<LayersResult> {
  const { code, stdout, stderr } = await tool.run(['layers', '--json', ...args]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as LayersResult;
}

describe('layers', () => {
  it('prints a table with aligned columns, units and totals', async () => {
    const { stdout, code } = await tool.run(['layers', example.network('vgg16')]);
    expect(code).toBe(0);
    const [head = '', ...rows] = stdout.trimEnd().split('\n');
    expect(head.trim().split(/ {2,}/).slice(0, 4)).toEqual(['#', 'layer', 'operator', 'input']);
    expect(rows).toHaveLength(16 + 1);
    const end = head.indexOf('MACs') + 'MACs'.length;
    for (const row of rows) expect(row.slice(end - 3, end)).toMatch(/\d [kMG]$/);
    expect(rows.at(-1)).toMatch(/total .*15\.5 G +138 M/);
  });

  it('prints what the contract says as JSON', async () => {
    const { kind, network, layers, totals } = await layersOf(example.network('resnet-50'));
    expect([kind, network, layers.length]).toEqual(['cnn-layers', 'ResNet-50', 54]);
    expect(layers[0]).toEqual({
      name: 'stem', op: 'conv', inputShape: [3, 224, 224], outputShape: [64, 56, 56],
      weight: 3 * 224 * 224 * 49 * 64, macs: 112 * 112 * 64 * 3 * 49, parameters: expect.any(Number),
      inputBytes: 4 * 3 * 224 * 224, outputBytes: 4 * 64 * 56 * 56, cutBytes: 4 * 64 * 56 * 56,
    }); // prettier-ignore
    expect(totals.macs).toBe(layers.reduce((sum, layer) => sum + layer.macs, 0));
    expect(totals.macs / 1e9).toBeCloseTo(4.089, 3);
  });

  it('takes another input shape', async () => {
    const small = await layersOf(example.network('resnet-50'), '--input', '3x64x64');
    expect(small.layers[0]?.inputShape).toEqual([3, 64, 64]);
  });
});

describe('import', () => {
  it('writes a descriptor with the same layers', async () => {
    const args = ['import', detector, ...input, '-o', 'detector.cnn.yaml'];
    const { code, stdout, stderr } = await tool.run(args);
    expect([code, stdout, stderr]).toEqual([0, '', 'wrote detector.cnn.yaml\n']);
    const [model, written] = await Promise.all([
      layersOf(detector, ...input),
      layersOf('detector.cnn.yaml'),
    ]);
    expect(written).toEqual(model);
    expect(model.layers.length).toBeGreaterThan(50);
  });

  it('prints the descriptor where no file is named', async () => {
    const text = await tool.run(['import', detector, ...input]);
    expect(text.stdout).toMatch(/^cnn: /m);
    const json = await tool.run(['import', detector, ...input, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'cnn-import',
      input: [3, 320, 320],
      descriptor: text.stdout,
    });
  });

  it('asks for an input shape that the model leaves open', async () => {
    const { code, stdout, stderr } = await tool.run(['import', detector]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/--input C,H,W \[onnx-dynamic\]/);
  });

  it('refuses half a model', async () => {
    const half = tool.write('half.onnx', readFileSync(detector).subarray(0, 100_000));
    const { code, stderr } = await tool.run(['import', half, ...input]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^half\.onnx: error: .*\[onnx-malformed\]$/m);
  });

  it('imports nothing but ONNX models', async () => {
    const { code, stderr } = await tool.run(['import', example.network('alexnet')]);
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-file]');
  });
});
