import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocalExecutor } from '../../../server/runtime/executor/localExecutor';
import { encodeModel } from '../../../server/src/adapters/onnx/write/encodeModel';
import { useExecutorBundle } from '../../fixtures/executorBundle';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { smallModel } from './smallModel';

const executorFile = useExecutorBundle();
const { write, plan } = smallModel();
let shared: LocalExecutor;

beforeAll(() => {
  shared = LocalExecutor.start(executorFile());
});
afterAll(() => shared.stop());

describe('what cannot run is refused, and the executor goes on', () => {
  const convolution = { op: 'Conv', inputs: ['x', 'w'], outputs: ['a'] };
  const modelOf = (...nodes: Parameters<typeof encodeModel>[0]['nodes']) =>
    encodeModel({
      nodes,
      initializers: [{ name: 'w', dims: [4, 3, 1, 1] }],
      inputs: [{ name: 'x', dims: [1, 3, 8, 8] }],
      outputs: [{ name: 'y', type: 1 }],
    });
  const reshaped = (batch: number, wanted: number) => {
    const net = new OnnxBuilder({ input: [batch, 3, 8, 8] });
    const flat = net.node('Reshape', [net.conv(net.input, [3, 8], 3), net.ints([batch, wanted])]);
    return net.build(net.node('Gemm', [flat, net.weight([wanted, 10])]));
  };

  afterEach(async () => {
    await shared.load(plan());
    await shared.activate();
    expect((await shared.observe(5)).stageSeconds).toHaveLength(2);
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['an attribute that ONNX Runtime refuses', () => modelOf(convolution, { op: 'Relu', inputs: ['a'], outputs: ['y'], attributes: { nonsense: 1 } }), /nonsense/],
    ['an operator that nobody knows', () => modelOf(convolution, { op: 'Frobnicate', inputs: ['a'], outputs: ['y'] }), /Frobnicate/],
    ['a batch that its nodes insist on', () => reshaped(4, 512), /batches of 4.*batch of 1/],
    ['no model at all', () => Uint8Array.of(1, 2, 3), /./],
  ])('%s', async (_title, model, message) => {
    write('refused.onnx', model());
    const error: unknown = await shared.load(plan('refused.onnx', { end: 2 })).catch((e: unknown) => e); // prettier-ignore
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(message);
    expect(text).not.toContain('onnxruntime_src');
  }); // prettier-ignore

  it('an image of another shape than the model’s nodes want', async () => {
    const net = new OnnxBuilder({ input: [1, 3, 'h', 'w'] });
    const flat = net.node('Reshape', [net.conv(net.input, [3, 8], 3), net.ints([1, 512])]);
    write('shape.onnx', net.build(net.node('Gemm', [flat, net.weight([512, 10])])));
    const given = (side: number) => ({ ...plan('shape.onnx', { end: 2 }), shape: [3, side, side] as const }); // prettier-ignore
    await expect(shared.load(given(16))).rejects.toThrow(/reshape|512/i);
    await shared.load(given(8));
  });

  it('a file that is not there', async () => {
    await expect(shared.load(plan('nothing.onnx'))).rejects.toThrow('nothing.onnx');
  });

  it('cores that are not there: it runs unpinned, and says so', async () => {
    const { unpinned } = await shared.load(plan('small.onnx', { cores: [4000] }));
    expect(unpinned).toContain('4000');
  });

  it('a batch that its nodes do not insist on runs as single images', async () => {
    const net = new OnnxBuilder({ input: [4, 3, 16, 16] });
    write('batch.onnx', net.build(net.conv(net.conv(net.input, [3, 8], 3), [8, 4], 3)));
    await shared.load(plan('batch.onnx', { end: 2 }));
    await shared.activate();
    expect((await shared.observe(5)).periodSeconds).toBeGreaterThan(0);
  });
});
