import { sameGraph } from '../../../../engine/network/sameGraph';
import { analyse, type Analysis } from '../../analysis';
import { applyEdits, type OffsetEdit } from '../offsetEdit';

/** A change that keeps what the network computes. */
export interface Refactoring {
  readonly title: string;
  readonly edits: readonly OffsetEdit[];
}

/**
 * The refactoring where the network after it is the one before it, else null. `names`: each layer keeps
 * its name too. What a template or an expression means depends on much; nothing is offered on trust.
 */
export function verified(
  { file, network }: Analysis,
  refactoring: Refactoring,
  { names }: { readonly names: boolean },
): Refactoring | null {
  if (network === null) return null;
  const after = analyse('network', applyEdits(file.text, refactoring.edits)).network?.graph;
  const before = network.graph;
  if (after === undefined || !sameGraph(before, after)) return null;
  const sameNames = before.nodes.every(({ name }, i) => after.nodes[i]?.name === name);
  return sameNames || !names ? refactoring : null;
}
