import type { Analysis } from '../../analysis';
import { nameIndexOf } from '../../symbols/nameIndexOf';
import { isMap } from 'yaml';
import { findPlace } from '../../yamlTree';
import { fieldOf, scalarOf, type LayerBlock, type LayerItem } from './layerBlock';
import { InlinedLayers } from './inlinedLayers';
import { editReferences } from './references';
import { readArguments } from './templateArguments';
import { verified, type Refactoring } from './verified';

const noTargets = new Map();

/**
 * Writes a template's layers in place of its use. They get the names `use_layer`, for a name has no
 * dots. Null where there is nothing to inline, or where the network would not be the same.
 */
export function inlineTemplate(
  analysis: Analysis,
  blocks: readonly LayerBlock[],
  block: LayerBlock,
  item: LayerItem,
): Refactoring | null {
  const { text, root } = analysis.file;
  const template = scalarOf(fieldOf(item, 'use'))?.value;
  // Copies are expanded first; a use that may be left out would make every layer conditional.
  if (typeof template !== 'string' || fieldOf(item, 'repeat') || fieldOf(item, 'when')) return null;
  const layers = blocks.find((candidate) => candidate.template === template);
  if (layers === undefined || layers.items.length === 0) return null;
  const declared = findPlace(root, ['templates', template, 'parameters'], noTargets);
  const values = readArguments(
    text,
    declared.exact && isMap(declared.node) ? declared.node : null,
    fieldOf(item, 'with'),
  );
  const source = sourceOf(block, item);
  if (values === null || source === null) return null;

  const index = nameIndexOf(analysis);
  const taken = new Set(index.thingsOf('layer', block.template).map(({ name }) => name));
  const inlined = new InlinedLayers({ text, item, layers, values, source, taken });
  const lines = inlined.write(block.indent);
  const last = inlined.lastName();
  if (lines === null || last === null) return null;
  const references = editReferences(
    text,
    index,
    { name: item.name, template: block.template },
    ({ offsets: [at] }) => at < item.start || at >= item.end,
    ({ rest }) => {
      const [, first, deeper = ''] = /^\.([\w-]+)(.*)$/.exec(rest) ?? [];
      const name = first === undefined ? last : inlined.renamed(first);
      return name === null ? null : { text: name, rest: deeper };
    },
  );
  if (references === null) return null;
  const comment = text.slice(item.contentEnd, item.end).trim();
  const head = comment === '' ? '' : `${' '.repeat(block.indent)}${comment}\n`;
  const edits = [{ start: item.start, end: item.end, text: head + lines }, ...references];
  return verified(analysis, { title: `Inline template \`${template}\``, edits }, { names: false });
}

/** What flows into a use, as `from` names it, and whether the use says so itself. */
function sourceOf(
  block: LayerBlock,
  item: LayerItem,
): { readonly name: string; readonly isGiven: boolean } | null {
  const from = fieldOf(item, 'from');
  if (from === undefined) {
    return { name: block.items[item.index - 1]?.name ?? 'input', isGiven: false };
  }
  const name = scalarOf(from)?.value;
  return typeof name === 'string' ? { name, isGiven: true } : null;
}
