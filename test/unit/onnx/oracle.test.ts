import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import type { Graph } from '../../../server/engine/network/graph';
import { inferShape } from '../../../server/engine/network/shapes';
import type { Shape } from '../../../server/protocol/layersResult';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

/** Attributes under which output sizes are easily off by one. */
const windows = [
  { kernel_shape: [3, 3], strides: [2, 2] },
  { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
  { kernel_shape: [3, 2], strides: [2, 3], pads: [1, 0, 1, 1], ceil_mode: 1 },
  { kernel_shape: [2, 2], strides: [2, 2], pads: [1, 1, 1, 1], ceil_mode: 1 },
  { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' },
  { kernel_shape: [4, 3], strides: [3, 2], auto_pad: 'SAME_LOWER' },
  { kernel_shape: [4, 3], strides: [2, 2], auto_pad: 'VALID' },
] as const;

type Make = (net: OnnxBuilder, size: number) => string;
type Case = readonly [what: string, make: Make];

const sizes = [14, 15, 17] as const;
const cases = [
  ...windows.map((attributes): Case => [`max pool ${JSON.stringify(attributes)}`, (net) => net.node('MaxPool', [net.input], attributes)]),
  ...windows.map((attributes): Case => [`mean pool ${JSON.stringify(attributes)}`, (net) => net.node('AveragePool', [net.input], attributes)]),
  ...windows.filter((attributes) => !('ceil_mode' in attributes)).map(({ kernel_shape: kernel, ...attributes }): Case => [
    `convolution ${kernel.join('×')} ${JSON.stringify(attributes)}`,
    (net) => net.node('Conv', [net.input, net.weight([4, 3, ...kernel])], attributes),
  ]),
  ['dilated convolution', (net) => net.node('Conv', [net.input, net.weight([4, 3, 3, 3])], { dilations: [2, 3], pads: [1, 2, 3, 4] })],
  ['transposed convolution', (net) => net.node('ConvTranspose', [net.input, net.weight([3, 4, 3, 3])], { strides: [2, 3], pads: [1, 1, 0, 1], output_padding: [1, 0] })],
  ['transposed convolution of a wanted size', (net) => net.node('ConvTranspose', [net.input, net.weight([3, 4, 4, 4])], { strides: [2, 2], output_shape: [28, 27] })],
  ['dilated transposed convolution', (net) => net.node('ConvTranspose', [net.input, net.weight([3, 4, 3, 3])], { dilations: [2, 2] })],
  ['nearest resize', (net) => net.node('Resize', [net.input, '', net.floats([1, 1, 1.7, 2.3])], { mode: 'nearest' })],
  ['mean over the width', (net) => net.node('ReduceMean', [net.input], { axes: [3] })],
  ['channel range', (net) => net.node('Slice', [net.input, net.ints([-2]), net.ints([9]), net.ints([1])])],
  ['strided rows', (net) => net.node('Slice', [net.input, net.ints([0]), net.ints([99]), net.ints([2]), net.ints([2])])],
  ['depth to space', (net) => net.node('DepthToSpace', [net.conv(net.input, [3, 8], 3)], { blocksize: 2 })],
  ['fully connected', (net) => {
    const flat = net.node('Flatten', [net.node('GlobalAveragePool', [net.input])]);
    return net.node('Gemm', [flat, net.weight([7, 3])], { transB: 1 });
  }],
  ['border of channels', (net) => net.node('Pad', [net.input, net.ints([0, 2, 0, 1, 0, 3, 0, 1])])],
  ['channels of constants', (net, size) => between(net, 1, [1, 2, size, size + 3])],
  ['rows of constants', (net, size) => between(net, 2, [1, 3, 4, size + 3])],
  ['columns of constants', (net, size) => between(net, 3, [1, 3, size, 5])],
  ['rows and columns cut off', (net) => net.node('Slice', [net.input, net.ints([2, 1]), net.ints([-3, 9]), net.ints([2, 3])])],
  ['one row', (net) => net.node('Gather', [net.input, net.ints([4])], { axis: 2 })],
  ['three channels of eight', (net) => net.node('Gather', [net.conv(net.input, [3, 8], 1), net.ints([2, 3, 4])], { axis: 1 })],
  ['normalised instances', (net) => net.node('InstanceNormalization', [net.input, net.weight([3]), net.weight([3])])],
  ['mean over the channels', (net) => net.node('ReduceMean', [net.input], { axes: [1] })],
  ['largest of the channels', (net) => net.node('ReduceMax', [net.input], { axes: [-3] })],
  ['length over the channels', (net) => net.node('ReduceL2', [net.input], { axes: [1] })],
  ['sum over height and width', (net) => net.node('ReduceSum', [net.input, net.ints([2, 3])])],
  ['border', (net) => net.node('Pad', [net.input, net.ints([0, 0, 1, 0, 0, 0, 2, 3])])],
] satisfies Case[]; // prettier-ignore

/** The input with constants before and after it along an axis. */
function between(net: OnnxBuilder, axis: number, dims: readonly number[]): string {
  return net.node('Concat', [net.weight(dims), net.input, net.weight(dims)], { axis });
}

/** Shape of what leaves the network. */
function outputShape(graph: Graph): Shape | undefined {
  const shapes: Shape[] = [];
  for (const node of graph.nodes) {
    const shape = inferShape(node, node.inputs.map((i) => shapes[i] ?? graph.input)); // prettier-ignore
    if (typeof shape === 'string') throw new Error(shape);
    shapes.push(shape);
  }
  return shapes[graph.outputs[0] ?? -1];
}

test.each(cases)('%s has the size that ONNX Runtime gives it', async (_, make) => {
  for (const size of sizes) {
    const net = new OnnxBuilder({ input: [1, 3, size, size + 3] });
    const model = net.build(make(net, size));
    const session = await InferenceSession.create(model, { logSeverityLevel: 4 });
    const image = new Tensor('float32', new Float32Array(3 * size * (size + 3)), [1, 3, size, size + 3]); // prettier-ignore
    const results = await session.run({ x: image });
    const [expected] = Object.values(results);
    const imported = importOnnx(memorySource(model));
    if (!imported.ok) throw new Error(imported.problems[0]?.message);
    const [, channels = 1, height = 1, width = 1] = expected?.dims ?? [];
    expect(outputShape(imported.value.graph)).toEqual([channels, height, width]);
  }
});
