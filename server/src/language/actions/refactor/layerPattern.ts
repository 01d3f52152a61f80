import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { keyText } from '../../plainData';
import { fieldOf, type LayerBlock, type LayerItem } from './layerBlock';

/** A layer as a run of layers sees it: what must be equal in every copy, and what may differ. */
export interface LayerPattern {
  readonly item: LayerItem;
  /** Fields, operator and where it reads from, relative to its copy: equal in every copy. */
  readonly structure: string;
  /** Values that may differ, in the order of the text. */
  readonly values: readonly { readonly key: string; readonly scalar: Scalar }[];
  readonly references: readonly Reference[];
}

/** An entry of `from`, by what it means in its copy. */
export interface Reference {
  readonly scalar: Scalar;
  /** Layer of the same copy, counted from its first; `flow`: what flows into the copy. */
  readonly target: number | 'flow';
  /** Copy number and path that follow the layer's name. */
  readonly rest: string;
}

/** Fields that cannot come from a parameter. */
const fixed: ReadonlySet<string> = new Set(['op', 'use']);

/**
 * The layer `position` of the copy that begins with item `start`; null where it reads what a template
 * cannot name.
 */
export function layerPattern(
  block: LayerBlock,
  start: number,
  position: number,
): LayerPattern | null {
  const item = block.items[start + position];
  if (item === undefined) return null;
  const references = readReferences(block, item, start);
  if (references === null) return null;
  const values: { key: string; scalar: Scalar }[] = [];
  const parts: string[] = [];
  for (const pair of item.map.items) {
    const key = keyText(pair);
    if (key === 'name' || key === 'from') continue;
    parts.push(key, fixed.has(key) ? String(textOf(pair.value)) : collect(key, pair.value, values));
  }
  // A layer that says nothing reads the one before it.
  const reads =
    fieldOf(item, 'from') === undefined
      ? [position === 0 ? 'flow' : String(position - 1)]
      : references.map(({ target, rest }) => `${target}${rest}`);
  return { item, structure: [...parts, 'from', ...reads].join('\0'), values, references };
}

/** What flows into the copy that begins with an item, as its `from` would name it. */
export function flowInto({ items }: LayerBlock, start: number): string {
  const first = items[start];
  const from: unknown = first === undefined ? undefined : fieldOf(first, 'from');
  const given = isScalar(from) && typeof from.value === 'string' ? from.value : null;
  return given ?? items[start - 1]?.name ?? 'input';
}

function readReferences(block: LayerBlock, item: LayerItem, start: number): Reference[] | null {
  const from = fieldOf(item, 'from');
  const entries: unknown[] = from === undefined ? [] : isSeq(from) ? from.items : [from];
  const flow = flowInto(block, start);
  const references: Reference[] = [];
  for (const scalar of entries) {
    // An expression may choose any layer.
    if (!isScalar(scalar) || typeof scalar.value !== 'string' || scalar.value.startsWith('$')) {
      return null;
    }
    const target = targetOf(block, scalar.value, start, item.index);
    if (target !== null) references.push({ scalar, ...target });
    else if (scalar.value === flow) references.push({ scalar, target: 'flow', rest: '' });
    else return null;
  }
  return references;
}

/** The layer of the copy that a name means; null for one outside of it. */
function targetOf(
  { items }: LayerBlock,
  text: string,
  start: number,
  before: number,
): { target: number; rest: string } | null {
  const [head = text] = text.split('.', 1);
  for (let index = before - 1; index >= start; index -= 1) {
    const name = items[index]?.name ?? '';
    const suffix = head.slice(name.length);
    if (head.startsWith(name) && /^(?:_\d+)?$/.test(suffix)) {
      return { target: index - start, rest: text.slice(name.length) };
    }
  }
  return null;
}

/** Adds the scalars below a node; tells the shape that they make. */
function collect(key: string, node: unknown, values: { key: string; scalar: Scalar }[]): string {
  if (isScalar(node)) {
    values.push({ key, scalar: node });
    return '.';
  }
  if (isSeq(node)) return `[${node.items.map((item) => collect(key, item, values)).join()}]`;
  if (!isMap(node)) return '?';
  return `{${node.items
    .map((pair) => `${keyText(pair)}:${collect(keyText(pair), pair.value, values)}`)
    .join()}}`;
}

function textOf(node: unknown): unknown {
  return isScalar(node) ? node.value : null;
}
