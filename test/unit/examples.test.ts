import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { layersResult } from '../../server/engine/network/layersResult';
import type { Network } from '../../server/engine/network/network';
import { operators } from '../../server/engine/network/operators';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import type { Shape } from '../../server/protocol/layersResult';
import { valueOf } from '../fixtures/valueOf';

const folder = join(import.meta.dirname, '../../examples/networks');

/** What is published of a network: exact counts for its own input size. */
interface Published {
  readonly convolutions: number;
  readonly fullyConnected: number;
  readonly parameters: number;
  readonly macs: number;
  readonly outputs: readonly Shape[];
}

const imageNet: readonly Shape[] = [[1000, 1, 1]];

const published: Readonly<Record<string, Published>> = {
  'alexnet': { convolutions: 5, fullyConnected: 3, parameters: 61_100_840, macs: 714_188_480, outputs: imageNet },
  'vgg16': { convolutions: 13, fullyConnected: 3, parameters: 138_357_544, macs: 15_470_264_320, outputs: imageNet },
  'vgg19': { convolutions: 16, fullyConnected: 3, parameters: 143_667_240, macs: 19_632_062_464, outputs: imageNet },
  'resnet-18': { convolutions: 20, fullyConnected: 1, parameters: 11_689_512, macs: 1_814_073_344, outputs: imageNet },
  'resnet-50': { convolutions: 53, fullyConnected: 1, parameters: 25_557_032, macs: 4_089_184_256, outputs: imageNet },
  'resnet-101': { convolutions: 104, fullyConnected: 1, parameters: 44_549_160, macs: 7_801_405_440, outputs: imageNet },
  'resnet-152': { convolutions: 155, fullyConnected: 1, parameters: 60_192_808, macs: 11_513_626_624, outputs: imageNet },
  'googlenet': { convolutions: 57, fullyConnected: 1, parameters: 6_624_904, macs: 1_498_376_192, outputs: imageNet },
  'squeezenet-1.1': { convolutions: 26, fullyConnected: 0, parameters: 1_235_496, macs: 349_151_936, outputs: imageNet },
  'mobilenet-v2': { convolutions: 52, fullyConnected: 1, parameters: 3_504_872, macs: 300_774_272, outputs: imageNet },
  'densenet-121': { convolutions: 120, fullyConnected: 1, parameters: 7_978_856, macs: 2_834_161_664, outputs: imageNet },
  'yolov3': {
    convolutions: 75, fullyConnected: 0, parameters: 61_949_149, macs: 32_932_037_632,
    outputs: [[255, 13, 13], [255, 26, 26], [255, 52, 52]],
  },
  'synthnet': { convolutions: 18, fullyConnected: 0, parameters: 2_325_312, macs: 830_601_216, outputs: [[192, 4, 4]] },
}; // prettier-ignore

function load(name: string): Network {
  const text = readFileSync(join(folder, `${name}.cnn.yaml`), 'utf8');
  const graph = valueOf(readDescriptor(parse(text)));
  return valueOf(buildNetwork(graph));
}

it('covers every example', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.cnn\.yaml$/, ''));
  expect(files.sort()).toEqual(Object.keys(published).sort());
});

