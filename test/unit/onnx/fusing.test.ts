import { describe, expect, test } from 'vitest';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { graphOf, opsOf } from '../../fixtures/onnx/onnxOf';

type Make = (net: OnnxBuilder, x: string) => string;

/** What follows a convolution of 8 channels without bias, whose result goes on to another. */
function after(make: Make, bias = false) {
  const net = new OnnxBuilder();
  const made = make(net, net.conv(net.input, [3, 8], 3, { bias }));
  return graphOf(net.build(net.conv(made, [8, 4], 1)));
}

const perChannel = (net: OnnxBuilder) => net.weight([8, 1, 1]);
const clip6 = (net: OnnxBuilder, x: string) =>
  net.node('Clip', [x, net.floats([0]), net.floats([6])]);

describe('activations', () => {
  test.each<[string, Make]>([
    ['relu', (net, x) => net.node('Relu', [x])],
    ['relu6', clip6],
    ['relu6', (net, x) => net.node('Clip', [x], { min: { float: 0 }, max: { float: 6 } })],
    ['clip', (net, x) => net.node('Clip', [x], { min: { float: -1 }, max: { float: 1 } })],
    ['prelu', (net, x) => net.node('PRelu', [x, perChannel(net)])],
    ['leaky_relu', (net, x) => net.node('LeakyRelu', [x], { alpha: { float: 0.1 } })],
    ['swish', (net, x) => net.node('Mul', [x, net.node('Sigmoid', [x])])],
    ['mish', (net, x) => net.node('Mul', [x, net.node('Tanh', [net.node('Softplus', [x])])])],
    ['hard_sigmoid', (net, x) => {
      const clipped = clip6(net, net.node('Add', [x, net.floats([3])]));
      return net.node('Div', [clipped, net.floats([6])]);
    }],
    ['hard_swish', (net, x) => {
      const clipped = clip6(net, net.node('Add', [net.floats([3]), x]));
      return net.node('Div', [net.node('Mul', [x, clipped]), net.floats([6])]);
    }],
    ['hard_swish', (net, x) => {
      const clipped = clip6(net, net.node('Add', [x, net.floats([3])]));
      return net.node('Mul', [net.node('Mul', [clipped, net.floats([1 / 6])]), x]);
    }],
    ['hard_swish', (net, x) =>
      net.node('Mul', [x, net.node('HardSigmoid', [x], { alpha: { float: 1 / 6 } })])],
    ['gelu', (net, x) => {
      const erf = net.node('Erf', [net.node('Div', [x, net.floats([Math.SQRT2])])]);
      const product = net.node('Mul', [x, net.node('Add', [erf, net.floats([1])])]);
      return net.node('Mul', [product, net.floats([0.5])]);
    }],
    ['gelu', (net, x) => {
      const erf = net.node('Erf', [net.node('Mul', [x, net.floats([Math.SQRT1_2])])]);
      const half = net.node('Mul', [net.floats([0.5]), x]);
      return net.node('Mul', [half, net.node('Add', [net.floats([1]), erf])]);
    }],
  ])('%s', (name, make) => {
    expect(opsOf(after(make))).toEqual([`conv+${name}`, 'conv']);
  }); // prettier-ignore

  test('one that is not alone in reading stays an operator', () => {
    const made = after((net, x) => net.node('Add', [x, net.node('Relu', [x])]));
    expect(opsOf(made)).toEqual(['conv', 'relu', 'add', 'conv']);
  });

  test('of a result that leaves the network stays an operator', () => {
    const net = new OnnxBuilder();
    const x = net.conv(net.input, [3, 8], 3);
    expect(opsOf(graphOf(net.build(x, net.node('Relu', [x]))))).toEqual(['conv', 'relu']);
  });

  test('after a join', () => {
    const made = after((net, x) =>
      net.node('Relu', [net.node('Add', [x, net.conv(x, [8, 8], 1)])]),
    );
    expect(opsOf(made)).toEqual(['conv', 'conv', 'add+relu', 'conv']);
  });
});

