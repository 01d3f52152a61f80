import type { Layer } from '../../../engine/network/network';
import type { Shape } from '../../../protocol/layersResult';
import type { Instance, NetworkFacts } from './networkFacts';

/** What one use of a declared layer is in the network. */
export interface UseFacts {
  /** Full name. */
  readonly name: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Schedulable layers that begin in it: none for an operator that is folded into another. */
  readonly layers: readonly Layer[];
  readonly weight: number;
  readonly macs: number;
  readonly parameters: number;
  /** Part of the network's weight, 0…1. */
  readonly share: number;
}

/** Sizes and costs of one use. */
export function useFacts(facts: NetworkFacts, { name, nodes }: Instance): UseFacts {
  const { network, layerOfNode, totals } = facts;
  const layers = nodes.flatMap((node) => {
    const layer = layerOfNode[node];
    return layer !== undefined && layer.name === network.graph.nodes[node]?.name ? [layer] : [];
  });
  const sum = (of: (layer: Layer) => number) => layers.reduce((total, layer) => total + of(layer), 0); // prettier-ignore
  const weight = sum((layer) => layer.weight);
  const source = network.graph.nodes[nodes[0] ?? 0]?.inputs[0] ?? -1;
  return {
    name,
    inputShape: source < 0 ? network.input : (network.shapes[source] ?? network.input),
    outputShape: network.shapes[nodes.at(-1) ?? 0] ?? network.input,
    layers,
    weight,
    macs: sum((layer) => layer.macs),
    parameters: sum((layer) => layer.parameters),
    share: totals.weight === 0 ? 0 : weight / totals.weight,
  };
}

/** A share as a percentage: `4.1 %`, `< 0.1 %`. */
export function shareText(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent.toFixed(percent < 10 ? 1 : 0).replace(/\.0$/, '')} %`;
}
