import { describe, expect, test } from 'vitest';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { opsOf, problemOf } from '../../fixtures/onnx/onnxOf';
import { type Make, graph, outputShape, conv } from './loweredGraph';

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

  test('what looks like a layer normalisation and is none stays in parts', () => {
    const without = graph((net) => {
      const x = centred(net, tokens(net));
      return net.node('Div', [x, deviation(net, x)]);
    });
    const other = graph((net) => {
      const x = tokens(net);
      const normal = net.node('Div', [centred(net, x), deviation(net, x)]);
      return net.node('Add', [net.node('Mul', [normal, net.weight([8])]), net.weight([8])]);
    });
    for (const made of [without, other]) {
      expect(opsOf(made)).not.toContain('layer_norm');
      expect(opsOf(made).filter((op) => op === 'channel_mean')).not.toEqual([]);
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
