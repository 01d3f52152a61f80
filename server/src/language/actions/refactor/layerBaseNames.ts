import { isOperatorName } from '../../../../engine/network/operators';
import { shortName } from '../../../../engine/network/shortName';
import { fieldOf, scalarOf, type LayerItem } from './layerBlock';
import type { LayerRun } from './layerRuns';
import { freeName } from './runParameters';

/** Names of a copy's layers within the template: what their names have in common in all copies. */
export function layerBaseNames({ copies }: LayerRun): string[] {
  const taken = new Set(['input']);
  const [first = []] = copies;
  const shared = copies.length > 1 ? [] : wordsInAll(first.map(({ item }) => item.name));
  return first.map(({ item }, position) => {
    const inAll = wordsInAll(copies.map((copy) => copy[position]?.item.name ?? ''));
    // Of a single copy, what all of its layers have in common says where they stood.
    const own = inAll.filter((word) => !shared.includes(word) && !/^\d+$/.test(word));
    const wanted = own.join('_');
    const isName = /^[A-Za-z_][\w-]*$/.test(wanted);
    const name = freeName(isName ? wanted : kindOf(item), taken);
    taken.add(name);
    return name;
  });
}

/** The words of the first name that every name has. */
function wordsInAll(names: readonly string[]): string[] {
  const [first = '', ...others] = names.map(words);
  const rest = others.map((list) => new Set(list));
  return [...first].filter((word) => rest.every((set) => set.has(word)));
}

function words(name: string): string[] {
  return name.split(/[_-]/).filter((word) => word !== '');
}

function kindOf(item: LayerItem): string {
  const op = scalarOf(fieldOf(item, 'op'))?.value;
  if (isOperatorName(op)) return shortName(op);
  const use = scalarOf(fieldOf(item, 'use'))?.value;
  return typeof use === 'string' ? use : 'layer';
}
