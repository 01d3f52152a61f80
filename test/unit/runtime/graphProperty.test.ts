import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossingTensors, cuttableModel, liveTensors, stageTensors } from '../../../server/runtime/graph/cuttableModel'; // prettier-ignore
import { exportedModel } from '../../../server/src/adapters/onnx/write/exportModel';
import { joined } from '../../../server/src/adapters/onnx/write/wire';
import { memorySource } from '../../fixtures/onnx/memorySource';
import { ChainedModel } from '../../fixtures/onnx/chainedModel';
import { networkOf } from '../../fixtures/onnx/smallNetworks';
import { randomNetwork, type RandomNetwork } from '../../property/randomNetwork';

/** Random networks as models: what nothing reads leaves the network. */
function modelOf({ descriptor, inputs }: RandomNetwork) {
  const read = new Set(inputs.flat());
  const outputs = inputs.flatMap((_, node) => (read.has(node) ? [] : [`n${node}`]));
  const network = networkOf({ ...descriptor, outputs });
  const model = exportedModel(network, 1);
  // Pools whose border is as large as their kernel have no model.
  fc.pre(model.ok);
  return { network, bytes: joined([...model.value.pieces()]) };
}

test('a chain of stages of any network computes what the whole computes', async () => {
  await fc.assert(
    fc.asyncProperty(randomNetwork, fc.nat(), async (random, pick) => {
      const { network, bytes } = modelOf(random);
      const chained = await ChainedModel.of(bytes);
      const { layerCount } = chained;
      expect(layerCount).toBe(network.layers.length);
      const single = Array.from({ length: layerCount - 1 }, (_, i) => i + 1);
      expect(await chained.difference(single)).toBeLessThan(1e-4);
      if (layerCount < 2) return;
      expect(await chained.difference([1 + (pick % (layerCount - 1))])).toBeLessThan(1e-4);
    }),
    { numRuns: 40 },
  );
});

test('what is live across cuts is neither lost nor made twice', () => {
  fc.assert(
    fc.property(randomNetwork, fc.nat(), fc.nat(), (random, a, b) => {
      const cuttable = cuttableModel(memorySource(modelOf(random).bytes));
      const { layerCount } = cuttable;
      const [start = 0, end = 0] = [a % (layerCount + 1), b % (layerCount + 1)].sort((x, y) => x - y); // prettier-ignore
      const { inputs, outputs, passing } = stageTensors(cuttable, start, end);
      const [before, after] = [liveTensors(cuttable, start), liveTensors(cuttable, end)];
      expect([...passing, ...outputs].sort()).toEqual([...after].sort());
      expect(inputs.every((name) => before.includes(name))).toBe(true);
      expect(outputs.some((name) => before.includes(name))).toBe(false);
    }),
  );
});

test('what crosses cuts is what is live across any of them', () => {
  fc.assert(
    fc.property(randomNetwork, (random) => {
      const cuttable = cuttableModel(memorySource(modelOf(random).bytes));
      const cuts = Array.from({ length: cuttable.layerCount }, (_, i) => i + 1);
      const live = new Set(cuts.flatMap((cut) => liveTensors(cuttable, cut)));
      live.delete(cuttable.input.name);
      expect(crossingTensors(cuttable).sort()).toEqual([...live].sort());
    }),
  );
});
