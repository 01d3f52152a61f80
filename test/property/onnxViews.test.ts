import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../server/engine/network/graph';
import { inferShape } from '../../server/engine/network/shapes';
import type { Shape } from '../../server/protocol/layersResult';
import { OnnxBuilder } from '../fixtures/onnx/onnxBuilder';
import { graphOf } from '../fixtures/onnx/onnxOf';

/** Values with their dimensions, row by row. */
interface Values {
  readonly dims: readonly number[];
  readonly list: readonly number[];
}

function transposed({ dims, list }: Values, order: readonly number[]): Values {
  const strides = dims.map((_, axis) => dims.slice(axis + 1).reduce((a, b) => a * b, 1));
  let places = [0];
  for (const axis of order) {
    const steps = Array.from({ length: dims[axis] ?? 1 }, (_, i) => i * (strides[axis] ?? 1));
    places = places.flatMap((place) => steps.map((step) => place + step));
  }
  return { dims: order.map((axis) => dims[axis] ?? 1), list: places.map((i) => list[i] ?? -1) };
}

/** What a graph of operators that only move values makes of an image, up to its last layer. */
function moved({ input, nodes }: Graph, image: readonly number[]): readonly number[] {
  const made: Values[] = [];
  for (const node of nodes) {
    const from = made[node.inputs[0] ?? -1] ?? { dims: input, list: image };
    if (node.op === 'fully_connected') return from.list;
    const [c = 1, h = 1, w = 1] = from.dims;
    const dims = inferShape(node, [[c, h, w] satisfies Shape]);
    if (typeof dims === 'string') throw new Error(dims);
    const { order, groups = 1 } = node.attributes;
    if (order) made.push(transposed(from, order));
    else if (node.op === 'channel_shuffle') {
      const { list } = transposed(
        { dims: [groups, c / groups, h * w], list: from.list },
        [1, 0, 2],
      );
      made.push({ dims, list });
    } else {
      expect(['reshape', 'flatten']).toContain(node.op);
      made.push({ dims, list: from.list });
    }
  }
  throw new Error('no layer reads the values');
}

/** Dimensions of 30 values: no more than three axes are longer than 1, in any order. */
const dimensions = fc
  .tuple(fc.shuffledSubarray([2, 3, 5], { minLength: 3 }), fc.integer({ min: 0, max: 3 }), fc.nat())
  .map(([primes, ones, seed]) => {
    const [a = 1, b = 1, c = 1] = primes;
    const dims = [[a, b, c], [a * b, c], [a, b * c], [a * b * c]][seed % 4] ?? [];
    for (let i = 0; i < ones; i += 1) dims.splice((seed + 7 * i) % (dims.length + 1), 0, 1);
    return dims;
  });
const movement = fc.tuple(dimensions, fc.infiniteStream(fc.nat()));

test('however a tensor is reshaped and transposed, its values are where ONNX has them', () => {
  const image = Array.from({ length: 30 }, (_, i) => i);
  fc.assert(
    fc.property(
      fc.constantFrom([2, 3, 5], [6, 1, 5], [5, 6, 1], [30, 1, 1]),
      fc.array(movement, { minLength: 1, maxLength: 6 }),
      (shape, movements) => {
        const net = new OnnxBuilder({ input: [1, ...shape] });
        let tensor = net.input;
        let values: Values = { dims: [1, ...shape], list: image };
        for (const [dims, random] of movements) {
          tensor = net.node('Reshape', [tensor, net.ints(dims)]);
          values = { dims, list: values.list };
          const keys = dims.map(() => random.next().value ?? 0);
          const perm = dims.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
          tensor = net.node('Transpose', [tensor], { perm });
          values = transposed(values, perm);
        }
        const flat = net.node('Reshape', [tensor, net.ints([1, 30])]);
        const model = net.build(net.node('Gemm', [flat, net.weight([30, 4])]));
        expect(moved(graphOf(model), image)).toEqual(values.list);
      },
    ),
    { numRuns: 500 },
  );
});
