import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAttributes, type CheckedFields } from '../../../server/engine/network/attributes';
import type { Graph, GraphNode } from '../../../server/engine/network/graph';
import type { OperatorName } from '../../../server/engine/network/operators';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';
import { sameGraph } from '../../../server/engine/network/sameGraph';
import { writeDescriptor } from '../../../server/engine/network/writeDescriptor';

function reread(text: string): Graph {
  const result = readDescriptor(parse(text));
  if (result.ok && result.problems.length === 0) return result.value;
  throw new Error(`${result.problems[0]?.message}\n${text}`);
}

/** A layer in a short form: [operator, fields, inputs counted back from the layer, name]. */
type Layer = readonly [OperatorName, CheckedFields?, (readonly number[])?, string?];

function graphOf(layers: readonly Layer[], outputs?: readonly number[]): Graph {
  const nodes = layers.map(([op, fields = {}, back = [1], name = `${op}_x${fields['n'] ?? ''}`], i): GraphNode => {
    const inputs = back.map((steps) => Math.max(-1, i - steps));
    return { name, op, inputs, attributes: readAttributes(op, fields), path: [] };
  }); // prettier-ignore
  const last = nodes.length - 1;
  return { name: 'net', input: [3, 64, 64], elementBytes: 4, nodes, outputs: outputs ?? [last] };
}

const conv = (filters: number, extra: CheckedFields = {}) =>
  ['conv', { kernel: 3, padding: 1, filters, ...extra }] as const;

describe('what is written', () => {
  test('every shipped example says the same when it is written again', () => {
    const folder = join(import.meta.dirname, '../../../examples/networks');
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const graph = reread(text);
      const written = writeDescriptor(graph);
      expect(sameGraph(graph, reread(written)), file).toBe(true);
      expect(written.split('\n').length).toBeLessThan(60);
      expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    }
  });

  test('defaults are left out, and lists of equal numbers written once', () => {
    const graph = graphOf([
      ['conv', { kernel: [3, 1], padding: [1, 0, 1, 0], stride: 2, filters: 8, batch_norm: true }, [1], 'a'],
      ['max_pool', { kernel: 2, padding: [0, 0, 1, 1] }, [1], 'b'],
      ['fully_connected', { units: 10, bias: false }, [1], 'c'],
    ]); // prettier-ignore
    expect(writeDescriptor(graph)).toBe(`cnn: net
input: [3, 64, 64]
layers:
  - { name: a, op: conv, kernel: [3, 1], filters: 8, stride: 2, padding: [1, 0], batch_norm: true }
  - { name: b, op: max_pool, kernel: 2, padding: [0, 0, 1, 1] }
  - { name: c, op: fully_connected, units: 10, bias: false }
`);
  });

  test('outputs and precision, where they are not the usual', () => {
    const graph = { ...graphOf([conv(4), conv(5), conv(6)], [0, 2]), elementBytes: 2 };
    const written = writeDescriptor(graph);
    expect(written).toContain('precision: float16');
    expect(written).toContain('outputs: [conv_x, conv_x_3]');
    expect(sameGraph(graph, reread(written))).toBe(true);
  });

  test('names that YAML, expressions or the format would misread are mended', () => {
    const names = [
      'input',
      'null',
      'true',
      '7up',
      'a b',
      'ü',
      '',
      '-',
      'x'.repeat(500),
      'a.b',
      'a_b',
    ];
    const graph = graphOf(
      names.map((name, i): Layer => ['conv', { kernel: 1, filters: i + 1 }, [1], name]),
    );
    expect(sameGraph(graph, reread(writeDescriptor({ ...graph, name: 'yes: [no' })))).toBe(true);
  });

  test('layers that are one repeated keep their common name', () => {
    const layers = [1, 2, 3].map((i): Layer => [...conv(8), [1], `conv4_${i}`]);
    expect(writeDescriptor(graphOf(layers))).toContain(
      '{ name: conv4, op: conv, repeat: 3, kernel: 3',
    );
  });

  test('copies that a later layer reads from the middle of are kept apart', () => {
    const block: Layer[] = [conv(8), conv(8), ['add', {}, [1, 3]]];
    const layers: Layer[] = [conv(8), ...block, ...block, ...block, ...block, ['add', {}, [1, 7]]];
    const graph = graphOf(layers);
    const written = writeDescriptor(graph);
    expect(written).toContain('templates:');
    expect(sameGraph(graph, reread(written))).toBe(true);
  });
});

