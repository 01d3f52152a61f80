import type { ValuesInUses } from '../../../engine/network/expressionValues';
import type { Analysis } from '../analysis';
import type { Known } from '../facts/known';
import { shareText, useFacts } from '../facts/useFacts';
import { valuesOf, valuesText } from '../facts/valuesOf';
import { formatCount } from '../../../engine/core/units';
import type { ExpressionEntry, NameIndex, Thing } from '../symbols/nameIndex';
import { scalarText, valueOf } from '../symbols/treeReading';
import { code, more, paragraphs, table } from './markdown';

/** What an expression is worth. */
export function expressionHover({ facts }: Known, entry: ExpressionEntry): string {
  const values = facts === null ? undefined : valuesOf(facts, entry);
  if (values === undefined) return '';
  return paragraphs(`${code(entry.text)} = **${valuesText(values)}**`, valueTable(values));
}

/** What a parameter is worth in the uses of its template. */
export function parameterHover(analysis: Analysis, { facts }: Known, thing: Thing): string {
  const values = facts?.values().parameter(thing.scope, thing.name);
  const source = sourceOf(analysis, thing);
  const needed = source.endsWith(':') ? 'Every use must give it.' : `Default: ${code(source)}`;
  return paragraphs(
    `**${code(thing.name)}** · parameter of template ${code(thing.scope)}`,
    needed,
    values === undefined ? '' : `= **${valuesText(values)}**`,
    values === undefined ? '' : valueTable(values),
  );
}

/** What a constant is worth. */
export function constantHover(
  analysis: Analysis,
  index: NameIndex,
  { facts }: Known,
  thing: Thing,
): string {
  const path = ['constants', thing.name].join('\0');
  const entry = index.expressions.find((expression) => expression.path.join('\0') === path);
  const values = facts === null || entry === undefined ? undefined : valuesOf(facts, entry);
  return paragraphs(
    `**${code(thing.name)}** · constant`,
    code(sourceOf(analysis, thing)),
    values === undefined ? '' : `= **${valuesText(values)}**`,
  );
}

/** What a template is, and what its uses weigh. */
export function templateHover(
  { file }: Analysis,
  index: NameIndex,
  { facts }: Known,
  { name }: Thing,
): string {
  const node = valueOf(valueOf(file.root, 'templates'), name);
  const parameters = index.thingsOf('parameter', name);
  const layers = index.layers.filter((layer) => layer.block === name);
  const users = index.layers.filter((layer) => layer.use === name);
  const uses = users.flatMap((layer) => facts?.instances(layer.block, layer.name) ?? []);
  const totals = facts === null ? [] : uses.map((use) => useFacts(facts, use));
  const weight = totals.reduce((sum, use) => sum + use.weight, 0);
  const share = totals.reduce((sum, use) => sum + use.share, 0);
  const list = parameters.map((p) => code(sourceOf({ file }, p))).join(', ');
  return paragraphs(
    `**${code(name)}** · template of ${layers.length === 1 ? '1 layer' : `${layers.length} layers`}`,
    scalarText(valueOf(node, 'description')) ?? '',
    list === '' ? '' : `Parameters: ${list}`,
    uses.length === 0
      ? 'Nothing uses it.'
      : `${uses.length === 1 ? '1 use' : `${uses.length} uses`} with weight ${formatCount(weight)} (${shareText(share)} of the network).`,
  );
}

/** What a thing's declaration says, on one line. */
export function sourceOf({ file }: Pick<Analysis, 'file'>, { declarations }: Thing): string {
  const [start, end] = declarations[0]?.extent ?? [0, 0];
  const source = file.text.slice(start, end).trim().split('\n', 1)[0] ?? '';
  const withColon = source.includes(':') ? source : `${source}:`;
  return withColon.length > 80 ? `${withColon.slice(0, 79)}…` : withColon;
}

function valueTable({ first, count, distinct }: ValuesInUses): string {
  const named = first.filter(({ name }) => name !== '');
  if (named.length < 2) return '';
  if (distinct?.length === 1) return `In all ${count} uses.`;
  const rows = named.map(({ name, value }) => [code(name), String(value)]);
  return paragraphs(table(['use', 'value'], rows), more(count, named.length));
}
