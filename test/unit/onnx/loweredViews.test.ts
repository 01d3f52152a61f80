import { describe, expect, test } from 'vitest';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { graphOf, opsOf, problemOf } from '../../fixtures/onnx/onnxOf';
import { type Make, graph, outputShape, conv } from './loweredGraph';

describe('views move no data', () => {
  const head = (net: OnnxBuilder, flat: string) => net.node('Gemm', [flat, net.weight([2048, 5])]);
  const pooled = (net: OnnxBuilder) =>
    net.node('MaxPool', [conv(net)], { kernel_shape: [2, 2], strides: [2, 2] });

  test.each<[string, Make]>([
    ['Flatten', (net) => head(net, net.node('Flatten', [pooled(net)]))],
    ['Reshape to a constant', (net) => head(net, net.node('Reshape', [pooled(net), net.ints([1, -1])]))],
    ['Reshape to a fixed batch', (net) => head(net, net.node('Reshape', [pooled(net), net.ints([8, 2048])]))],
    ['Shape, Gather, Concat, Reshape', (net) => {
      const x = pooled(net);
      const batch = net.node('Gather', [net.node('Shape', [x]), net.ints([0], [])]);
      const first = net.node('Unsqueeze', [batch], { axes: [0] });
      const target = net.node('Concat', [first, net.ints([-1])], { axis: 0 });
      return head(net, net.node('Reshape', [x, target]));
    }],
    ['arithmetic on the shape', (net) => {
      const x = pooled(net);
      const dims = net.node('Slice', [net.node('Shape', [x]), net.ints([1]), net.ints([4])]);
      const parts = [0, 1, 2].map((i) => net.node('Gather', [dims, net.ints([i], [])]));
      const [c = '', h = '', w = ''] = parts;
      const product = net.node('Mul', [net.node('Mul', [c, h]), w]);
      const last = net.node('Unsqueeze', [net.node('Cast', [product], { to: 7 }), net.ints([0])]);
      const target = net.node('Concat', [net.ints([1]), last], { axis: 0 });
      return head(net, net.node('Reshape', [x, target]));
    }],
  ])('%s', (_, make) => {
    expect(opsOf(graph(make))).toEqual(['conv', 'max_pool', 'fully_connected']);
  }); // prettier-ignore

  test('squeezed and unsqueezed again', () => {
    const made = graph((net) => {
      const gap = net.node('GlobalAveragePool', [conv(net)]);
      const flat = net.node('Squeeze', [gap], { axes: [2, 3] });
      const back = net.node('Unsqueeze', [flat], { axes: [2, 3] });
      return net.conv(back, [8, 4], 1);
    });
    expect(opsOf(made)).toEqual(['conv', 'global_average_pool', 'conv']);
  });

  test('channels last at the input, as TensorFlow exports it', () => {
    const made = graph(
      (net) => {
        const first = net.node('Transpose', [net.input], { perm: [0, 3, 1, 2] });
        return net.node('Transpose', [net.conv(first, [3, 8], 3)], { perm: [0, 2, 3, 1] });
      },
      { input: ['n', 32, 48, 3] },
    );
    expect(made.input).toEqual([3, 32, 48]);
    expect(opsOf(made)).toEqual(['conv']);
  });

  test('reshape, transpose, reshape of groups is a channel shuffle', () => {
    const made = graph((net) => {
      const groups = net.node('Reshape', [conv(net), net.ints([1, 2, 4, 32, 32])]);
      const swapped = net.node('Transpose', [groups], { perm: [0, 2, 1, 3, 4] });
      const joined = net.node('Reshape', [swapped, net.ints([1, 8, 32, 32])]);
      return net.conv(joined, [8, 8], 3, { group: 8 });
    });
    expect(opsOf(made)).toEqual(['conv', 'channel_shuffle', 'depthwise_conv']);
    expect(made.nodes[1]?.attributes.groups).toBe(2);
  });

  test('a detection head keeps its size through five axes', () => {
    const make: Make = (net) => {
      const boxes = net.node('Reshape', [conv(net, 255), net.ints([1, 3, 85, 32, 32])]);
      const last = net.node('Transpose', [boxes], { perm: [0, 1, 3, 4, 2] });
      const sigmoid = net.node('Sigmoid', [last]);
      return net.node('Reshape', [sigmoid, net.ints([1, -1, 85])]);
    };
    expect(opsOf(graph(make))).toEqual(['conv+sigmoid', 'reshape', 'transpose']);
    expect(outputShape(make)).toEqual([3, 1024, 85]);
  });
});