describe('what is found', () => {
  test('a layer that only some copies have', () => {
    const plain: Layer[] = [conv(8), conv(8), ['add', {}, [1, 3]]];
    const projected: Layer[] = [
      conv(8),
      conv(8),
      ['conv', { kernel: 1, filters: 8 }, [3]],
      ['add', {}, [2, 1]],
    ];
    const written = writeDescriptor(
      graphOf([...projected, ...plain, ...plain, ...projected, ...plain]),
    );
    expect(written).toContain('when: $project');
    expect(written).toContain('from: [conv_x_2, $(conv_x_3 if project else input)]');
    expect(written).toContain('repeat: 3, with: { project: $first }');
  });

  test('numbers that follow from others', () => {
    const block = (width: number, kernel: number): Layer[] => [
      ['conv', { kernel: 1, filters: width }],
      ['depthwise_conv', { kernel, padding: kernel >> 1 }],
      ['conv', { kernel: 1, filters: 4 * width }],
      ['add', {}, [1, 4]],
    ];
    const written = writeDescriptor(
      graphOf([...block(8, 3), ...block(16, 5), ...block(24, 7), ...block(40, 5)]),
    );
    expect(written).toContain('filters: $(4 * width)');
    expect(written).toContain('padding: $(kernel // 2)');
  });

  test('numbers that grow from copy to copy', () => {
    const block = (width: number): Layer[] => [conv(width), conv(width), ['add', {}, [1, 2]]];
    const written = writeDescriptor(graphOf([8, 16, 24, 32, 40].flatMap(block)));
    expect(written).toContain('repeat: 5, with: { width: $(8 + 8 * index) }');
  });
});

/** Fields of each operator with few values, so that there is something to find. */
const few = fc.constantFrom(1, 2, 3, 4);
const pair = fc.oneof(few, fc.tuple(few, few));
const border = fc.oneof(fc.constantFrom(0, 1, 'same', 'valid'), fc.tuple(few, few, few, few));
const fused = { activation: fc.constantFrom('relu', 'swish'), batch_norm: fc.boolean() };
const fieldsOf: Readonly<Partial<Record<OperatorName, fc.Arbitrary<CheckedFields>>>> = {
  conv: fc.record({ kernel: pair, filters: few, stride: pair, padding: border, dilation: pair, groups: few, bias: fc.boolean(), ...fused }, { requiredKeys: ['kernel', 'filters'] }),
  depthwise_conv: fc.record({ kernel: pair, multiplier: few, padding: border, ...fused }, { requiredKeys: ['kernel'] }),
  transposed_conv: fc.record({ kernel: pair, filters: few, stride: pair, output_padding: pair }, { requiredKeys: ['kernel', 'filters'] }),
  fully_connected: fc.record({ units: few, bias: fc.boolean() }, { requiredKeys: ['units'] }),
  max_pool: fc.record({ kernel: pair, stride: pair, ceil: fc.boolean(), dilation: pair }, { requiredKeys: ['kernel'] }),
  average_pool: fc.record({ kernel: pair, stride: pair, padding: border }, { requiredKeys: ['kernel'] }),
  global_average_pool: fc.constant({}),
  add: fc.record({ activation: fused.activation }, { requiredKeys: [] }),
  multiply: fc.constant({}),
  concat: fc.constant({}),
  batch_norm: fc.record({ activation: fused.activation }, { requiredKeys: [] }),
  scale: fc.record({ parameters: few }, { requiredKeys: [] }),
  activation: fc.record({ function: fc.constantFrom('relu', 'mish') }),
  upsample: fc.oneof(fc.record({ scale: pair }), fc.record({ size: pair })),
  pad: fc.record({ padding: fc.oneof(few, fc.tuple(few, few, few, few)) }),
  slice: fc.record({ start: fc.constantFrom(0, 1), end: few }),
  reshape: fc.record({ shape: fc.tuple(few, few, few) }),
  local_response_norm: fc.record({ window: few }, { requiredKeys: [] }),
  channel_shuffle: fc.record({ groups: few }),
}; // prettier-ignore

const names = fc.constantFrom(
  'conv1',
  'conv2',
  'layer1.0.conv1',
  'layer1.1.conv1',
  'fire2.a',
  'input',
  'x',
  '',
);
const layer: fc.Arbitrary<Layer> = fc
  .constantFrom(...Object.entries(fieldsOf))
  .chain(([op, fields]) => {
    const many = ['add', 'multiply', 'concat'].includes(op);
    const back = fc.array(fc.integer({ min: 1, max: 6 }), {
      minLength: 1,
      maxLength: many ? 3 : 1,
    });
    return fc.tuple(
      fc.constant(op as OperatorName),
      fields,
      fc.oneof(fc.constant([1]), back),
      names,
    );
  });

/** A few blocks of layers, each many times: repetitions with and without breaks between them. */
const repetitive = fc
  .tuple(
    fc.array(fc.array(layer, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }),
  )
  .map(([blocks, order]) => order.flatMap((i) => blocks[i % blocks.length] ?? []));

describe('for any graph', () => {
  test.each([true, false])('what is written says the same (templates: %s)', (templates) => {
    fc.assert(
      fc.property(repetitive, fc.array(fc.nat(100), { maxLength: 3 }), (layers, leaving) => {
        const own = [...new Set(leaving.map((i) => i % layers.length))];
        const graph = graphOf(layers, own.length > 0 ? own : undefined);
        expect(sameGraph(graph, reread(writeDescriptor(graph, { templates })))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
