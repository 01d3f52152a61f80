import { formatBytes, formatCount } from '../../../engine/core/units';
import { isOperatorName, operators } from '../../../engine/network/operators';
import { shapeText } from '../../../engine/network/shapes';
import type { Known } from '../facts/known';
import type { Instance, NetworkFacts } from '../facts/networkFacts';
import { shareText, useFacts, type UseFacts } from '../facts/useFacts';
import { valuesOf } from '../facts/valuesOf';
import type { LayerEntry, NameIndex } from '../symbols/nameIndex';
import { code, more, paragraphs, table } from './markdown';

/** Uses that a table shows. */
const mostRows = 8;
/** Expressions whose values a table shows. */
const mostColumns = 4;

/** What a layer, or a template's use, is in the network. */
export function layerHover(index: NameIndex, { facts }: Known, layer: LayerEntry): string {
  const { block, name, op, use } = layer;
  const what = op ?? (use === null ? 'layer' : `use of template ${code(use)}`);
  const summary = isOperatorName(op) ? operators[op].summary : '';
  const instances = facts?.instances(block, name) ?? [];
  const [first] = instances;
  if (facts === null) return paragraphs(`**${code(name)}** · ${what}`, summary);
  if (first === undefined) {
    const reason = block === '' ? '' : ` No use of template ${code(block)} has it.`;
    return paragraphs(`**${code(name)}** · ${what}`, summary, `Not in the network.${reason}`);
  }
  if (instances.length === 1 && op !== null) return single(facts, first);
  return paragraphs(
    `**${code(name)}** · ${what} · ${instances.length === 1 ? '1 use' : `${instances.length} uses`}`,
    usesTable(facts, instances, op !== null, expressionColumns(index, facts, layer)),
    more(instances.length, mostRows),
    totalLine(facts, instances),
  );
}

function single(facts: NetworkFacts, instance: Instance): string {
  const use = useFacts(facts, instance);
  const { network, layerOfNode } = facts;
  const node = network.graph.nodes[instance.nodes[0] ?? 0];
  const [layer] = use.layers;
  const shapes = `${shapeText(use.inputShape)} → ${shapeText(use.outputShape)}`;
  if (layer === undefined) {
    const owner = layerOfNode[instance.nodes[0] ?? 0]?.name ?? '';
    return paragraphs(
      `**${code(use.name)}** · ${node?.op ?? ''}`,
      shapes,
      `Runs with layer ${code(owner)}.`,
    );
  }
  const number = network.layers.indexOf(layer);
  return paragraphs(
    `**${code(use.name)}** · ${layer.description}`,
    table(['Layer', `${number + 1} of ${network.layers.length}`], [
      ['Shape', shapes],
      ['Weight', `${formatCount(layer.weight)} (${shareText(use.share)} of the network)`],
      ['MACs', formatCount(layer.macs)],
      ['Parameters', `${formatCount(layer.parameters)} (${formatBytes(layer.weightBytes)})`],
      ['Activations in', formatBytes(layer.inputBytes)],
      ['Activations out', formatBytes(layer.outputBytes)],
      ['Cut after it', formatBytes(network.cutBytes[number + 1] ?? 0)],
    ]),
  ); // prettier-ignore
}

interface Column {
  readonly head: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Values of the layer's own expressions by the use they belong to. */
function expressionColumns(index: NameIndex, facts: NetworkFacts, layer: LayerEntry): Column[] {
  return index.expressions
    .filter((entry) => entry.layer === layer)
    .flatMap((entry) => {
      const values = valuesOf(facts, entry);
      if (values === undefined) return [];
      const head = String(entry.path.slice(layer.path.length).findLast((step) => typeof step === 'string') ?? ''); // prettier-ignore
      return [{ head, values: new Map(values.first.map((v) => [v.name, String(v.value)])) }];
    })
    .slice(0, mostColumns);
}

function usesTable(
  facts: NetworkFacts,
  instances: readonly Instance[],
  isOperator: boolean,
  columns: readonly Column[],
): string {
  const uses = instances.slice(0, mostRows).map((instance) => useFacts(facts, instance));
  const costs = uses.some((use) => use.layers.length > 0);
  const heads = ['use', ...columns.map((c) => code(c.head)), isOperator ? 'shape' : 'in → out'];
  const rows = uses.map((use) => [
    code(use.name),
    ...columns.map(({ values }) => values.get(use.name) ?? ''),
    isOperator
      ? shapeText(use.outputShape)
      : `${shapeText(use.inputShape)} → ${shapeText(use.outputShape)}`,
    ...(costs ? costCells(use) : []),
  ]);
  return table([...heads, ...(costs ? ['weight', 'share', 'MACs', 'parameters'] : [])], rows);
}

function costCells({ weight, share, macs, parameters }: UseFacts): string[] {
  return [formatCount(weight), shareText(share), formatCount(macs), formatCount(parameters)];
}

function totalLine(facts: NetworkFacts, instances: readonly Instance[]): string {
  const uses = instances.map((instance) => useFacts(facts, instance));
  const sum = (of: (use: UseFacts) => number) => uses.reduce((total, use) => total + of(use), 0);
  const weight = sum((use) => use.weight);
  if (weight === 0 || instances.length < 2) return '';
  const share = shareText(sum((use) => use.share));
  return `Together: weight ${formatCount(weight)} (${share}), ${formatCount(sum((u) => u.macs))} MACs, ${formatCount(sum((u) => u.parameters))} parameters.`;
}
