import type { Layer, Network } from '../../../engine/network/network';
import { mappingOf, textOf } from '../../../engine/network/descriptorData';
import { expressionValues, type ExpressionValues } from '../../../engine/network/expressionValues';
import type { Analysis } from '../analysis';

/** One use of a layer's declaration: its full name and the operators that it became. */
export interface Instance {
  readonly name: string;
  /** Indices of graph nodes, in order; never empty. */
  readonly nodes: readonly number[];
}

/** What became of the declarations of a network that had no errors. */
export interface NetworkFacts {
  readonly network: Network;
  /** Data that the network was made from. */
  readonly data: unknown;
  readonly totals: { readonly weight: number; readonly macs: number; readonly parameters: number };
  /** Schedulable layer of each graph node. */
  readonly layerOfNode: readonly Layer[];
  /** All uses of the layer of a block (empty: the top); none for one that is left out. */
  instances(block: string, name: string): readonly Instance[];
  /** Evaluated when first asked for. */
  values(): ExpressionValues;
}

const known = new WeakMap<Network, NetworkFacts>();

/** Facts of an analysis' network, made when first asked for; null where it has errors. */
export function networkFactsOf(analysis: Analysis | null): NetworkFacts | null {
  if (analysis === null || analysis.network === null) return null;
  const { network } = analysis;
  const facts = known.get(network) ?? new Facts(network, analysis.file.data);
  known.set(network, facts);
  return facts;
}

class Facts implements NetworkFacts {
  readonly totals: NetworkFacts['totals'];
  readonly layerOfNode: readonly Layer[];
  private instanceMap: ReadonlyMap<string, readonly Instance[]> | null = null;
  private valuesOfAll: ExpressionValues | null = null;

  constructor(
    readonly network: Network,
    readonly data: unknown,
  ) {
    const sum = (of: (layer: Layer) => number) => network.layers.reduce((s, l) => s + of(l), 0);
    this.totals = {
      weight: sum((layer) => layer.weight),
      macs: sum((layer) => layer.macs),
      parameters: sum((layer) => layer.parameters),
    };
    const layerOfNode: Layer[] = [];
    for (const layer of network.layers) for (const node of layer.nodes) layerOfNode[node] = layer;
    this.layerOfNode = layerOfNode;
  }

  instances(block: string, name: string): readonly Instance[] {
    this.instanceMap ??= collectInstances(this.network, this.data);
    return this.instanceMap.get(keyOf(block, name)) ?? [];
  }

  values(): ExpressionValues {
    this.valuesOfAll ??= expressionValues(this.data);
    return this.valuesOfAll;
  }
}

const keyOf = (block: string, name: string): string => `${block}\0${name}`;

/** Follows each node's full name through the templates to the declarations that it comes from. */
function collectInstances(network: Network, data: unknown): Map<string, Instance[]> {
  const instances = new Map<string, Instance[]>();
  const open = new Map<string, number[]>();
  const uses = usesOf(data);
  network.graph.nodes.forEach((node, index) => {
    let block: string | undefined = '';
    let end = -1;
    do {
      const begin = end + 1;
      end = node.name.indexOf('.', begin);
      const full = end < 0 ? node.name : node.name.slice(0, end);
      const base = baseName(uses, block, full.slice(begin));
      const key = keyOf(block, base);
      const nodes = open.get(keyOf(key, full)) ?? openInstance(instances, open, key, full);
      nodes.push(index);
      const template = uses.get(key);
      block = template === '' ? undefined : template;
    } while (end >= 0 && block !== undefined);
  });
  return instances;
}

function openInstance(
  instances: Map<string, Instance[]>,
  open: Map<string, number[]>,
  key: string,
  name: string,
): number[] {
  const nodes: number[] = [];
  open.set(keyOf(key, name), nodes);
  const list = instances.get(key) ?? [];
  instances.set(key, list);
  list.push({ name, nodes });
  return nodes;
}

/** Every declared layer with the template that it uses; the empty name for an operator. */
function usesOf(data: unknown): Map<string, string> {
  const uses = new Map<string, string>();
  const read = (block: string, list: unknown): void => {
    for (const item of Array.isArray(list) ? list : []) {
      const layer = mappingOf(item);
      uses.set(keyOf(block, textOf(layer['name']) ?? ''), textOf(layer['use']) ?? '');
    }
  };
  const root = mappingOf(data);
  read('', root['layers']);
  for (const [name, template] of Object.entries(mappingOf(root['templates']))) {
    read(name, mappingOf(template)['layers']);
  }
  return uses;
}

/** The declared name that a copy's name comes from. */
function baseName(uses: ReadonlyMap<string, string>, block: string, name: string): string {
  return uses.has(keyOf(block, name)) ? name : name.replace(/_\d+$/, '');
}
