import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { buildLayersModel } from '../../server/engine/cost/buildLayersModel';
import { createTimeTable } from '../../server/engine/cost/timeTable';
import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import type { Network } from '../../server/engine/network/network';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import type { Platform } from '../../server/engine/platform/platform';
import { readPlatform } from '../../server/engine/platform/readPlatform';
import type { LayersModel } from '../../server/protocol/layersModel';
import { valueOf } from '../fixtures/valueOf';

function example(path: string): unknown {
  return parse(readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8'));
}

/** A network of the examples, such as `resnet-50`. */
export function exampleNetwork(name: string): Network {
  return valueOf(buildNetwork(valueOf(readDescriptor(example(`networks/${name}.cnn.yaml`)))));
}

/** A platform of the examples, such as `chiplet-4f4s`. */
export function examplePlatform(name: string): Platform {
  return valueOf(readPlatform(example(`platforms/${name}.platform.yaml`)));
}

/** Layers of an example network, estimated for an example platform. */
export function exampleLayers(network: string, platform: string): LayersModel {
  return buildLayersModel({
    network: exampleNetwork(network),
    platform: examplePlatform(platform),
    profiles: [],
    notes: [],
  });
}

/** The same with times that were measured, some of them far from their estimates. */
export function measuredLayers(network = 'resnet-50', platform = 'chiplet-4f4s'): LayersModel {
  const layers = exampleNetwork(network);
  const places = examplePlatform(platform);
  const { space, seconds } = valueOf(analyticalTable(layers, places));
  const factor = (layer: number, place: number): number =>
    0.9 + ((layer * 7 + place * 3) % 10) / 40 + (layer % 13 === 4 ? 0.5 : 0);
  const measured = space.layers.flatMap((_, layer) =>
    space.places.map((_place, place) => seconds(layer, place) * factor(layer, place)),
  );
  const { linkLatencySeconds, linkSecondsPerByte } = space;
  const table = createTimeTable({
    layers: space.layers,
    places: space.places,
    seconds: Float64Array.from(measured),
    hints: space.hints,
    cutBytes: space.cutBytes,
    linkLatencySeconds,
    linkSecondsPerByte,
    overlapped: true,
    weightBytes: new Float64Array(space.layers.length),
    memoryBytes: space.memoryBytes,
  });
  const profile = { network: layers.name, platform: places.name, table };
  return buildLayersModel({
    network: layers,
    platform: places,
    profiles: [{ profile, source: 'chiplets.profile.json, 2026-11-20' }],
    notes: [],
  });
}

/** As many invented layers as wanted: equal counts give an equal model. */
export function manyLayersModel(count: number): LayersModel {
  const base = exampleLayers('resnet-152', 'chiplet-26f26s');
  const layers = Array.from({ length: count }, (_, index) => {
    const layer = base.layers[index % base.layers.length];
    if (!layer) throw new Error('The example has no layers.');
    return { ...layer, name: `${layer.name}#${index}`, weight: layer.weight * (1 + (index % 97)) };
  });
  return { ...base, title: `${count} layers`, layers };
}
