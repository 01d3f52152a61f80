import { describe, expect, test } from 'vitest';
import { ChainedModel } from '../../fixtures/onnx/chainedModel';
import { OnnxBuilder, type BuilderOptions } from '../../fixtures/onnx/onnxBuilder';
import { exportedBytes, networkOf, smallNetworks } from '../../fixtures/onnx/smallNetworks';

/** How far a chain of stages may be from the whole. */
const most = 1e-4;

/** Checks every cut of a model. */
async function expectEqualAtEveryCut(chained: ChainedModel, layers: number): Promise<void> {
  expect(chained.layerCount).toBe(layers);
  expect(await chained.dependsOnImage()).toBe(true);
  expect(await chained.worstDifference()).toBeLessThan(most);
}

test.each(Object.entries(smallNetworks))(
  'a chain of stages computes what the whole computes: %s',
  async (_, descriptor) => {
    const network = networkOf(descriptor);
    const chained = await ChainedModel.of(exportedBytes(network));
    await expectEqualAtEveryCut(chained, network.layers.length);
  },
);

test('a cut through a chain of half floats', async () => {
  const descriptor = (smallNetworks['ResNet'] ?? '').replace(
    'input:',
    'precision: float16\ninput:',
  );
  const chained = await ChainedModel.of(exportedBytes(networkOf(descriptor)));
  // Halves have 11 bits, and ONNX Runtime keeps more between operators that it joins.
  expect(await chained.worstDifference()).toBeLessThan(0.02);
});

type Make = (net: OnnxBuilder) => readonly string[];

/** Two convolutions that join, between others. */
const branches: Make = (net) => {
  const a = net.node('Relu', [net.norm(net.conv(net.input, [3, 6], 3), 6)]);
  const b = net.conv(a, [6, 4], 3);
  const c = net.conv(a, [6, 4], 1);
  return [net.conv(net.node('Add', [b, c]), [4, 5], 3)];
};

async function chainedOf(make: Make, options: BuilderOptions = {}): Promise<ChainedModel> {
  const net = new OnnxBuilder({ input: [1, 3, 12, 10], seed: 3, ...options });
  const model = net.build(...make(net));
  const { external } = net;
  const readExternal = ({ offset, length = 0 }: { offset: number; length?: number }) =>
    external.subarray(offset, offset + length);
  return ChainedModel.of(model, options.weights === 'external' ? { readExternal } : {});
}

describe('weights', () => {
  test.each(['initializer', 'constant node', 'constant of shape', 'external'] as const)(
    'as %s go with the nodes that read them',
    async (weights) => {
      await expectEqualAtEveryCut(await chainedOf(branches, { weights }), 4);
    },
  );

  test('that several stages read go with each of them', async () => {
    const chained = await chainedOf((net) => {
      const weight = net.weight([3, 3, 3, 3]);
      let x = net.input;
      for (let i = 0; i < 3; i += 1) {
        x = net.node('Relu', [net.node('Conv', [x, weight], { pads: [1, 1, 1, 1] })]);
      }
      return [x];
    });
    await expectEqualAtEveryCut(chained, 3);
  });

  test('that are computed from constants go with every stage that needs them', async () => {
    const chained = await chainedOf((net) => {
      const halved = net.node('Mul', [net.weight([3, 3, 3, 3]), net.floats([0.5])]);
      const weight = net.node('Transpose', [halved], { perm: [1, 0, 2, 3] });
      const x = net.node('Conv', [net.input, weight], { pads: [1, 1, 1, 1] });
      return [net.node('Conv', [net.node('Relu', [x]), weight])];
    });
    await expectEqualAtEveryCut(chained, 2);
  });
});

