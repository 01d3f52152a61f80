import type { DataPath, Problem } from '../../protocol/problem';
import { prefixSums } from '../core/prefixSums';
import { problem } from '../core/rules';
import { formatBytes } from '../core/units';
import { packing } from '../pipeline/packing';

/** Where problems of memory point to. */
interface MemoryPaths {
  readonly layer: (layer: number) => DataPath;
  readonly network: DataPath;
}

/**
 * The problem of weights that no pipeline can hold, none where one can: at the heaviest layer where
 * that fits the memory of no place, or at the network as a whole.
 */
export function memoryProblems(
  layers: readonly string[],
  weightBytes: Float64Array,
  memoryBytes: Float64Array,
  paths: MemoryPaths,
): Problem[] {
  const largest = memoryBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const heaviest = weightBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  if (heaviest > largest) {
    const layer = weightBytes.indexOf(heaviest);
    const others = weightBytes.filter((bytes) => bytes > largest).length - 1;
    const message = `No execution place can hold layer \`${layers[layer] ?? ''}\`: its weights are ${formatBytes(heaviest)}, the largest memory has ${formatBytes(largest)}.${more(others)}`;
    return [problem('memory-too-small', paths.layer(layer), message)];
  }
  if (packing(prefixSums(weightBytes), memoryBytes) !== null) return [];
  return [problem('weights-exceed-memory', paths.network, tooMuch(weightBytes, memoryBytes))];
}

function more(layers: number): string {
  if (layers === 0) return '';
  return layers === 1
    ? ' Another layer fits none either.'
    : ` ${layers} other layers fit none either.`;
}

function tooMuch(weightBytes: Float64Array, memoryBytes: Float64Array): string {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const [weights, room] = [sum(weightBytes), sum(memoryBytes)];
  const why = weights > room ? '' : ', too little where each layer must fit into one of them';
  return `No pipeline can hold the weights of all layers: they are ${formatBytes(weights)}, the memories of all execution places have ${formatBytes(room)}${why}. Use larger memories or more places.`;
}
