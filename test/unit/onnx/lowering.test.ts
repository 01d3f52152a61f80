import { describe, expect, test } from 'vitest';
import { opsOf } from '../../fixtures/onnx/onnxOf';
import { graph, outputShape, conv } from './loweredGraph';

describe('convolutions', () => {
  test('attributes become fields', () => {
    const [node] = graph((net) =>
      net.node('Conv', [net.input, net.weight([8, 3, 3, 5])], {
        strides: [2, 1], pads: [1, 2, 0, 2], dilations: [1, 2],
      }),
    ).nodes; // prettier-ignore
    expect(node?.attributes).toEqual({
      kernel: [3, 5], stride: [2, 1], padding: [1, 2, 0, 2], dilation: [1, 2],
      groups: 1, filters: 8, bias: false,
    }); // prettier-ignore
  });

  test('as many groups as channels are depthwise', () => {
    const { nodes } = graph((net) => net.conv(conv(net), [8, 16], 3, { group: 8 }));
    expect(nodes[1]).toMatchObject({ op: 'depthwise_conv', attributes: { multiplier: 2 } });
  });

  test('automatic padding keeps its rule', () => {
    const { nodes } = graph((net) =>
      net.node('Conv', [net.input, net.weight([8, 3, 3, 3])], { auto_pad: 'SAME_LOWER' }),
    );
    expect(nodes[0]?.attributes.padding).toBe('same_lower');
  });

  test.each([
    [{ strides: [2, 2] }, [4, 64, 64]],
    [{ strides: [2, 2], output_padding: [1, 1] }, [4, 65, 65]],
    [{ strides: [2, 2], output_shape: [63, 63] }, [4, 63, 63]],
    [{ strides: [2, 2], output_shape: [65, 64] }, [4, 65, 64]],
    [{ strides: [2, 2], auto_pad: 'SAME_UPPER' }, [4, 64, 64]],
  ] as const)('transposed with %j', (attributes, shape) => {
    const made = outputShape((net) =>
      net.node('ConvTranspose', [net.input, net.weight([3, 4, 2, 2])], attributes),
    );
    expect(made).toEqual(shape);
  });

  test('a matrix product with a constant is fully connected, its addition the bias', () => {
    const { nodes } = graph((net) => {
      const flat = net.node('Flatten', [net.input]);
      const product = net.node('MatMul', [flat, net.weight([3072, 10])]);
      return net.node('Add', [product, net.weight([10])]);
    });
    expect(nodes).toMatchObject([{ op: 'fully_connected', attributes: { units: 10, bias: true } }]);
  });

  test('a matrix product over many rows is a 1×1 convolution', () => {
    const made = graph((net) => {
      const rows = net.node('Reshape', [conv(net), net.ints([1, 8, -1])]);
      const last = net.node('Transpose', [rows], { perm: [0, 2, 1] });
      return net.node('MatMul', [last, net.weight([8, 5])]);
    });
    expect(opsOf(made)).toEqual(['conv', 'reshape', 'conv']);
    expect(made.nodes[2]?.attributes).toMatchObject({ kernel: [1, 1], filters: 5 });
  });
});

describe('pools', () => {
  test('the default stride is 1, and rounding up is kept', () => {
    const [node] = graph((net) =>
      net.node('MaxPool', [net.input], { kernel_shape: [3, 3], ceil_mode: 1 }),
    ).nodes;
    expect(node?.attributes).toMatchObject({ stride: [1, 1], ceil: true });
  });

  test.each([
    ['GlobalAveragePool', {}, ['global_average_pool']],
    ['GlobalMaxPool', {}, ['global_max_pool']],
    ['ReduceMean', { axes: [2, 3] }, ['global_average_pool']],
    ['ReduceMean', { axes: [-1, -2], keepdims: 0 }, ['global_average_pool']],
    ['ReduceMax', { axes: [2, 3] }, ['global_max_pool']],
    ['ReduceMean', { axes: [2] }, ['average_pool']],
  ] as const)('%s %j', (op, attributes, ops) => {
    const made = graph((net) => net.node(op, [net.input], attributes));
    expect(opsOf(made)).toEqual(ops);
  });
});
