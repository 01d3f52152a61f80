import { isMap, isSeq } from 'yaml';
import type { SelectionRange } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { findAt, occurrenceAt } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { entriesOf, itemsOf } from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';

/** What a selection grows to from an offset: name, expression, value, pair, layer, block, file. */
export function selectionRangeAt(analysis: Analysis, offset: number): SelectionRange {
  const { file } = analysis;
  const index = nameIndexOf(analysis);
  const around: Offsets[] = [[0, file.text.length], ...nodesAround(file.root, file.text, offset)];
  const expression = findAt(index.expressions, offset);
  if (expression !== null) {
    const [start, end] = expression.offsets;
    around.push([start, end]);
    if (file.text.startsWith('$(', start)) around.push([start + 2, Math.max(start + 2, end - 1)]);
  }
  const name = occurrenceAt(index, offset);
  if (name !== null) {
    const [start, end] = name.offsets;
    around.push([start, end + name.suffix.length], [start, end]);
  }
  let selection: SelectionRange | undefined;
  let last: Offsets = [-1, Infinity];
  for (const [start, end] of around) {
    if (start > offset || end < offset || start < last[0] || end > last[1]) continue;
    if (start === last[0] && end === last[1]) continue;
    const range = file.rangeOf([start, end]);
    selection = selection === undefined ? { range } : { range, parent: selection };
    last = [start, end];
  }
  return selection ?? { range: file.rangeOf([offset, offset]) };
}

/** Extents of pairs, values and keys that hold an offset, from the outside in. */
function nodesAround(root: unknown, text: string, offset: number): Offsets[] {
  const around: Offsets[] = [];
  const holds = ([start, end]: Offsets) => start <= offset && offset <= end;
  const trim = ([start, end]: Offsets): Offsets => [
    start,
    start + text.slice(start, end).trimEnd().length,
  ];
  let node = root;
  while (isMap(node) || isSeq(node)) {
    const children = isMap(node)
      ? entriesOf(node).map(({ value, keyNode, extent }) => ({ value, keyNode, extent }))
      : itemsOf(node).map((value) => ({ value, keyNode: null, extent: offsetsOf(value) }));
    const child = children.find(({ extent }) => extent !== null && holds(trim(extent)));
    if (child?.extent == null) return around;
    around.push(trim(child.extent));
    const key = offsetsOf(child.keyNode);
    if (key !== null && holds(key)) {
      around.push(key);
      return around;
    }
    const value = offsetsOf(child.value);
    if (value === null || !holds(trim(value))) return around;
    around.push(trim(value));
    node = child.value;
  }
  return around;
}
