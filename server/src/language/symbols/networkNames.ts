import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import { isExpression } from '../../../engine/network/expression';
import { keyText } from '../plainData';
import { offsetsOf } from '../yamlTree';
import type { LayerEntry, NameIndex, Role, Thing } from './nameIndex';
import { NameCollector } from './nameCollector';
import { NetworkScopes } from './networkScopes';
import { entriesOf, itemsOf, mapsOf, scalarText, valueOf } from './treeReading';

/** Every name of a network descriptor. */
export function networkNames(text: string, root: unknown): NameIndex {
  const names = new NameCollector(text);
  const templates = entriesOf(valueOf(root, 'templates'));
  declareKeys(names, 'constant', '', valueOf(root, 'constants'), ['constants']);
  declareKeys(names, 'template', '', valueOf(root, 'templates'), ['templates']);
  for (const { key, value } of templates) {
    const path = ['templates', key];
    declareKeys(names, 'parameter', key, valueOf(value, 'parameters'), [...path, 'parameters']);
    declareLayers(names, key, valueOf(value, 'layers'), [...path, 'layers']);
  }
  declareLayers(names, '', valueOf(root, 'layers'), ['layers']);
  new ReferenceReader(names).read(root);
  return names.finish();
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
  for (const { map, index } of mapsOf(list)) {
    declareLayer(names, block, map, [...path, index]);
    for (const stray of strayLayers(map)) declareLayer(names, block, stray, []);
  }
}

function declareLayer(names: NameCollector, block: string, map: YAMLMap, path: DataPath): void {
  const { name, op, use, repeat } = fieldsOf(map);
  const offsets = offsetsOf(map) ?? [0, 0];
  const layer: LayerEntry = {
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
  };
  names.layers.push(layer);
  names.declare('layer', block, layer.name, { name: layer.nameOffsets, extent: offsets, path });
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
  return map.items.flatMap(({ value }) => {
    if (!isSeq(value) || value.flow !== true) return [];
    return value.items.flatMap((item) => {
      if (!isSeq(item) || item.flow === true) return [];
      return item.items.filter((layer) => isMap(layer)).flatMap((m) => [m, ...strayLayers(m)]);
    });
  });
}

class ReferenceReader {
  private readonly scopes: NetworkScopes;

  constructor(private readonly names: NameCollector) {
    this.scopes = new NetworkScopes(names);
  }

  read(root: unknown): void {
    const constants = { block: '', layer: null };
    this.scan(valueOf(root, 'constants'), ['constants'], constants);
    for (const { key, value } of entriesOf(valueOf(root, 'templates'))) {
      const path = ['templates', key, 'parameters'];
      this.scan(valueOf(value, 'parameters'), path, { block: key, layer: null });
    }
    for (const layer of this.names.layers) this.readLayer(layer);
    for (const item of itemsOf(valueOf(root, 'outputs'))) this.readLayerName('outputs', '', item);
  }

  private readLayer(layer: LayerEntry): void {
    const { map, block, path } = layer;
    for (const pair of map.items) {
      const { value } = pair;
      const key = keyText(pair);
      if (key === 'use') this.readUse(value);
      else if (key === 'with' && layer.use !== null) this.readArguments(layer.use, value);
      else if (key === 'from') {
        for (const item of isSeq(value) ? value.items : [value]) {
          this.readLayerName('from', block, item);
        }
      }
    }
    this.scan(map, path, { block, layer });
  }

  private readUse(node: unknown): void {
    const offsets = this.names.nameOffsets(node);
    const name = scalarText(node);
    if (offsets === null || name === null) return;
    this.names.refer('use', offsets, name, present(this.names.find('template', '', name)));
  }

  private readArguments(template: string, node: unknown): void {
    for (const { key, keyNode } of entriesOf(node)) {
      const offsets = this.names.nameOffsets(keyNode);
      const parameter = this.names.find('parameter', template, key);
      if (offsets !== null) this.names.refer('with', offsets, key, present(parameter));
    }
  }

  private readLayerName(role: Role, block: string, node: unknown): void {
    const text = scalarText(node);
    const offsets = this.names.nameOffsets(node);
    if (text === null || offsets === null || isExpression(text)) return;
    this.referToLayer(role, block, text, offsets[0]);
  }

  private referToLayer(role: Role, block: string, text: string, start: number): void {
    if (text === 'input' && role !== 'outputs') {
      this.names.refer('builtin', [start, start + 5], text, []);
      return;
    }
    let at = start;
    for (const { name, suffix, thing } of this.scopes.layerSegments(block, text)) {
      this.names.refer(role, [at, at + name.length], name, present(thing), suffix);
      at += name.length + suffix.length + 1;
    }
  }

  private scan(
    node: unknown,
    path: DataPath,
    scope: { block: string; layer: LayerEntry | null },
  ): void {
    this.names.scanExpressions(node, path, scope, (name, offsets, at) => {
      const { block, layer } = scope;
      const things = this.scopes.values(name, block);
      const isFrom = layer !== null && at[layer.path.length] === 'from';
      if (this.scopes.isBuiltin(name, block, layer)) this.names.refer('builtin', offsets, name, []);
      else if (isFrom && things.length === 0) this.referToLayer('from', block, name, offsets[0]);
      else this.names.refer('expression', offsets, name, things);
    });
  }
}

function present(thing: Thing | undefined): Thing[] {
  return thing === undefined ? [] : [thing];
}
