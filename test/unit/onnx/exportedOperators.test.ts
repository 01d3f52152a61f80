import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { layersResult } from '../../../server/engine/network/layersResult';
import { activationNames, operators } from '../../../server/engine/network/operators';
import { halfBits } from '../../../server/src/adapters/onnx/write/halfFloat';
import { importedLayers } from '../../fixtures/onnx/importedLayers';
import { run } from '../../fixtures/onnx/chainedModel';
import { exportedBytes, networkOf } from '../../fixtures/onnx/smallNetworks';

/** A layer, by its fields without a name. */
type Fields = Readonly<Record<string, unknown>>;

const image = (op: string, fields: Fields = {}): Fields => ({ op, ...fields });

const window = { kernel: 3, stride: 2 };

/** Every operator, with what its fields may say; it stands between two convolutions. */
const cases: readonly Fields[] = [
  ...(['conv', 'depthwise_conv', 'max_pool', 'average_pool'] as const).flatMap((op) => {
    const own = op === 'conv' ? { filters: 6 } : {};
    const paddings = [0, 1, [1, 2], [0, 1, 2, 1], 'same', 'same_lower', 'valid'];
    return [
      ...paddings.map((padding) => image(op, { ...own, ...window, padding })),
      image(op, { ...own, kernel: [2, 3], stride: [3, 1], padding: 'same' }),
      image(op, { ...own, kernel: 1, stride: 2, padding: 'same' }),
      image(op, { ...own, kernel: 1, stride: 3, padding: 'same_lower' }),
    ];
  }),
  image('conv', { filters: 8, kernel: 3, groups: 2, dilation: 2, padding: 'same', bias: false }),
  image('conv', {
    filters: 4,
    kernel: 3,
    dilation: [1, 2],
    padding: 2,
    batch_norm: true,
    activation: 'relu',
  }),
  image('depthwise_conv', { kernel: 3, multiplier: 2, dilation: 2, padding: 2 }),
  ...[0, 1, [0, 1, 1, 0], 'same', 'same_lower', 'valid'].flatMap((padding) =>
    [2, 3, 4].map((kernel) => image('transposed_conv', { filters: 3, kernel, stride: 3, padding })),
  ),
  image('transposed_conv', {
    filters: 4,
    kernel: 3,
    stride: 2,
    output_padding: 1,
    groups: 2,
    dilation: 2,
    padding: 1,
  }),
  image('fully_connected', { units: 5 }),
  image('fully_connected', { units: 5, batch_norm: true, activation: 'tanh' }),
  image('max_pool', { ...window, ceil: true, dilation: 2, padding: 1 }),
  image('max_pool', { ...window, ceil: true, padding: 'same' }),
  image('average_pool', { ...window, ceil: true, padding: 1 }),
  image('max_pool', { kernel: 2 }),
  ...(
    [
      'global_average_pool',
      'global_max_pool',
      'channel_mean',
      'channel_max',
      'batch_norm',
      'flatten',
      'softmax',
      'identity',
    ] as const
  ).map((op) => image(op)),
  ...(['add', 'subtract', 'multiply', 'divide'] as const).flatMap((op) => [
    image(op, { from: ['before', 'side'] }),
    image(op, { from: ['before', 'side', 'pooled', 'gate'] }),
    image(op, { from: ['gate', 'before'] }),
    image(op, { from: ['gate', 'gate'] }),
  ]),
  image('add', { from: ['side', 'before'], batch_norm: true, activation: 'swish' }),
  image('concat', { from: ['before', 'side', 'before'] }),
  image('concat', { from: ['gate', 'gate'], activation: 'relu' }),
  image('concat', { from: ['before'] }),
  ...[0, 4, 8, 4 * 9 * 11, 99, 9, 4 + 99].map((parameters) => image('scale', { parameters })),
  image('scale', { parameters: 4, batch_norm: true, activation: 'relu6' }),
  image('scale', { parameters: 4, from: 'gate' }),
  image('batch_norm', { batch_norm: true, activation: 'prelu' }),
  ...activationNames.flatMap((name) => [
    image('activation', { function: name }),
    image('activation', { function: name, from: 'gate' }),
    image('conv', { kernel: 1, filters: 4, activation: name }),
    image('fully_connected', { units: 4, activation: name }),
  ]),
  image('upsample', { scale: [2, 3] }),
  image('upsample', { size: [5, 20] }),
  image('upsample', { scale: 3, from: 'gate' }),
  image('pad', { padding: [1, 0, 2, 3] }),
  image('pad', { channels: [1, 2] }),
  image('pad', { channels: 1, padding: 2, from: 'gate' }),
  image('slice', { start: 1, end: 3 }),
  image('slice', { end: 2, from: 'gate' }),
  image('slice', { axis: 'height', start: 2, end: 7 }),
  image('slice', { axis: 'width', end: 5 }),
  image('reshape', { shape: [11, 4, 9] }),
  image('reshape', { shape: [2, 1, 2], from: 'gate' }),
  ...[
    [0, 2, 1],
    [1, 0, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ].flatMap((order) => [
    image('transpose', { order }),
    image('transpose', { order, from: 'gate' }),
  ]),
  ...['height', 'width'].flatMap((axis) => [
    image('softmax', { axis }),
    image('softmax', { axis, from: 'gate' }),
  ]),
  image('layer_norm'),
  image('layer_norm', { from: 'gate' }),
  image('channel_mean', { from: 'gate' }),
  image('channel_max', { from: 'gate' }),
  image('group_norm'),
  image('group_norm', { activation: 'relu' }),
  image('group_norm', { groups: 2 }),
  image('group_norm', { groups: 4, batch_norm: true }),
  image('matmul', { from: ['before', 'turned'] }),
  image('matmul', { from: ['turned', 'single'], activation: 'relu' }),
  image('matmul', { from: ['gate', 'pooled'], batch_norm: true }),
  image('local_response_norm'),
  image('local_response_norm', { window: 3, from: 'gate' }),
  image('channel_shuffle', { groups: 2 }),
  image('channel_shuffle', { groups: 2, from: 'gate' }),
];

// prettier-ignore

/** What gives infinite values or none: neither weights nor scale help. */
const unbounded = /divide|"sqrt"/;

/** What moves no values: a model's reader sees the same tensor in another shape. */
const views = /flatten|"transpose"|identity|reshape|"from":\["before"\]/;

/** A network of cases that read maps of 4×9×11 and flat tensors of 4; layers read each of them. */
function networkAround(some: readonly Fields[], precision = 'float32') {
  const layers = some.flatMap(({ from = 'before', ...fields }, i) => [
    { name: `it${i}`, from, ...fields },
    { name: `map${i}`, op: 'conv', kernel: 1, filters: 2 },
    { name: `flat${i}`, op: 'fully_connected', units: 3, from: `it${i}` },
  ]);
  return networkOf({
    cnn: 'around',
    input: [3, 9, 11],
    precision,
    layers: [
      { name: 'side', op: 'conv', kernel: 1, filters: 4 },
      { name: 'pooled', op: 'global_max_pool' },
      { name: 'gate', op: 'fully_connected', units: 4, activation: 'sigmoid' },
      {
        name: 'turned',
        op: 'conv',
        kernel: [1, 3],
        stride: [1, 1],
        padding: [1, 0],
        filters: 4,
        from: 'input',
      },
      { name: 'single', op: 'conv', kernel: [1, 1], filters: 1, from: 'input' },
      { name: 'before', op: 'conv', kernel: 3, padding: 1, filters: 4, from: 'input' },
      ...layers,
    ],
    outputs: [...layers.map(({ name }) => name), 'gate', 'turned', 'single'],
  });
}

/** So many cases that a failure is soon found, and that there are few models to run. */
const group = 40;

const moving = cases.filter((fields) => !views.test(JSON.stringify(fields)));

const groups = Array.from({ length: Math.ceil(moving.length / group) }, (_, i) =>
  moving.slice(i * group, (i + 1) * group),
);

const viewing = cases.filter((fields) => views.test(JSON.stringify(fields)));

/** An image for a network of cases. */
function imageOf(type: 'float32' | 'float16'): Tensor {
  const pixels = Float32Array.from({ length: 3 * 9 * 11 }, (_, i) => 2 * Math.sin(i * i));
  const data = type === 'float32' ? pixels : Uint16Array.from(pixels, halfBits);
  return new Tensor(type, data, [1, 3, 9, 11]);
}

/** Runs a network of cases, and checks shapes and values of what every layer gives. */
async function checkOutputs(some: readonly Fields[], bytes: Uint8Array): Promise<void> {
  const { graph, shapes } = networkAround(some);
  const made = await run(bytes, { input: imageOf('float32') });
  Object.values(made).forEach(({ dims, data }, i) => {
    const index = graph.outputs[i] ?? -1;
    const what = `${graph.nodes[index]?.name} of ${JSON.stringify(some[Math.floor(i / 3)])}`;
    expect([...dims.slice(1), 1, 1].slice(0, 3), what).toEqual(shapes[index]);
    if (unbounded.test(what)) return;
    const most = Array.from(data, Number).reduce((so, value) => Math.max(so, Math.abs(value)), 0);
    expect(most, what).toBeLessThan(1e4);
  });
}

describe('every operator', () => {
  test('has a case', () => {
    const covered = new Set(cases.map(({ op }) => op));
    expect(Object.keys(operators).filter((op) => !covered.has(op))).toEqual([]);
  });

  test.each(groups.map((some, i) => [i + 1, some] as const))(
    'has the shapes of its descriptor, values in scale, and comes back: part %i',
    async (_, some) => {
      const bytes = exportedBytes(networkAround(some));
      await checkOutputs(some, bytes);
      expect(importedLayers(bytes)).toEqual(layersResult(networkAround(some)).layers);
    },
  );

  test('that moves no values runs, and its neighbours come back', async () => {
    const bytes = exportedBytes(networkAround(viewing));
    await checkOutputs(viewing, bytes);
    const counts = (layers: ReturnType<typeof importedLayers>) =>
      layers.map(({ name, op, weight, macs, parameters }) => ({ name, op, weight, macs, parameters })); // prettier-ignore
    expect(counts(importedLayers(bytes))).toEqual(
      counts(layersResult(networkAround(viewing)).layers),
    );
  });

  test('can be of half floats', async () => {
    const network = networkAround(moving.filter((_, i) => i % 4 === 0), 'float16'); // prettier-ignore
    const made = await run(exportedBytes(network), { input: imageOf('float16') });
    expect(new Set(Object.values(made).map(({ type }) => type))).toEqual(new Set(['float16']));
    expect(importedLayers(exportedBytes(network))).toEqual(layersResult(network).layers);
  });
});