describe('what stands between layers', () => {
  test('batch normalisations that nothing may fuse', async () => {
    const chained = await chainedOf((net) => {
      const x = net.conv(net.input, [3, 6], 3);
      const normal = net.node('Relu', [net.norm(x, 6)]);
      const sum = net.norm(net.node('Add', [net.conv(normal, [6, 6], 3), x]), 6);
      return [net.conv(sum, [6, 4], 1)];
    });
    await expectEqualAtEveryCut(chained, 3);
  });

  test('transposes and reshapes', async () => {
    const chained = await chainedOf((net) => {
      const x = net.conv(net.input, [3, 6], 3, { strides: [2, 2] });
      const last = net.node('Transpose', [x], { perm: [0, 2, 3, 1] });
      const tokens = net.node('Reshape', [last, net.ints([1, -1, 6])]);
      const mixed = net.node('MatMul', [tokens, net.weight([6, 8])]);
      const biased = net.node('Relu', [net.node('Add', [mixed, net.weight([8])])]);
      const first = net.node('Transpose', [biased], { perm: [0, 2, 1] });
      const map = net.node('Reshape', [first, net.ints([1, 8, 6, 5])]);
      return [net.node('Flatten', [net.conv(map, [8, 4], 3)])];
    });
    await expectEqualAtEveryCut(chained, 3);
  });

  test('shapes that are computed from a tensor', async () => {
    const chained = await chainedOf((net) => {
      const x = net.conv(net.input, [3, 4], 3);
      const y = net.conv(x, [4, 4], 3, { strides: [2, 2] });
      const size = net.node('Shape', [x]);
      return [net.node('Add', [net.conv(net.node('Resize', [y, '', '', size], { mode: 'nearest' }), [4, 4], 1), x])];
    }); // prettier-ignore
    await expectEqualAtEveryCut(chained, 3);
  });

  test('channels last', async () => {
    const chained = await chainedOf(
      (net) => {
        const x = net.node('Transpose', [net.input], { perm: [0, 3, 1, 2] });
        return [net.conv(net.conv(x, [3, 4], 3), [4, 4], 3)];
      },
      { input: [1, 12, 10, 3] },
    );
    await expectEqualAtEveryCut(chained, 2);
  });

  test('channels split and shuffled', async () => {
    const chained = await chainedOf((net) => {
      const [a = '', b = ''] = net.nodeOf('Split', [net.conv(net.input, [3, 8], 3)], 2, {
        axis: 1,
      });
      const joined = net.node('Concat', [a, net.conv(b, [4, 4], 3)], { axis: 1 });
      const groups = net.node('Reshape', [joined, net.ints([1, 2, 4, 12, 10])]);
      const swapped = net.node('Transpose', [groups], { perm: [0, 2, 1, 3, 4] });
      return [net.conv(net.node('Reshape', [swapped, net.ints([1, 8, 12, 10])]), [8, 2], 1)];
    });
    await expectEqualAtEveryCut(chained, 3);
  });

  test('an output that is there before the end, and is read too', async () => {
    const chained = await chainedOf((net) => {
      const x = net.conv(net.input, [3, 4], 3);
      const early = net.node('Sigmoid', [x]);
      const y = net.conv(early, [4, 4], 3);
      return [early, net.conv(net.conv(y, [4, 4], 1), [4, 2], 3), x];
    });
    await expectEqualAtEveryCut(chained, 4);
    expect(chained.cuttable.outputs).toHaveLength(3);
  });

  test('the input, where the last layer reads it again', async () => {
    const chained = await chainedOf((net) => {
      const x = net.conv(net.conv(net.input, [3, 4], 3), [4, 3], 3);
      return [net.conv(net.node('Add', [x, net.input]), [3, 2], 1)];
    });
    await expectEqualAtEveryCut(chained, 3);
  });

  test('an open batch, height and width', async () => {
    const net = new OnnxBuilder({ input: ['n', 3, 'h', 'w'], seed: 4 });
    const model = net.build(...branches(net));
    await expectEqualAtEveryCut(await ChainedModel.of(model, { shape: [3, 9, 14] }), 4);
  });
});
