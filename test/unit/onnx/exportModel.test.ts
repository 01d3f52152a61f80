import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { layersResult } from '../../../server/engine/network/layersResult';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import type { ByteSource } from '../../../server/src/adapters/onnx/read/byteSource';
import { exportedModel } from '../../../server/src/adapters/onnx/write/exportModel';
import { encodeModel, modelPieces } from '../../../server/src/adapters/onnx/write/encodeModel';
import { onnxGraph } from '../../../server/src/adapters/onnx/write/onnxGraph';
import { ownProducer } from '../../../server/src/adapters/onnx/write/ownProducer';
import { importedLayers } from '../../fixtures/onnx/importedLayers';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { run } from '../../fixtures/onnx/chainedModel';
import { exportedBytes, networkOf, smallNetworks } from '../../fixtures/onnx/smallNetworks';

/** A layer, by its fields without a name. */
type Fields = Readonly<Record<string, unknown>>;

describe('names', () => {
  const folder = join(import.meta.dirname, '../../../examples/networks');

  test.each(readdirSync(folder))('of %s come back, and its layers', (file) => {
    const network = networkOf(readFileSync(join(folder, file), 'utf8'));
    expect(importedLayers(withoutWeights(network))).toEqual(layersResult(network).layers);
  });

  test('of copies come back as copies', () => {
    const layers = [
      { name: 'c', op: 'conv', kernel: 3, padding: 1, filters: 8, repeat: 3 },
      { name: 'far', op: 'conv', kernel: 1, filters: 8, from: 'c_2' },
      { name: 'b', use: 'block', repeat: 4, from: 'c' },
      { name: 'after', op: 'conv', kernel: 1, filters: 8 },
      { name: 'all', op: 'add', from: ['far', 'after'] },
    ];
    const block = {
      layers: [
        { name: 'one', op: 'conv', kernel: 3, padding: 1, filters: 8 },
        { name: 'two', op: 'conv', kernel: 1, filters: 8 },
      ],
    };
    const network = networkOf({ cnn: 'copies', input: [3, 8, 8], templates: { block }, layers });
    const imported = importOnnx(memorySource(exportedBytes(network)));
    expect(imported.ok && imported.value.descriptor).toMatch(/name: b, use: \w+, repeat: 4/);
    expect(importedLayers(exportedBytes(network))).toEqual(layersResult(network).layers);
  });

  test.each(Object.entries(smallNetworks))('of %s come back', (_, descriptor) => {
    const network = networkOf(descriptor);
    const imported = importOnnx(memorySource(exportedBytes(network)));
    expect(imported.ok && imported.value.graph.name).toBe(network.name);
    expect(importedLayers(exportedBytes(network))).toEqual(layersResult(network).layers);
  });

  test.each(['conv_7', 'x', 'c1', '_', 'conv-a', 'Relu', 'true', 'null', 'n1_2'])('such as %s come back', (name) => {
    const layer = { name, op: 'conv', kernel: 1, filters: 3, activation: 'relu' };
    const template = { layers: [layer, { name: 'also', op: 'conv', kernel: 3, filters: 2 }] };
    const use = { name: 'use', use: 'template', from: name };
    const network = networkOf({ cnn: 'graph', input: [3, 8, 8], templates: { template }, layers: [layer, use, { ...use, name: 'use_2', from: 'use' }] });
    const names = importedLayers(exportedBytes(network)).map((own) => own.name);
    expect(names).toEqual([name, `use.${name}`, 'use.also', `use_2.${name}`, 'use_2.also']);
  }); // prettier-ignore
});

/** A model whose weights are a hole in memory that is never touched. */
function withoutWeights(network: ReturnType<typeof networkOf>): ByteSource {
  const graph = onnxGraph(network, 1);
  const longest = Math.max(...(graph.initializers ?? []).map(({ data }) => data?.length ?? 0));
  const hole = new ArrayBuffer(longest);
  const initializers = (graph.initializers ?? []).map((tensor) => {
    const { data } = tensor;
    const empty = () => [new Uint8Array(hole, 0, data?.length)];
    return data ? { ...tensor, data: { length: data.length, pieces: empty } } : tensor;
  });
  const { length, pieces } = modelPieces({ ...graph, initializers }, { producer: ownProducer });
  let end = 0;
  const parts = [...pieces()].map((bytes) => ({ bytes, start: end, end: (end += bytes.length) }));
  expect(end).toBe(length);
  return {
    size: length,
    read(offset, wanted) {
      const bytes = new Uint8Array(Math.min(wanted, length - offset));
      for (const part of parts) {
        if (part.end <= offset || part.start >= offset + bytes.length) continue;
        const from = Math.max(0, offset - part.start);
        const until = offset + bytes.length - part.start;
        bytes.set(part.bytes.subarray(from, until), Math.max(0, part.start - offset));
      }
      return bytes;
    },
  };
}

