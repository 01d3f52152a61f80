import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import { keyText } from '../plainData';
import { offsetsOf } from '../yamlTree';
import type { NameIndex } from './nameIndex';
import { NameCollector } from './nameCollector';
import { NetworkReferences } from './networkReferences';
import { entriesOf, itemsOf, scalarText, valueOf } from './treeReading';

/** Every name of a network descriptor. */
export function networkNames(text: string, root: unknown): NameIndex {
  const names = new NameCollector(text);
  const templates = entriesOf(valueOf(root, 'templates'));
  declareKeys(names, 'constant', '', valueOf(root, 'constants'), ['constants']);
  declareKeys(names, 'template', '', valueOf(root, 'templates'), ['templates']);
  for (const { key, value } of templates) {
    const path = ['templates', key, 'parameters'];
    declareKeys(names, 'parameter', key, valueOf(value, 'parameters'), path);
  }
  return names.finish({
    layers() {
      for (const { key, value } of templates) {
        declareLayers(names, key, valueOf(value, 'layers'), ['templates', key, 'layers']);
      }
      declareLayers(names, '', valueOf(root, 'layers'), ['layers']);
    },
    references: () => new NetworkReferences(names).read(root),
  });
}

function declareKeys(
  names: NameCollector,
  kind: 'constant' | 'template' | 'parameter',
  scope: string,
  map: unknown,
  path: DataPath,
): void {
  for (const { key, keyNode, extent } of entriesOf(map)) {
    const name = names.nameOffsets(keyNode);
    names.declare(kind, scope, key, { name, extent, path: [...path, key] });
  }
}

function declareLayers(names: NameCollector, block: string, list: unknown, path: DataPath): void {
  itemsOf(list).forEach((map, index) => {
    if (!isMap(map)) return;
    declareLayer(names, block, map, [...path, index]);
    for (const stray of strayLayers(map)) declareLayer(names, block, stray, []);
  });
}

function declareLayer(names: NameCollector, block: string, map: YAMLMap, path: DataPath): void {
  const { name, op, use, repeat } = fieldsOf(map);
  const offsets = offsetsOf(map) ?? [0, 0];
  names.declareLayer({
    block,
    path,
    offsets,
    map,
    name: scalarText(name) ?? '',
    nameOffsets: names.nameOffsets(name),
    op: scalarText(op),
    opOffsets: names.nameOffsets(op),
    use: op === undefined ? scalarText(use) : null,
    repeats: repeat !== undefined,
  });
}

interface LayerFields {
  name?: unknown;
  op?: unknown;
  use?: unknown;
  repeat?: unknown;
}

/** The fields of a layer that say what it is; the first of several with one key. */
function fieldsOf(map: YAMLMap): LayerFields {
  const fields: LayerFields = {};
  for (const pair of map.items) {
    const key = keyText(pair);
    if (key === 'name' || key === 'op' || key === 'use' || key === 'repeat') {
      fields[key] ??= pair.value;
    }
  }
  return fields;
}

/** Layers that an unclosed `[` above them has swallowed. */
function strayLayers(map: YAMLMap): YAMLMap[] {
  const strays: YAMLMap[] = [];
  for (const { value } of map.items) {
    if (!isSeq(value) || value.flow !== true) continue;
    for (const item of value.items) {
      if (!isSeq(item) || item.flow === true) continue;
      for (const layer of item.items) if (isMap(layer)) strays.push(layer, ...strayLayers(layer));
    }
  }
  return strays;
}
