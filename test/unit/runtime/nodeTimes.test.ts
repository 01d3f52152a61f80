import { describe, expect, it } from 'vitest';
import { cuttableModel } from '../../../server/runtime/graph/cuttableModel';
import { nodeNames } from '../../../server/runtime/graph/nodeNames';
import { layerSeconds } from '../../../server/runtime/profile/layerSeconds';
import { readNodeTimes } from '../../../server/runtime/profile/readNodeTimes';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

describe('ONNX Runtime’s profile', () => {
  const node = (name: string, dur: number) => ({ cat: 'Node', name: `${name}_kernel_time`, dur });
  const run = { cat: 'Session', name: 'model_run', dur: 9 };

  it('is read run by run; what was cut off is left out', () => {
    const events = [{ cat: 'Session', name: 'model_loading', dur: 1 }, node('a', 2), node('b', 3), run, node('a', 4), run, node('a', 5)]; // prettier-ignore
    const runs = readNodeTimes(JSON.stringify(events));
    expect(runs.map((own) => own.map(({ name, seconds }) => [name, seconds]))).toEqual([
      [['a', 2e-6], ['b', 3e-6]],
      [['a', 4e-6]],
    ]); // prettier-ignore
  });

  it.each([
    ['[{', 'JSON'],
    ['{}', 'no list'],
    ['[]', 'no whole run'],
    ['[null, 3, {"cat": "Node"}]', 'no whole run'],
  ])('is refused where it is %s', (text, message) => {
    expect(() => readNodeTimes(text)).toThrow(message);
  });

  it('gives what lies between layers to the one before', () => {
    const runs = [
      ['a', 'reorder', 'b', 'b'],
      ['reorder', 'b'],
    ].map((names) => names.map((name) => ({ name, op: '', seconds: 1 })));
    const layerOf = (name: string) => ({ a: 0, b: 1 })[name] ?? null;
    expect(layerSeconds(runs, layerOf, 2)).toEqual([[2, 1], [2, 1]]); // prettier-ignore
  });

  it('names layers by nodes, by tensors, and by what they became', () => {
    const net = new OnnxBuilder();
    const first = net.conv(net.input, [3, 4], 3, { name: 'scope/conv_a' });
    const relu = net.node('Relu', [first]);
    const last = net.conv(relu, [4, 2], 1);
    const layerOf = nodeNames(cuttableModel(memorySource(net.build(last))));
    expect(layerOf('scope/conv_a')).toBe(0);
    expect(layerOf(`${relu}_nchwc`)).toBe(0);
    expect(layerOf('fused scope/conv_a')).toBe(0);
    expect(layerOf('scope/conv_a/MatMulAddFusion_token_3')).toBe(0);
    expect(layerOf('Conv_2')).toBe(1);
    expect(layerOf('ReorderOutput_token_12')).toBe(null);
    expect(layerOf('')).toBe(null);
  });
});
