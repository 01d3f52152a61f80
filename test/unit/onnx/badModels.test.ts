import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import { encodeModel } from '../../../server/src/adapters/onnx/write/encodeModel';
import type { OnnxNodeSpec } from '../../../server/src/adapters/onnx/write/onnxSpec';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { problemOf } from '../../fixtures/onnx/onnxOf';
import { residualNetwork } from '../../fixtures/onnx/residualNetwork';

/** Names and operators, a small model of every kind of field. */
function smallModel(): Uint8Array {
  const net = new OnnxBuilder({ input: ['n', 3, 8, 8] });
  const x = net.node('Relu', [net.norm(net.conv(net.input, [3, 4], 3), 4)]);
  const flat = net.node('Reshape', [x, net.ints([1, -1])]);
  return net.build(net.node('Gemm', [flat, net.weight([256, 2])], { alpha: { float: 1 } }));
}

const read = (bytes: Uint8Array) => importOnnx(memorySource(bytes));

describe('bytes that are no model', () => {
  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('cnn: a descriptor\ninput: [3, 8, 8]\n')],
    ['zeros', new Uint8Array(100)],
    ['a model without graph', new Uint8Array([8, 8])],
    ['a length beyond the end', new Uint8Array([58, 255, 255, 255, 127])],
    ['a group', new Uint8Array([59, 60])],
    ['a graph that is a number', new Uint8Array([56, 1])],
  ])('%s', (_, bytes) => {
    expect(problemOf(bytes)).toMatch(/^onnx-malformed: /);
  });

  test('a model cut off at any byte gives a problem or a smaller model, never a throw', () => {
    const model = smallModel();
    for (let end = 0; end < model.length; end += 1) {
      const result = read(model.slice(0, end));
      if (!result.ok) expect(result.problems[0]?.code).toMatch(/^onnx-|^shape-mismatch$/);
    }
  });

  test('a model with bytes changed gives a result', () => {
    const model = smallModel();
    const change = fc.tuple(fc.nat(model.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = model.slice();
        for (const [at, value] of changes) changed[at] = value;
        const result = read(changed);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('any bytes give a result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = read(bytes);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
    );
  });
});

/** A model of these nodes over the input x, whose output is y. */
function modelOf(...nodes: OnnxNodeSpec[]): Uint8Array {
  return encodeModel({
    nodes,
    initializers: [{ name: 'w', dims: [4, 3, 3, 3] }],
    inputs: [{ name: 'x', dims: [1, 3, 8, 8] }],
    outputs: [{ name: 'y' }],
  });
}

describe('models that are no CNN', () => {
  const body = { graph: { nodes: [], inputs: [], outputs: [] } };

  test.each<[string, OnnxNodeSpec, string]>([
    ['control flow', { op: 'If', name: 'choose', inputs: ['x'], outputs: ['y'], attributes: { then_branch: body } },
      'If node “choose”: control flow'],
    ['a recurrent layer', { op: 'LSTM', name: 'lstm', inputs: ['x', 'w', 'w'], outputs: ['y'] },
      'LSTM node “lstm”: this operator is not known'],
    ['an unnamed node', { op: 'TopK', inputs: ['x', 'w'], outputs: ['y'] },
      'TopK node that makes “y”: this operator is not known'],
    ['a quantised operator', { op: 'QLinearConv', name: 'q', inputs: ['x'], outputs: ['y'] },
      'QLinearConv node “q”: quantised models are not known'],
    ['another domain', { op: 'FusedConv', domain: 'com.microsoft', name: 'f', inputs: ['x'], outputs: ['y'] },
      'com.microsoft.FusedConv node “f”: operators of the domain'],
    ['an error function alone', { op: 'Erf', name: 'e', inputs: ['x'], outputs: ['y'] },
      'Erf node “e”: only as a part of GELU'],
    ['a mean over channels and rows', { op: 'ReduceMean', name: 'm', inputs: ['x'], outputs: ['y'], attributes: { axes: [1, 2] } },
      'ReduceMean node “m”: a reduction over other axes than channels, or height and width'],
    ['a three-dimensional pool', { op: 'MaxPool', name: 'p', inputs: ['x'], outputs: ['y'], attributes: { kernel_shape: [2, 2, 2] } },
      'MaxPool node “p”: an input of 4 axes for a 3-D kernel'],
    ['an operator of an object’s own', { op: 'constructor', name: 'c', inputs: ['x'], outputs: ['y'] },
      'constructor node “c”: this operator is not known'],
    ['an output that is only the input', { op: 'Identity', name: 'i', inputs: ['x'], outputs: ['y'] },
      'no output of the model depends on its input'],
  ])('%s', (_, node, message) => {
    expect(problemOf(modelOf(node))).toMatch(/^onnx-(?:unsupported|malformed): /);
    expect(problemOf(modelOf(node))).toContain(message);
  }); // prettier-ignore
});

