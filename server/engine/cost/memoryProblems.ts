import type { DataPath, Problem } from '../../protocol/problem';
import { mostProblems } from '../core/result';
import { problem } from '../core/rules';
import { formatBytes } from '../core/units';

/**
 * A problem for each layer whose weights fit the memory of no place, because no pipeline can hold
 * it. At most 100; `pathOf` tells where a layer is declared.
 */
export function memoryProblems(
  layers: readonly string[],
  weightBytes: ArrayLike<number>,
  memoryBytes: Float64Array,
  pathOf: (layer: number) => DataPath,
): Problem[] {
  const largest = memoryBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const problems: Problem[] = [];
  layers.forEach((name, layer) => {
    const bytes = weightBytes[layer] ?? 0;
    if (bytes <= largest || problems.length >= mostProblems) return;
    const message = `No execution place can hold layer \`${name}\`: its weights are ${formatBytes(bytes)}, the largest memory has ${formatBytes(largest)}.`;
    problems.push(problem('memory-too-small', pathOf(layer), message));
  });
  return problems;
}