describe('batch normalisation', () => {
  const affine =
    (...steps: readonly string[]): Make =>
    (net, x) =>
      steps.reduce((result, op) => net.node(op, [result, perChannel(net)]), x);

  test.each<[string, Make]>([
    ['one node', (net, x) => net.norm(x, 8)],
    ['Sub, Div, Mul, Add', affine('Sub', 'Div', 'Mul', 'Add')],
    ['Mul, Add', affine('Mul', 'Add')],
    ['Sub, Mul, Mul, Add', affine('Sub', 'Mul', 'Mul', 'Add')],
  ])('%s', (_, make) => {
    const made = after((net, x) => net.node('Relu', [make(net, x)]));
    expect(opsOf(made)).toEqual(['conv+norm+relu', 'conv']);
    expect(made.nodes[0]?.attributes.bias).toBe(false);
  });

  test('takes in the scale and shift that Caffe has in a layer of their own', () => {
    const made = after((net, x) => net.node('Relu', [affine('Mul', 'Add')(net, net.norm(x, 8))]));
    expect(opsOf(made)).toEqual(['conv+norm+relu', 'conv']);
  });

  test('keeps the bias before it', () => {
    expect(after((net, x) => net.norm(x, 8), true).nodes[0]?.attributes).toMatchObject({
      bias: true,
      batchNorm: true,
    });
  });

  test('an addition alone is a bias', () => {
    expect(after(affine('Add')).nodes[0]?.attributes.bias).toBe(true);
    expect(opsOf(after(affine('Add'), true))).toEqual(['conv', 'scale', 'conv']);
  });

  test('a product alone is a scale with a parameter for each channel', () => {
    expect(after(affine('Mul')).nodes[1]).toMatchObject({
      op: 'scale',
      attributes: { parameters: 8 },
    });
  });

  test('single numbers one after the other are one scale without parameters', () => {
    const made = after((net, x) =>
      net.node('Add', [net.node('Mul', [x, net.floats([2])]), net.floats([1], [1])]),
    );
    expect(made.nodes[1]).toMatchObject({ op: 'scale', attributes: { parameters: 0 } });
    expect(opsOf(made)).toEqual(['conv', 'scale', 'conv']);
  });

  test('before a convolution stays an operator', () => {
    const made = after((net, x) => {
      const pool = net.node('MaxPool', [x], { kernel_shape: [2, 2] });
      return net.node('Relu', [net.norm(pool, 8)]);
    });
    expect(opsOf(made)).toEqual(['conv', 'max_pool', 'batch_norm+relu', 'conv']);
  });
});

test('dense blocks join what came before with what they add', () => {
  const net = new OnnxBuilder();
  const features = [net.conv(net.input, [3, 8], 3)];
  for (let i = 1; i < 4; i += 1) {
    const joined = i === 1 ? (features[0] ?? '') : net.node('Concat', features, { axis: 1 });
    features.push(net.conv(joined, [8 * i, 8], 3));
  }
  const { nodes } = graphOf(net.build(net.node('Concat', features, { axis: 1 })));
  const concats = nodes.filter(({ op }) => op === 'concat');
  expect(concats.map(({ inputs }) => inputs.length)).toEqual([2, 2, 2]);
});

describe('normalisations of groups', () => {
  const taken = (shift: (net: OnnxBuilder) => string) => {
    return after((net, x) => {
      const groups = net.node('Reshape', [x, net.ints([1, 4, -1])]);
      const normal = net.node('InstanceNormalization', [groups, net.weight([4]), net.weight([4])]);
      const map = net.node('Reshape', [normal, net.ints([1, 8, 32, 32])]);
      const scaled = net.node('Mul', [map, perChannel(net)]);
      return net.node('Add', [scaled, shift(net)]);
    });
  };

  test('that were taken apart are put together', () => {
    const graph = taken(perChannel);
    expect(opsOf(graph)).toEqual(['conv', 'group_norm', 'conv']);
    expect(graph.nodes[1]?.attributes.groups).toBe(4);
  });

  test('with another shift stay in parts', () => {
    expect(opsOf(taken((net) => net.weight([8, 32, 32])))).toContain('reshape');
  });
});
