import { mappingOf } from '../../../engine/network/descriptorData';
import type { ValuesInUses } from '../../../engine/network/expressionValues';
import type { DataPath } from '../../../protocol/problem';
import type { ExpressionEntry, LayerEntry } from '../symbols/nameIndex';
import type { NetworkFacts } from './networkFacts';

/**
 * Values of an expression in all uses; undefined where it is not evaluated, or where the text has
 * changed since there were no errors.
 */
export function valuesOf(facts: NetworkFacts, entry: ExpressionEntry): ValuesInUses | undefined {
  const { layer } = entry;
  const base = layer === null ? [] : pathInData(facts.data, layer);
  if (base === null) return undefined;
  const path = [...base, ...entry.path.slice(layer?.path.length ?? 0)];
  return dataAt(facts.data, path) === entry.text ? facts.values().at(path) : undefined;
}

/** Path of a layer in data of a version that may be older: by its name, or its place among equals. */
function pathInData(data: unknown, { block, name, path }: LayerEntry): DataPath | null {
  const root = mappingOf(data);
  const list: unknown =
    block === '' ? root['layers'] : mappingOf(mappingOf(root['templates'])[block])['layers'];
  if (!Array.isArray(list)) return null;
  const isNamed = (layer: unknown) => mappingOf(layer)['name'] === name;
  const own = path.at(-1);
  const index = typeof own === 'number' && isNamed(list[own]) ? own : list.findIndex(isNamed);
  if (index < 0) return null;
  return block === '' ? ['layers', index] : ['templates', block, 'layers', index];
}

function dataAt(data: unknown, path: DataPath): unknown {
  let node: unknown = data;
  for (const step of path) {
    if (Array.isArray(node) && typeof step === 'number') node = (node as unknown[])[step];
    else node = mappingOf(node)[String(step)];
  }
  return node;
}

/** Different values that are told one by one. */
const mostTold = 3;

/** Values in a few words: `64`, `1, 2`, `64…512`, `true, false`. */
export function valuesText({ distinct, first }: ValuesInUses): string {
  const values = [...(distinct ?? first.map(({ value }) => value))];
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const more = distinct === null ? ', …' : '';
  if (numbers.length < values.length) return values.map(String).join(', ') + more;
  if (numbers.length <= mostTold) return numbers.join(', ') + more;
  return `${numbers[0]}…${numbers.at(-1)}${distinct === null ? ' and others' : ''}`;
}
