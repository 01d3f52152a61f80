import type { DataPath, Problem } from '../../protocol/problem';
import { mostProblems } from '../core/result';
import { problem } from '../core/rules';
import { formatBytes } from '../core/units';
import { canHold } from './canHold';

/** Where problems of memory point to. */
interface MemoryPaths {
  readonly layer: (layer: number) => DataPath;
  readonly network: DataPath;
}

/**
 * A problem for each layer whose weights fit the memory of no place (at most 100); where there is
 * none, one problem if no pipeline can hold all layers.
 */
export function memoryProblems(
  layers: readonly string[],
  weightBytes: Float64Array,
  memoryBytes: Float64Array,
  paths: MemoryPaths,
): Problem[] {
  const largest = memoryBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const problems: Problem[] = [];
  layers.forEach((name, layer) => {
    const bytes = weightBytes[layer] ?? 0;
    if (bytes <= largest || problems.length >= mostProblems) return;
    const message = `No execution place can hold layer \`${name}\`: its weights are ${formatBytes(bytes)}, the largest memory has ${formatBytes(largest)}.`;
    problems.push(problem('memory-too-small', paths.layer(layer), message));
  });
  if (problems.length > 0 || canHold(weightBytes, memoryBytes) !== false) return problems;
  return [problem('weights-exceed-memory', paths.network, tooMuch(weightBytes, memoryBytes))];
}

function tooMuch(weightBytes: Float64Array, memoryBytes: Float64Array): string {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const [weights, room] = [sum(weightBytes), sum(memoryBytes)];
  const why = weights > room ? '' : ', too little where each layer must fit into one of them';
  return `No pipeline can hold the weights of all layers: they are ${formatBytes(weights)}, the memories of all execution places have ${formatBytes(room)}${why}. Use larger memories or more places.`;
}
