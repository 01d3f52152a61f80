import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, describe, expect, test } from 'vitest';
import { externalBeside } from '../../../server/runtime/graph/externalBeside';
import { modelParts } from '../../../server/runtime/graph/modelParts';
import { cuttableModel } from '../../../server/runtime/graph/cuttableModel';
import { wholeModel } from '../../../server/runtime/graph/stageModel';
import { OnnxError } from '../../../server/src/adapters/onnx/onnxError';
import { encodeModel } from '../../../server/src/adapters/onnx/write/encodeModel';
import type { ExternalSpec } from '../../../server/src/adapters/onnx/write/onnxSpec';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { ChainedModel, randomImage, run } from '../../fixtures/onnx/chainedModel';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-graph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = join(folder, 'models');
mkdirSync(join(models, 'sub'), { recursive: true });
writeFileSync(join(folder, 'secret.bin'), new Uint8Array(1000));
writeFileSync(join(models, 'short.bin'), new Uint8Array(100));
writeFileSync(join(models, 'sub', 'deep.bin'), new Uint8Array(1000));
const path = join(models, 'model.onnx');

/** A model whose one filter is in a file. */
function outside(external: ExternalSpec): Uint8Array {
  return encodeModel({
    nodes: [{ op: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }],
    initializers: [{ name: 'w', dims: [4, 3, 1, 1], external }],
    inputs: [{ name: 'x', dims: [1, 3, 8, 8] }],
    outputs: [{ name: 'y', type: 1 }],
  });
}

const chained = (model: Uint8Array) =>
  ChainedModel.of(model, { readExternal: externalBeside(path) });

describe('weights in files beside a model', () => {
  test('are what ONNX Runtime reads there', async () => {
    const net = new OnnxBuilder({ input: [1, 3, 9, 9], weights: 'external', seed: 5 });
    const x = net.node('Relu', [net.conv(net.input, [3, 4], 3)]);
    const model = net.build(net.conv(x, [4, 2], 3));
    writeFileSync(path, model);
    writeFileSync(join(models, 'weights.bin'), net.external);
    const stages = await chained(model);
    const session = await InferenceSession.create(path, { logSeverityLevel: 4 });
    const { input, outputs } = stages.cuttable;
    const whole = await session.run({ [input.name]: randomImage(input, 1) });
    const [name = ''] = outputs;
    expect(await stages.difference([1])).toBeLessThan(1e-4);
    expect(stages.expected[name]?.data).toEqual(whole[name]?.data);
  });

  test.each<[string, ExternalSpec]>([
    ['a part of a file in a folder below', { location: 'sub/deep.bin', offset: 48, length: 48 }],
    ['up to the end of a file', { location: 'sub/deep.bin', offset: 952 }],
    ['a way that comes back', { location: 'sub/../sub/deep.bin', length: 48 }],
  ])('%s', async (_, external) => {
    expect((await chained(outside(external))).layerCount).toBe(1);
  });

  test.each<[string, ExternalSpec, string]>([
    ['outside the folder', { location: '../secret.bin', length: 48 }, 'which is not beside the model'],
    ['outside by a detour', { location: 'sub/../../secret.bin', length: 48 }, 'which is not beside the model'],
    ['at an absolute path', { location: join(folder, 'secret.bin'), length: 48 }, 'which is not beside the model'],
    ['nowhere', { location: '' }, 'which is not beside the model'],
    ['in a missing file', { location: 'none.bin' }, 'there is no such file'],
    ['in a folder', { location: 'sub' }, 'it is not a regular file'],
    ['in a device', { location: 'zero' }, 'it is not a regular file'],
    ['in a file that is cut short', { location: 'short.bin', offset: 60, length: 48 }, 'the file is cut short'],
    ['behind the end of a file', { location: 'short.bin', offset: 2 ** 40 }, 'the file is cut short'],
    ['before the start of a file', { location: 'short.bin', offset: -8, length: 48 }, 'the file is cut short'],
    ['at no number', { location: 'short.bin', offset: NaN, length: 48 }, 'the file is cut short'],
    ['of no number of bytes', { location: 'short.bin', length: NaN }, 'the file is cut short'],
  ])('%s are refused', async (_, external, reason) => {
    const made = chained(outside(external));
    await expect(made).rejects.toThrow(reason);
    await expect(made).rejects.toThrow('The weight “w”');
  }); // prettier-ignore

  test('of fewer values than the weight has: ONNX Runtime says so', async () => {
    await expect(chained(outside({ location: 'sub/deep.bin', length: 44 }))).rejects.toThrow(/w/);
  });

  symlinkSync('/dev/zero', join(models, 'zero'));
});

