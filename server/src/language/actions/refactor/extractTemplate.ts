import { isMap } from 'yaml';
import type { Analysis } from '../../analysis';
import { nameIndexOf } from '../../symbols/nameIndexOf';
import { findPlace, offsetsOf } from '../../yamlTree';
import type { OffsetEdit } from '../offsetEdit';
import { appendPair } from '../pairEdits';
import { fieldOf, commentsAbove, type LayerBlock } from './layerBlock';
import { layerBaseNames } from './layerBaseNames';
import { flowInto, type LayerPattern } from './layerPattern';
import type { LayerRun } from './layerRuns';
import { LayerText } from './layerText';
import { editReferences } from './references';
import { freeName, runParameters, type RunParameters } from './runParameters';
import { templateUses } from './templateUses';
import { verified, type Refactoring } from './verified';

/**
 * Makes a template of a run's first copy and uses of it in place of the run. Layers get the names
 * `block_1.layer`. Null where the network would not be the same.
 */
export function extractTemplate(
  analysis: Analysis,
  block: LayerBlock,
  run: LayerRun,
): Refactoring | null {
  const { text } = analysis.file;
  const index = nameIndexOf(analysis);
  const [first = []] = run.copies;
  const items = run.copies.flatMap((copy) => copy.map(({ item }) => item));
  const [head, tail] = [items[0], items.at(-1)];
  if (head === undefined || tail === undefined) return null;

  const inside = layerBaseNames(run);
  const values = [...index.thingsOf('constant'), ...index.thingsOf('parameter', block.template)];
  const taken = new Set([...reserved, ...values.map(({ name }) => name), ...inside]);
  const parameters = runParameters(text, run, taken);
  const template = freeName('block', new Set(index.thingsOf('template').map(({ name }) => name)));
  const layerNames = index.thingsOf('layer', block.template).map(({ name }) => name);
  const use = freeName('block', nameStems(layerNames));

  const flow = fieldOf(head, 'from') === undefined ? null : flowInto(block, run.start);
  const uses = templateUses({
    use,
    template,
    parameters: parameters.parameters,
    copies: run.copies.length,
    flow,
  });
  const indent = ' '.repeat(block.indent);
  const edits: OffsetEdit[] = [
    { start: head.start, end: tail.end, text: uses.lines.map((line) => indent + line).join('\n') },
  ];
  const definition = templateText(text, first, template, inside, parameters);
  const insertion = insertTemplate(analysis, definition);
  if (insertion === null) return null;
  edits.push(insertion);

  for (const [number, copy] of run.copies.entries()) {
    for (const [position, { item }] of copy.entries()) {
      const isLast = position === copy.length - 1;
      const references = editReferences(
        text,
        index,
        { name: item.name, template: block.template },
        ({ offsets: [at] }) => at < head.start || at >= tail.end,
        ({ suffix, rest }) =>
          isLast && suffix === '' && rest === ''
            ? { text: uses.nameOf(number) }
            : { text: `${uses.pathOf(number)}.${inside[position] ?? ''}${suffix}` },
      );
      if (references === null) return null;
      edits.push(...references);
    }
  }
  const count = run.copies.length;
  const title =
    count > 1
      ? `Extract ${count} × ${first.length} layers to a template`
      : `Extract ${first.length} layers to a template`;
  return verified(analysis, { title, edits }, { names: false });
}

/** Words with a meaning in expressions. */
const reserved = [
  'index',
  'first',
  'last',
  'input',
  'if',
  'else',
  'and',
  'or',
  'not',
  'true',
  'false',
];

/** Names, and what they could be copies of. */
function nameStems(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [name, name.replace(/_?\d+$/, '')]));
}

function templateText(
  text: string,
  copy: readonly LayerPattern[],
  template: string,
  inside: readonly string[],
  { parameters, nameOf }: RunParameters,
): string {
  const layers = copy.map(({ item, values, references }, position) => {
    const lines = new LayerText(text, item);
    lines.replace(item.nameNode, inside[position] ?? item.name);
    for (const { scalar } of values) {
      const parameter = nameOf.get(scalar);
      if (parameter !== undefined) lines.replace(scalar, `$${parameter}`);
    }
    for (const { scalar, target, rest } of references) {
      const name = target === 'flow' ? 'input' : `${inside[target] ?? ''}${rest}`;
      lines.replace(scalar, name);
    }
    // What flows in is what a template's first layer reads.
    if (position === 0 && references.length === 1) lines.remove('from');
    // What stands above the run stays above its use.
    return lines.write(4, { above: position > 0, behind: true });
  });
  const names = parameters
    .map(({ name }) => `${name}: `)
    .join(', ')
    .trimEnd();
  const head = parameters.length === 0 ? [] : [`  parameters: { ${names} }`];
  return [`${template}:`, ...head, '  layers:', ...layers].join('\n');
}

/** Puts a template behind the others, or in a mapping of its own before the layers. */
function insertTemplate({ file: { root, text } }: Analysis, definition: string): OffsetEdit | null {
  const templates = findPlace(root, ['templates'], new Map());
  if (templates.exact && isMap(templates.node)) {
    return templates.node.flow === true ? null : appendPair(text, templates.node, definition);
  }
  const layers = findPlace(root, ['layers'], new Map());
  const key = offsetsOf(layers.pair?.key);
  if (templates.exact || key === null) return null;
  const start = commentsAbove(text, text.lastIndexOf('\n', key[0] - 1) + 1);
  const lines = definition.replace(/^(?=.)/gm, '  ');
  return { start, end: start, text: `templates:\n${lines}\n` };
}