describe.each(Object.entries(published))('%s', (name, expected) => {
  const network = load(name);
  const result = layersResult(network);

  it('has as many compute layers as published', () => {
    const fullyConnected = network.layers.filter((layer) => layer.op === 'fully_connected').length;
    expect(fullyConnected).toBe(expected.fullyConnected);
    expect(network.layers.length - fullyConnected).toBe(expected.convolutions);
  });

  it('has the published parameters and multiply-accumulates', () => {
    const { parameters, macs } = result.totals;
    expect({ parameters, macs }).toEqual({ parameters: expected.parameters, macs: expected.macs });
  });

  it('ends in the published shapes', () => {
    const outputs = network.graph.outputs.map((node) => network.shapes[node]);
    expect(outputs).toEqual(expected.outputs);
  });

  it('holds every operator in exactly one layer', () => {
    const folded = network.layers.flatMap((layer) => [...layer.nodes]).sort((a, b) => a - b);
    expect(folded).toEqual(network.graph.nodes.map((_, index) => index));
    for (const layer of network.layers) {
      const compute = layer.nodes.filter(
        (node) => operators[network.graph.nodes[node]?.op ?? 'identity'].compute,
      );
      expect(compute).toHaveLength(1);
    }
  });

  it('begins with its input and ends with its outputs', () => {
    const bytes = (shapes: readonly Shape[]) =>
      shapes.reduce((sum, [channels, height, width]) => sum + 4 * channels * height * width, 0);
    expect(network.cutBytes).toHaveLength(network.layers.length + 1);
    expect(network.cutBytes[0]).toBe(bytes([network.input]));
    expect(network.cutBytes.at(-1)).toBe(bytes(expected.outputs));
  });
});

/** Bytes of float32 maps, from their shapes. */
const maps = (...shapes: readonly Shape[]) =>
  shapes.reduce((sum, [c, h, w]) => sum + 4 * c * h * w, 0);

function rowOf(name: string, layer: string) {
  const row = layersResult(load(name)).layers.find((candidate) => candidate.name === layer);
  if (!row) throw new Error(`${name} has no layer ${layer}`);
  return row;
}

describe('rows that can be checked by hand', () => {
  it('weighs a convolution by its input: H·W·C·R·S·K', () => {
    const stem = rowOf('resnet-50', 'stem');
    expect(stem.weight).toBe(224 * 224 * 3 * 7 * 7 * 64);
    expect(stem.macs).toBe(112 * 112 * 3 * 7 * 7 * 64);
    expect(stem.parameters).toBe(3 * 7 * 7 * 64 + 2 * 64);
  });

  it('weighs a depthwise convolution by the one channel that each filter sees', () => {
    const depthwise = rowOf('mobilenet-v2', 'b1.depthwise');
    expect(depthwise.weight).toBe(112 * 112 * 1 * 3 * 3 * 32);
    expect(depthwise.parameters).toBe(3 * 3 * 32 + 2 * 32);
  });

  it('folds the pool into the layer before it', () => {
    expect(rowOf('resnet-50', 'stem').outputShape).toEqual([64, 56, 56]);
    expect(rowOf('vgg16', 'conv5_3').outputShape).toEqual([512, 7, 7]);
  });

  it('carries the short cut across the cuts of a residual block', () => {
    const block = maps([256, 56, 56]);
    expect(rowOf('resnet-50', 'c2_2.reduce').cutBytes).toBe(block + maps([64, 56, 56]));
    expect(rowOf('resnet-50', 'c2_2.spatial').cutBytes).toBe(block + maps([64, 56, 56]));
    expect(rowOf('resnet-50', 'c2_2.expand').cutBytes).toBe(block);
  });

  it('carries every finished branch across the cuts of an inception block', () => {
    // The last branch's pool reads the block's input: it is done as soon as that input is there.
    const input = maps([192, 28, 28], [192, 28, 28]);
    expect(rowOf('googlenet', 'conv3').cutBytes).toBe(input);
    expect(rowOf('googlenet', 'i3a.conv1').cutBytes).toBe(input + maps([64, 28, 28]));
    expect(rowOf('googlenet', 'i3a.conv5').cutBytes).toBe(
      maps([192, 28, 28], [64, 28, 28], [128, 28, 28], [32, 28, 28]),
    );
    expect(rowOf('googlenet', 'i3a.project').cutBytes).toBe(maps([256, 28, 28], [256, 28, 28]));
  });

  it('keeps both routes of YOLOv3 alive until they are joined', () => {
    const routes = maps([256, 52, 52], [512, 26, 26]);
    expect(rowOf('yolov3', 'res5_4.expand').cutBytes).toBe(routes + maps([1024, 13, 13]));
  });
});