test('an input of a shape that the model does not want', () => {
  const result = importOnnx(memorySource(smallModel()), { input: [3, 8, 16] });
  expect(result.problems[0]).toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringMatching(
      /^Gemm node .*; the model says that its input “x” is \[\?,3,8,8\]$/,
    ) as string,
  });
});

describe('graphs that are broken', () => {
  const relu = (from: string, to: string): OnnxNodeSpec => ({ op: 'Relu', name: to, inputs: [from], outputs: [to] }); // prettier-ignore

  test('a circle', () => {
    const message = problemOf(modelOf(relu('b', 'a'), relu('a', 'b'), relu('x', 'y')));
    expect(message).toBe('onnx-malformed: Relu node “a”: it waits for its own output (the graph is cyclic)'); // prettier-ignore
  });

  test('nodes in another order than they run', () => {
    const model = modelOf(relu('a', 'y'), { op: 'Conv', inputs: ['x', 'w'], outputs: ['a'] });
    expect(read(model).ok).toBe(true);
  });

  test('two nodes that make the same tensor', () => {
    expect(problemOf(modelOf(relu('x', 'y'), relu('x', 'y')))).toContain(
      'already made by another node',
    );
  });

  test('a tensor that nothing makes', () => {
    expect(problemOf(modelOf(relu('z', 'y')))).toContain(
      'Relu node “y” reads “z”, which nothing makes',
    );
    expect(problemOf(modelOf(relu('x', 'a')))).toContain(
      'the model reads “y”, which nothing makes',
    );
  });

  test('weights for other channels', () => {
    const wide = new OnnxBuilder({ input: [1, 5, 8, 8] });
    expect(problemOf(wide.build(wide.conv(wide.input, [3, 4], 3)))).toMatch(
      /^shape-mismatch: Conv node that makes “t\d+”: the weights are for 3 channels, the input has 5$/,
    );
  });

  test('a kernel larger than its input', () => {
    const net = new OnnxBuilder({ input: [1, 3, 4, 4] });
    const model = net.build(net.conv(net.input, [3, 4], 7, { pads: [0, 0, 0, 0], name: 'big' }));
    expect(problemOf(model)).toBe(
      'shape-mismatch: Conv node “big”: kernel 7 does not fit a 4×4 input',
    );
  });

  test('a shape that depends on values that are not known', () => {
    const net = new OnnxBuilder();
    const shape = net.weight([4096, 2]);
    expect(problemOf(net.build(net.node('Reshape', [net.input, shape], {}, 'r')))).toMatch(
      /^onnx-dynamic: Reshape node “r”: the values of its input 2 \(shape\) are not known$/,
    );
  });

  test('a second input that is read', () => {
    const net = new OnnxBuilder();
    const graph = net.graph([net.node('Add', [net.input, 'scale'], {}, 'sum')]);
    const inputs = [...graph.inputs, { name: 'scale', dims: [1] }];
    expect(problemOf(encodeModel({ ...graph, inputs }))).toContain('a second input beside “x”');
  });
});

describe('models that are too large', () => {
  test('more nodes than any network has', () => {
    const nodes = Array.from({ length: 100_001 }, (_, i): OnnxNodeSpec => ({ op: 'Relu', inputs: ['x'], outputs: [`t${i}`] })); // prettier-ignore
    expect(problemOf(modelOf(...nodes))).toBe('too-large: the model has more than 100000 nodes');
  });

  const chain = (length: number) => {
    const net = new OnnxBuilder({ input: [1, 4, 8, 8], weights: 'external' });
    let x = net.input;
    for (let i = 0; i < length; i += 1) x = net.conv(x, [4, 4], i % 3 ? 3 : 1, { bias: false });
    return net.build(x);
  };

  test('a long chain is read', () => {
    expect(read(chain(2000)).ok).toBe(true);
  });

  test('a chain longer than descriptors may be', () => {
    const result = read(chain(20_001));
    expect(result.problems[0]).toMatchObject({
      code: 'too-large',
      message: 'the model has 20001 operators, more than the limit of 20000',
    });
  });

  test('dimensions whose product no machine holds', () => {
    const net = new OnnxBuilder({ input: [1, 2 ** 40, 2 ** 40, 3] });
    expect(problemOf(net.build(net.node('Relu', [net.input])))).toContain('impossible dimensions');
  });
});

test('every prefix of a real network’s structure is answered quickly', () => {
  const model = residualNetwork([1], { weights: 'external' });
  for (let end = 1; end < model.length; end += 97) read(model.slice(0, end));
  expect(read(model).ok).toBe(true);
});
