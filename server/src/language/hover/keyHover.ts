import { isMap, isScalar, isSeq } from 'yaml';
import { isOperatorName } from '../../../engine/network/operators';
import type { DataPath } from '../../../protocol/problem';
import type { Analysis } from '../analysis';
import { keyHelp } from '../completion/keySuggestions';
import { operatorHelp } from '../completion/snippets';
import { layerDepth, schemaAt } from '../symbols/schemaView';
import { entriesOf, itemsOf, scalarText, valueOf } from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';
import { code, paragraphs } from './markdown';

/** Help with its place in the text. */
export interface Help {
  readonly markdown: string;
  readonly offsets: Offsets;
}

/** What a key, or an operator's name, at an offset means; null elsewhere. */
export function keyHelpAt({ kind, file }: Analysis, offset: number): Help | null {
  const found = scalarAt(file.root, offset);
  if (found === null) return null;
  const { path, isKey, text, offsets, layer } = found;
  const op = scalarText(valueOf(layer, 'op'));
  if (!isKey) {
    const isOp = kind === 'network' && path.at(-1) === 'op' && path.length === layerDepth(path) + 1;
    return isOp && isOperatorName(text)
      ? { markdown: paragraphs(`**${code(text)}**`, operatorHelp(text)), offsets }
      : null;
  }
  const use = op === null && valueOf(layer, 'use') !== undefined;
  const schema = schemaAt(kind, path, { op, use });
  if (schema === undefined) return null;
  const markdown = keyHelp(schema);
  return markdown === '' ? null : { markdown: paragraphs(`**${code(text)}**`, markdown), offsets };
}

/** A key or a scalar, and where it stands. */
export interface FoundScalar {
  readonly path: DataPath;
  readonly isKey: boolean;
  readonly text: string;
  readonly offsets: Offsets;
  /** The layer around it, where the path leads through one. */
  readonly layer: unknown;
}

/** The key or scalar at an offset. */
export function scalarAt(root: unknown, offset: number): FoundScalar | null {
  const holds = (offsets: Offsets | null): offsets is Offsets =>
    offsets !== null && offsets[0] <= offset && offset <= offsets[1];
  const path: (string | number)[] = [];
  let node = root;
  let layer: unknown = null;
  while (isMap(node) || isSeq(node)) {
    if (layer === null && path.length > 0 && layerDepth(path) === path.length) layer = node;
    if (isSeq(node)) {
      const index = itemsOf(node).findIndex((item) => holds(offsetsOf(item)));
      if (index < 0) return null;
      path.push(index);
      node = itemsOf(node)[index];
      continue;
    }
    const entry = entriesOf(node).find((e) => holds(offsetsOf(e.keyNode)) || holds(offsetsOf(e.value))); // prettier-ignore
    if (entry === undefined) return null;
    path.push(entry.key);
    const key = offsetsOf(entry.keyNode);
    if (holds(key)) return { path, isKey: true, text: entry.key, offsets: key, layer };
    node = entry.value;
  }
  const offsets = offsetsOf(node);
  const text = scalarText(node);
  if (!isScalar(node) || offsets === null || text === null) return null;
  return { path, isKey: false, text, offsets, layer };
}