describe('joins and parts', () => {
  test('gates are broadcast', () => {
    const made = graph((net) => {
      const x = conv(net);
      const gate = net.conv(net.node('GlobalAveragePool', [x]), [8, 8], 1);
      return net.node('Mul', [x, net.node('Sigmoid', [gate])]);
    });
    expect(opsOf(made)).toEqual(['conv', 'global_average_pool', 'conv+sigmoid', 'multiply']);
  });

  test('split, slice and concat along the channels', () => {
    const made = graph((net) => {
      const [a = '', b = ''] = net.nodeOf('Split', [conv(net)], 2, { axis: 1 });
      const part = net.node('Slice', [b, net.ints([1]), net.ints([3]), net.ints([1])]);
      return net.node('Concat', [a, part], { axis: 1 });
    });
    expect(opsOf(made)).toEqual(['conv', 'slice', 'slice', 'slice', 'concat']);
    expect(made.nodes.slice(1, 4).map(({ attributes }) => [attributes.start, attributes.end])).toEqual(
      [[0, 4], [4, 8], [1, 3]],
    ); // prettier-ignore
  });

  test('every second pixel is a pool with a window of one', () => {
    const make: Make = (net) => {
      const rows = net.node('Slice', [net.input, net.ints([0]), net.ints([32]), net.ints([2]), net.ints([2])]); // prettier-ignore
      return net.conv(rows, [3, 8], 3);
    };
    expect(outputShape(make)).toEqual([8, 16, 32]);
  });

  test.each([
    [{ scales: [1, 1, 2, 2] }, { scale: [2, 2] }],
    [{ scales: [1, 1, 1.5, 1.5] }, { size: [48, 48] }],
    [{ sizes: [1, 8, 64, 96] }, { scale: [2, 3] }],
    [{ sizes: [1, 8, 40, 40] }, { size: [40, 40] }],
  ] as const)('resize by %j', (given, attributes) => {
    const { nodes } = graph((net) => {
      const scales = 'scales' in given ? net.floats(given.scales) : '';
      const sizes = 'sizes' in given ? [net.ints(given.sizes)] : [];
      return net.node('Resize', [conv(net), '', scales, ...sizes]);
    });
    expect(nodes[1]).toMatchObject({ op: 'upsample', attributes });
  });

  test('a border', () => {
    const make: Make = (net) => net.node('Pad', [conv(net), net.ints([0, 0, 1, 2, 0, 0, 3, 4])]);
    expect(outputShape(make)).toEqual([8, 36, 38]);
  });

  test('inputs of several dimensions that are left open', () => {
    const net = new OnnxBuilder({ input: ['n', 3, 'h', 'w'] });
    const model = net.build(conv(net));
    expect(graphOf(model, { input: [3, 320, 320] }).input).toEqual([3, 320, 320]);
    expect(problemOf(model)).toBe(
      'onnx-dynamic: the input “x” has the dimensions [?,3,?,?]: give channels, height and width with --input C,H,W',
    );
  });

  test('dropout, identity and cast vanish', () => {
    const made = graph((net) => {
      const dropped = net.node('Dropout', [conv(net)]);
      const same = net.node('Identity', [net.node('Cast', [dropped], { to: 1 })]);
      return net.node('Relu', [same]);
    });
    expect(opsOf(made)).toEqual(['conv+relu']);
  });

  test('half precision', () => {
    const made = graph((net) => conv(net), { elementType: 10 });
    expect(made.elementBytes).toBe(2);
  });
});
