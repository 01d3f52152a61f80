import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { OnnxBuilder, type BuilderOptions } from '../../fixtures/onnx/onnxBuilder';
import { graphOf, opsOf, problemOf } from '../../fixtures/onnx/onnxOf';

type Make = (net: OnnxBuilder) => string;

function graph(make: Make, options: BuilderOptions = {}) {
  const net = new OnnxBuilder(options);
  return graphOf(net.build(make(net)));
}

function outputShape(make: Make, options: BuilderOptions = {}) {
  const made = graph(make, options);
  const network = buildNetwork(made);
  if (!network.ok) throw new Error(network.problems[0]?.message);
  return network.value.shapes[made.outputs[0] ?? -1];
}

const conv = (net: OnnxBuilder, filters = 8) => net.conv(net.input, [3, filters], 3);

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

describe('sequences', () => {
  /** 32 × 32 tokens of 8 features. */
  const tokens = (net: OnnxBuilder) => {
    const rows = net.node('Reshape', [conv(net), net.ints([1, 8, -1])]);
    return net.node('Transpose', [rows], { perm: [0, 2, 1] });
  };
  const centred = (net: OnnxBuilder, x: string) =>
    net.node('Sub', [x, net.node('ReduceMean', [x], { axes: [-1] })]);
  const deviation = (net: OnnxBuilder, x: string) => {
    const variance = net.node('ReduceMean', [net.node('Pow', [x, net.floats([2])])], { axes: [2] });
    return net.node('Sqrt', [net.node('Add', [variance, net.floats([1e-5])])]);
  };

  test.each<[string, Make]>([
    ['as an operator', (net) => net.node('LayerNormalization', [tokens(net), net.weight([8]), net.weight([8])])],
    ['in parts', (net) => {
      const x = centred(net, tokens(net));
      const normal = net.node('Div', [x, deviation(net, x)]);
      return net.node('Add', [net.node('Mul', [normal, net.weight([8])]), net.weight([8])]);
    }],
  ])('a layer normalisation %s', (_, make) => {
    const made = graph(make);
    expect(opsOf(made)).toEqual(['conv', 'reshape', 'layer_norm']);
    expect(outputShape(make)).toEqual([8, 1024, 1]);
  }); // prettier-ignore

  test('what looks like a layer normalisation and is none is refused', () => {
    const refused = (make: Make) => {
      const net = new OnnxBuilder();
      return problemOf(net.build(make(net)));
    };
    const without = refused((net) => {
      const x = centred(net, tokens(net));
      return net.node('Div', [x, deviation(net, x)]);
    });
    const other = refused((net) => {
      const x = tokens(net);
      const normal = net.node('Div', [centred(net, x), deviation(net, x)]);
      return net.node('Add', [net.node('Mul', [normal, net.weight([8])]), net.weight([8])]);
    });
    for (const message of [without, other]) {
      expect(message).toMatch(/^onnx-unsupported: ReduceMean .*: only as a part of a layer norm/);
    }
  });

  test('shares add up along the axis that is meant', () => {
    const axes = [1, 2, 3, -1].map((axis) => {
      return graph((net) => net.node('Softmax', [conv(net)], { axis })).nodes[1]?.attributes.axis;
    });
    expect(axes).toEqual(['channels', 'height', 'width', 'width']);
    const last = graph((net) => net.node('Softmax', [tokens(net)], { axis: -1 }));
    expect(last.nodes.at(-1)).toMatchObject({ op: 'softmax', attributes: { axis: 'channels' } });
  });

  test.each<[readonly number[], readonly number[], RegExp]>([
    [[1, 2, 3, 4], [1, 2, 3, 4], /^shape-mismatch: MatMul node .*: shapes \[1,2,3,4\] and \[1,2,3,4\]/],
    [[2, 1, 3, 4], [1, 2, 4, 3], /^onnx-unsupported: MatMul node .*: a product of matrices that are repeated/],
    [[6, 4], [4], /^onnx-unsupported: MatMul node .*: a product of a matrix and a vector/],
  ])('matrices of %j and %j are not multiplied', (left, right, message) => {
    const net = new OnnxBuilder({ input: [1, 2, 3, 4] });
    const x = net.node('Relu', [net.input]);
    const parts = right.length < 2 ? net.node('GlobalAveragePool', [net.node('Reshape', [x, net.ints([1, 4, 2, 3])])]) : x;
    const [a, b] = [net.node('Reshape', [x, net.ints(left)]), net.node('Reshape', [parts, net.ints(right)])];
    expect(problemOf(net.build(net.node('MatMul', [a, b])))).toMatch(message);
  }); // prettier-ignore

  test('multiplying by 1 and adding 0 are nothing', () => {
    const made = graph((net) => {
      const one = net.node('Div', [net.node('Mul', [conv(net), net.floats([1])]), net.floats([1])]);
      return net.node('Relu', [net.node('Add', [one, net.floats([0])])]);
    });
    expect(opsOf(made)).toEqual(['conv+relu']);
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
