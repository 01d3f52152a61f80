import {
  isExpression,
  parseExpression,
  type Expression,
} from '../../../../engine/network/expression';
import {
  fieldTextOf,
  substitute,
  valueExpression,
} from '../../../../engine/network/expressionText';
import type { Analysis } from '../../analysis';
import { nameIndexOf } from '../../symbols/nameIndexOf';
import { findPlace, offsetsOf } from '../../yamlTree';
import { fieldOf, scalarOf, type LayerBlock, type LayerItem } from './layerBlock';
import { LayerText, scalarsIn } from './layerText';
import { editReferences } from './references';
import { verified, type Refactoring } from './verified';

/** More copies than these are easier to read as a repeat. */
const mostCopies = 64;

/** Writes every copy of a repeated layer out, under its own name. Null where there is nothing to expand. */
export function expandRepeat(
  analysis: Analysis,
  block: LayerBlock,
  item: LayerItem,
): Refactoring | null {
  const { text } = analysis.file;
  const count = repeatCount(analysis, item);
  if (count === null) return null;
  const copies = Array.from({ length: count }, (_, index) =>
    copyText(text, item, index, count).write(block.indent, {
      above: index === 0,
      behind: index === 0,
    }),
  );
  const [start, end] = [item.above, item.end];
  const references = editReferences(
    text,
    nameIndexOf(analysis),
    { name: item.name, template: block.template },
    ({ offsets: [at] }) => at < start || at >= end,
    // Without a number the last copy is meant.
    ({ suffix }) => ({ text: `${item.name}${suffix || `_${count}`}` }),
  );
  if (references === null) return null;
  const title = `Expand \`${item.name}\` into its ${count} copies`;
  const edits = [{ start, end, text: copies.join('\n') }, ...references];
  return verified(analysis, { title, edits }, { names: true });
}

function copyText(text: string, item: LayerItem, index: number, count: number): LayerText {
  const copy = new LayerText(text, item);
  copy.replace(item.nameNode, `${item.name}_${index + 1}`);
  const meaning = (name: string): Expression | undefined => {
    if (name === 'index') return valueExpression(index);
    if (name === 'first') return valueExpression(index === 0);
    if (name === 'last') return valueExpression(index === count - 1);
    return undefined;
  };
  for (const scalar of scalarsIn(item.map)) {
    if (!isExpression(scalar.value)) continue;
    const before = parseExpression(scalar.value);
    const after = substitute(before, meaning);
    if (after !== before && fieldTextOf(after) !== fieldTextOf(before)) {
      copy.replace(scalar, fieldTextOf(after));
    }
  }
  copy.remove('repeat');
  // The first copy reads what the layer reads, every other one the copy before it.
  if (index > 0) copy.remove('from');
  return copy;
}

/** Number of copies, where it is a number or a constant. */
function repeatCount({ file: { root } }: Analysis, item: LayerItem): number | null {
  const node = scalarOf(fieldOf(item, 'repeat'));
  let value: unknown = node?.value;
  if (isExpression(value) && /^\$\w+$/.test(value)) {
    const constant = findPlace(root, ['constants', value.slice(1)], new Map());
    value = constant.exact && offsetsOf(constant.node) ? scalarOf(constant.node)?.value : null;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) return null;
  return value >= 1 && value <= mostCopies ? value : null;
}