describe('models', () => {
  const small = () => {
    const net = new OnnxBuilder({ input: [1, 3, 8, 8], seed: 6 });
    return net.build(net.conv(net.conv(net.input, [3, 4], 3), [4, 2], 3));
  };

  test('cut short anywhere are refused, or are smaller models', () => {
    const model = small();
    for (let end = 0; end < model.length; end += 7) {
      const source = memorySource(model.slice(0, end));
      let found: unknown;
      try {
        expect(cuttableModel(source).layerCount).toBeLessThanOrEqual(2);
      } catch (error) {
        found = error;
      }
      if (found !== undefined) expect(found).toBeInstanceOf(OnnxError);
    }
  });

  test('that ONNX Runtime refuses end with its reason', async () => {
    const model = encodeModel({
      nodes: [
        { op: 'Conv', inputs: ['x', 'w'], outputs: ['a'] },
        { op: 'Relu', inputs: ['a'], outputs: ['y'], attributes: { nonsense: 1 } },
      ],
      initializers: [{ name: 'w', dims: [4, 3, 1, 1] }],
      inputs: [{ name: 'x', dims: [1, 3, 8, 8] }],
      outputs: [{ name: 'y', type: 1 }],
    });
    expect(cuttableModel(memorySource(model)).layerCount).toBe(1);
    await expect(ChainedModel.of(model)).rejects.toThrow('nonsense');
  });

  test('of before versions 4, which list weights as inputs, can be cut', async () => {
    const net = new OnnxBuilder({ input: [1, 3, 8, 8], seed: 7 });
    const graph = net.graph([net.conv(net.conv(net.input, [3, 4], 3), [4, 2], 3)]);
    const weights = (graph.initializers ?? []).map(({ name = '', dims }) => ({ name, dims }));
    const model = encodeModel({ ...graph, inputs: [...graph.inputs, ...weights] }, { opset: 8, version: 3 }); // prettier-ignore
    expect(await (await ChainedModel.of(model)).worstDifference()).toBeLessThan(1e-4);
  });

  test('leave large weights in their file, from which ONNX Runtime maps them', async () => {
    const net = new OnnxBuilder({ input: [1, 64, 8, 8], seed: 8 });
    const model = net.build(net.conv(net.conv(net.input, [64, 32], 3), [32, 4], 1));
    const file = join(models, 'large.onnx');
    writeFileSync(file, model);
    const cuttable = cuttableModel(memorySource(model));
    const source = memorySource(model);
    const readExternal = externalBeside(file);
    const whole = wholeModel(cuttable, { source, readExternal, fileName: 'large.onnx' });
    // 64 × 32 × 9 weights of 4 bytes are not in it; 32 × 4 of them are.
    expect(model.length - whole.length).toBeGreaterThan(64 * 32 * 9 * 4 - 200);
    expect(whole.length).toBeGreaterThan(32 * 4 * 4);
    const session = await InferenceSession.create(whole, {
      extra: { session: { model_external_initializers_file_folder_path: models } },
    });
    const image = { [cuttable.input.name]: randomImage(cuttable.input, 1) };
    expect(await session.run(image)).toEqual(await run(model, image));
  });

  test('keep every weight, each with its own bytes', () => {
    const model = small();
    const { initializers, nodes } = modelParts(memorySource(model));
    expect([initializers.size, nodes.length]).toEqual([4, 2]);
    const spans = [...initializers.values()].map(({ span }) => span);
    expect(spans.every(({ start, end }, i) => start < end && start >= (spans[i - 1]?.end ?? 0))).toBe(true); // prettier-ignore
  });
});
