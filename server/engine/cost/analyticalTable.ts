import { fail, succeed, type Result } from '../core/result';
import type { Layer, Network } from '../network/network';
import { rankPlaces } from '../platform/placeRank';
import type { ExecutionPlace, Platform } from '../platform/platform';
import { memoryProblems } from './memoryProblems';
import { rooflineSeconds } from './roofline';
import { createTimeTable, type TimeTable } from './timeTable';

/**
 * Times of a network's layers on a platform, see {@link analyticalTimes}. Fails where the memories
 * hold a layer, or all of them, in no pipeline; those problems point into the network's file.
 */
export function analyticalTable(network: Network, platform: Platform): Result<TimeTable> {
  const table = analyticalTimes(network, platform);
  const { layers, memoryBytes } = table.space;
  const problems = memoryProblems(layers, weightBytesOf(network), memoryBytes, {
    layer: (layer) => network.layers[layer]?.path ?? [],
    network: ['cnn'],
  });
  return problems.length > 0 ? fail(problems) : succeed(table);
}

/**
 * Times by the roofline model, see {@link rooflineSeconds}, whether or not memories hold the weights.
 * Places are ranked and split by what the descriptor says of them.
 */
export function analyticalTimes(network: Network, platform: Platform): TimeTable {
  const { layers } = network;
  const { places } = platform;
  return createTimeTable({
    layers: layers.map((layer) => layer.name),
    places: places.map((place) => place.name),
    seconds: layerTimes(layers, places),
    hints: Float64Array.from(layers, (layer) => layer.weight),
    cutBytes: network.cutBytes,
    linkLatencySeconds: platform.linkLatencySeconds,
    linkSecondsPerByte: platform.linkSecondsPerByte,
    overlapped: platform.transfers === 'overlapped',
    weightBytes: weightBytesOf(network),
    memoryBytes: Float64Array.from(places, (place) => place.memory.capacityBytes),
    power: powerOf(places),
    rank: rankPlaces(places),
    fast: Uint8Array.from(places, (place) => (place.fast ? 1 : 0)),
  });
}

function weightBytesOf({ layers }: Network): Float64Array {
  return Float64Array.from(layers, (layer) => layer.weightBytes);
}

function powerOf(places: readonly ExecutionPlace[]) {
  return {
    busyWatts: Float64Array.from(places, ({ powerWatts }) => powerWatts?.busy ?? NaN),
    idleWatts: Float64Array.from(places, ({ powerWatts }) => powerWatts?.idle ?? NaN),
  };
}

/** Layer × place times, row-major. Equal places share their column's computation. */
function layerTimes(layers: readonly Layer[], places: readonly ExecutionPlace[]): Float64Array {
  const seconds = new Float64Array(layers.length * places.length);
  const columns = new Map<string, number>();
  places.forEach((place, column) => {
    const same = columns.get(speedKey(place));
    columns.set(speedKey(place), column);
    layers.forEach((layer, index) => {
      const row = index * places.length;
      seconds[row + column] =
        same === undefined ? rooflineSeconds(layer, place) : (seconds[row + same] ?? 0);
    });
  });
  return seconds;
}

/** All that a place's times depend on. */
function speedKey({ peakFlops, memory, efficiency }: ExecutionPlace): string {
  return [peakFlops, memory.bytesPerSecond, ...Object.values(efficiency)].join(' ');
}
