import type { Network } from '../../engine/network/network';
import type { Analysis } from './analysis';
import type { TextRange } from './locatedProblem';

/** Where a layer (or any operator) of the expanded network is declared; null for an unknown name. */
export function layerRange(
  analysis: Analysis,
  network: Network | null,
  name: string,
): TextRange | null {
  const node = network?.graph.nodes.find((candidate) => candidate.name === name);
  if (node === undefined) return null;
  return analysis.file.range([...node.path, 'name']);
}
