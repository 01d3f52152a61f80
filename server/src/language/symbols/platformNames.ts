import type { NameIndex } from './nameIndex';
import { NameCollector } from './nameCollector';
import { offsetsOf } from '../yamlTree';
import { entriesOf, mapsOf, scalarText, valueOf } from './treeReading';

/** Every name of a platform descriptor. */
export function platformNames(text: string, root: unknown): NameIndex {
  const names = new NameCollector(text);
  for (const { key, keyNode, extent } of entriesOf(valueOf(root, 'memories'))) {
    const name = names.nameOffsets(keyNode);
    names.declare('memory', '', key, { name, extent, path: ['memories', key] });
  }
  const places = mapsOf(valueOf(root, 'execution_places'));
  const counted = new Set<string>();
  for (const { map, index } of places) {
    const node = valueOf(map, 'name');
    const name = scalarText(node) ?? '';
    const extent = offsetsOf(map) ?? [0, 0];
    const path = ['execution_places', index];
    names.declare('place', '', name, { name: names.nameOffsets(node), extent, path });
    if (valueOf(map, 'count') !== undefined) counted.add(name);
  }
  const references = (): void => {
    for (const { map } of places) referToMemory(names, valueOf(map, 'memory'));
    for (const { map } of mapsOf(valueOf(valueOf(root, 'links'), 'between'))) {
      for (const end of ['from', 'to']) referToPlace(names, counted, valueOf(map, end));
    }
  };
  return names.finish({ references });
}

function referToMemory(names: NameCollector, node: unknown): void {
  const offsets = names.nameOffsets(node);
  const name = scalarText(node);
  if (offsets === null || name === null) return;
  const thing = names.find('memory', '', name);
  names.refer('memory', offsets, name, thing === undefined ? [] : [thing]);
}

/** A link's end is a place, all places of an entry (`fep`), or one of them (`fep0`). */
function referToPlace(names: NameCollector, counted: ReadonlySet<string>, node: unknown): void {
  const offsets = names.nameOffsets(node);
  const text = scalarText(node);
  if (offsets === null || text === null) return;
  const [start] = offsets;
  const exact = names.find('place', '', text);
  const [, base = '', number = ''] = /^(.*?)(0|[1-9]\d*)$/.exec(text) ?? [];
  const group = counted.has(base) ? names.find('place', '', base) : undefined;
  if (exact !== undefined || group === undefined) {
    names.refer('link', offsets, text, exact === undefined ? [] : [exact]);
  } else {
    names.refer('link', [start, start + base.length], base, [group], number);
  }
}
