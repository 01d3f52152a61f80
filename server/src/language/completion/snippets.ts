import {
  activationNames,
  isOperatorName,
  operators,
  type OperatorName,
} from '../../../engine/network/operators';
import { operatorSchemas } from '../../../engine/network/descriptorSchema';
import { shortName } from '../../../engine/network/shortName';
import type { Suggestion } from './suggestions';

/** Values that snippets propose for required fields. */
const proposals: Readonly<Record<string, string>> = {
  kernel: '3',
  filters: '64',
  units: '1000',
  padding: '1',
  groups: '2',
  end: '1',
};

/** How the layers of a block are written. */
export interface LayerStyle {
  readonly flow: boolean;
  /** Names that the block has already. */
  readonly taken: ReadonlySet<string>;
}

/** A whole layer for each operator. */
export function operatorSnippets(style: LayerStyle): Suggestion[] {
  return Object.keys(operators)
    .filter((op) => isOperatorName(op))
    .map((op) => ({
      label: op,
      kind: 'snippet',
      detail: 'layer',
      documentation: operatorHelp(op),
      insert: entryText(style, [
        ['name', placeholder(1, freeName(shortName(op), style.taken))],
        ['op', op],
        ...requiredFields(op),
      ]),
      isSnippet: true,
    }));
}

/** The use of a template with the parameters that it must be given. */
export function useSnippet(
  template: string,
  parameters: readonly string[],
  style: LayerStyle,
): Suggestion {
  const given = parameters.map((name, i) => `${name}: $${i + 2}`).join(', ');
  return {
    label: `use ${template}`,
    kind: 'snippet',
    detail: 'template use',
    insert: entryText(style, [
      ['name', placeholder(1, freeName(template, style.taken))],
      ['use', template],
      ...(given === '' ? [] : [['with', `{ ${given} }`] as const]),
    ]),
    isSnippet: true,
  };
}

/** A new template. */
export const templateSnippet: Suggestion = {
  label: 'template',
  kind: 'snippet',
  detail: 'a block of layers with parameters',
  documentation: 'Layers with a name and parameters; a layer with `use:` puts them in its place.',
  insert:
    '${1:block}:\n  parameters: { ${2:filters}: }\n  layers:\n    - { name: ${3:conv}, op: conv, kernel: 3, padding: same, filters: \\$${2:filters}, activation: relu }',
  isSnippet: true,
};

/** A whole network, for an empty file. */
export const networkSnippet: Suggestion = {
  label: 'network',
  kind: 'snippet',
  detail: 'a new network',
  insert:
    'cnn: ${1:Network}\ninput: [${2:3}, ${3:224}, ${4:224}]\nlayers:\n  - { name: ${5:stem}, op: conv, kernel: 3, padding: same, filters: 16, activation: relu }\n  - { name: gap, op: global_average_pool }\n  - { name: classifier, op: fully_connected, units: ${6:1000} }\n',
  isSnippet: true,
};

/** A whole platform, for an empty file. */
export const platformSnippet: Suggestion = {
  label: 'platform',
  kind: 'snippet',
  detail: 'a new platform',
  insert:
    'platform: ${1:platform}\nmemories:\n  ${2:ddr}: { bandwidth_gb_s: ${3:25} }\nexecution_places:\n  - { name: ${4:big}, cores: ${5:4}, clock_ghz: ${6:2.0}, flops_per_cycle: ${7:16}, memory: ${2:ddr} }\n',
  isSnippet: true,
};

/** A memory of a platform. */
export const memorySnippet: Suggestion = {
  label: 'memory',
  kind: 'snippet',
  detail: 'a new memory',
  insert: '${1:ddr}: { bandwidth_gb_s: ${2:25}, capacity_gb: ${3:16} }',
  isSnippet: true,
};

/** An execution place, in the style of its neighbours. */
export function placeSnippet(flow: boolean, memory: string): Suggestion {
  return {
    label: 'execution place',
    kind: 'snippet',
    detail: 'a set of cores that runs a stage',
    insert: entryText({ flow }, [
      ['name', '${1:place}'],
      ['cores', '${2:4}'],
      ['clock_ghz', '${3:2.0}'],
      ['flops_per_cycle', '${4:16}'],
      ['memory', placeholder(5, memory)],
    ]),
    isSnippet: true,
  };
}

/** A link that differs from the default, in the style of its neighbours. */
export function linkSnippet(flow: boolean): Suggestion {
  return {
    label: 'link',
    kind: 'snippet',
    detail: 'between two places',
    insert: entryText({ flow }, [
      ['from', '$1'],
      ['to', '$2'],
      ['bandwidth_gb_s', '${3:16}'],
      ['latency_us', '${4:1}'],
    ]),
    isSnippet: true,
  };
}

/** What an operator does and which fields it takes, as Markdown. */
export function operatorHelp(op: OperatorName): string {
  const { summary, fields, inputs, compute } = operators[op];
  const { required } = operatorSchemas[op];
  const needed = (key: string) => Array.isArray(required) && required.includes(key);
  const list = Object.keys(fields).map((key) => (needed(key) ? `**\`${key}\`**` : `\`${key}\``));
  const notes = [
    list.length === 0 ? '' : `Fields: ${list.join(', ')}.`,
    inputs === 'several' ? 'Takes several inputs: give them in `from`.' : '',
    compute ? 'Begins a schedulable layer.' : 'Runs with the layer that it follows.',
  ];
  return [summary, ...notes.filter((note) => note !== '')].join('\n\n');
}

function requiredFields(op: OperatorName): (readonly [string, string])[] {
  const names = Object.keys(operators[op].fields);
  const { required } = operatorSchemas[op];
  const needed = names.filter((name) => Array.isArray(required) && required.includes(name));
  const fields = needed.map((name, i) => [name, fieldPlaceholder(name, i + 2)] as const);
  return operators[op].inputs === 'several' ? [['from', '[$2, $3]'], ...fields] : fields;
}

function fieldPlaceholder(field: string, index: number): string {
  if (field === 'function') return `\${${index}|${activationNames.join(',')}|}`;
  if (field === 'shape') return `[$${index}]`;
  return placeholder(index, proposals[field] ?? '');
}

function placeholder(index: number, text: string): string {
  return text === '' ? `$${index}` : `\${${index}:${text}}`;
}

/** A mapping of a list, in braces or with a key a line. */
export function entryText(
  { flow }: Pick<LayerStyle, 'flow'>,
  fields: readonly (readonly [string, string])[],
): string {
  const parts = fields.map(([key, value]) => `${key}: ${value}`);
  return flow ? `{ ${parts.join(', ')} }` : parts.join('\n  ');
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}