describe('weights', () => {
  const network = networkOf(smallNetworks['ResNet'] ?? '');

  test('are the same for the same seed, and others for another', () => {
    expect(exportedBytes(network, 5)).toEqual(exportedBytes(network, 5));
    expect(exportedBytes(network, 5)).not.toEqual(exportedBytes(network, 6));
  });

  test('keep values in scale through a hundred layers', async () => {
    const deep = (layer: Fields) =>
      networkOf({
        cnn: 'deep',
        input: [3, 8, 8],
        layers: [
          { name: 'stem', op: 'conv', kernel: 3, padding: 1, filters: 32 },
          { name: 'layer', repeat: 100, ...layer },
          { name: 'last', op: 'fully_connected', units: 100 },
        ],
      });
    for (const layer of [
      { op: 'conv', kernel: 3, padding: 1, filters: 32, activation: 'relu' },
      { op: 'conv', kernel: 3, padding: 1, filters: 32, activation: 'tanh', bias: false },
      { op: 'conv', kernel: 1, filters: 32, batch_norm: true, activation: 'sigmoid' },
    ]) {
      const pixels = Float32Array.from({ length: 192 }, (_, i) => 2 * Math.sin(i * i));
      const input = new Tensor('float32', pixels, [1, 3, 8, 8]);
      const { last } = await run(exportedBytes(deep(layer)), { input });
      const values = Array.from(last?.data ?? [], Number);
      const power = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      expect(power).toBeGreaterThan(1e-3);
      expect(power).toBeLessThan(1e3);
    }
  });
});

describe('what has no model', () => {
  const head = { cnn: 'none', input: [3, 8, 8] };
  const conv = { name: 'a', op: 'conv', kernel: 3, filters: 4 };

  test.each<[string, object, string, string]>([
    ['quantised networks', { ...head, precision: 'int8', layers: [conv] }, 'not-in-onnx', 'quantised'],
    ['layers that nothing reads', { ...head, layers: [conv, { ...conv, name: 'b', from: 'input' }] }, 'not-in-onnx', 'nothing reads what a computes'],
    ['pools whose windows may miss the input', { ...head, layers: [conv, { name: 'p', op: 'max_pool', kernel: [3, 2], padding: 2 }] }, 'not-in-onnx', 'p (max_pool): a border of [2,2,2,2] is not smaller than the kernel [3,2]'],
    ['constants that fit no axis', { ...head, layers: [conv, { name: 's', op: 'scale', parameters: 5 }] }, 'not-in-onnx', 's (scale): 5 constants do not fit an input of 4×6×6'],
    ['more weights than a file holds', { ...head, input: [3, 160, 160], layers: [{ name: 'f', op: 'fully_connected', units: 8000 }] }, 'too-large', 'take 2.46 GB; an ONNX file holds at most 2 GB'],
  ])('%s', (_, descriptor, code, message) => {
    const model = exportedModel(networkOf(descriptor), 1);
    expect(model.ok).toBe(false);
    expect(model.problems.map((problem) => problem.code)).toEqual([code]);
    expect(model.problems[0]?.message).toContain(message);
  }); // prettier-ignore

  test('the problem stands where the layer does', () => {
    const layers = [conv, { name: 's', op: 'scale', parameters: 5 }];
    const { problems } = exportedModel(networkOf({ ...head, layers }), 1);
    expect(problems[0]?.path).toEqual(['layers', 1]);
  });
});

test('names that no descriptor could have do no harm', () => {
  const part = fc.constantFrom('a', 'b', 'input', 'a.b', 'a.b.c', 'c.', '.', '..', '', 'null', 'a/b', '🦊', '__proto__', 'x'.repeat(300)); // prettier-ignore
  const name = fc.array(part, { maxLength: 3 }).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), (names) => {
      const nodes = names.map((own, i) => {
        const kernel = { kernel_shape: [1, 1] };
        return { op: 'Conv', name: own, inputs: [i ? `t${i - 1}` : 'x', 'w'], outputs: [`t${i}`], attributes: kernel }; // prettier-ignore
      });
      const model = encodeModel(
        {
          nodes,
          initializers: [{ name: 'w', dims: [3, 3, 1, 1] }],
          inputs: [{ name: 'x', dims: [1, 3, 4, 4] }],
          outputs: [{ name: `t${names.length - 1}` }],
        },
        { producer: ownProducer },
      );
      const layers = importedLayers(model);
      expect(layers).toHaveLength(names.length);
      expect(new Set(layers.map((layer) => layer.name)).size).toBe(names.length);
    }),
  );
});
