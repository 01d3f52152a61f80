import { isSeq } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import { isExpression } from '../../../engine/network/expression';
import { keyText } from '../plainData';
import { LayerWords } from './layerWords';
import type { LayerEntry, Role, Thing } from './nameIndex';
import type { NameCollector, NamedThing } from './nameCollector';
import { NetworkScopes } from './networkScopes';
import { entriesOf, itemsOf, scalarText, valueOf } from './treeReading';

/** Reads what the names in a network stand for, once all of them are declared. */
export class NetworkReferences {
  private readonly scopes: NetworkScopes;
  private readonly words = new LayerWords();

  constructor(private readonly names: NameCollector) {
    this.scopes = new NetworkScopes(names);
  }

  /** Notes every reference of a descriptor. */
  read(root: unknown): void {
    const constants = { block: '', layer: null };
    this.readValues('constant', valueOf(root, 'constants'), ['constants'], constants);
    for (const { key, value } of entriesOf(valueOf(root, 'templates'))) {
      const path = ['templates', key, 'parameters'];
      this.readValues('parameter', valueOf(value, 'parameters'), path, { block: key, layer: null });
    }
    for (const layer of this.names.layers) this.readLayer(layer);
    for (const item of itemsOf(valueOf(root, 'outputs'))) this.readLayerName('outputs', '', item);
    for (const { node, blocks } of this.words.resolve()) this.readLayerWord(node, blocks);
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
    for (const { key, keyNode, value } of entriesOf(node)) {
      const offsets = this.names.nameOffsets(keyNode);
      const parameter = this.names.find('parameter', template, key);
      if (offsets !== null) this.names.refer('with', offsets, key, present(parameter));
      if (parameter !== undefined) this.words.give(parameter, value);
    }
  }

  /** Values of constants, or defaults of parameters. */
  private readValues(
    kind: 'constant' | 'parameter',
    node: unknown,
    path: DataPath,
    scope: { block: string; layer: null },
  ): void {
    for (const { key, value } of entriesOf(node)) {
      const thing = this.names.find(kind, scope.block, key);
      if (thing !== undefined) this.words.give(thing, value);
    }
    this.scan(node, path, scope);
  }

  /** A word that `from` reads in some templates by way of a parameter. */
  private readLayerWord(node: unknown, blocks: readonly string[]): void {
    const text = scalarText(node);
    const offsets = this.names.nameOffsets(node);
    if (text === null || offsets === null) return;
    const readings = blocks
      .map((block) => this.scopes.layerSegments(block, text))
      .filter(([first]) => first?.thing !== undefined);
    let [at] = offsets;
    for (const [i, { name, suffix }] of (readings[0] ?? []).entries()) {
      const same = readings.flatMap((segments) => segments[i] ?? []).filter((s) => s.name === name);
      const things = new Set(same.flatMap(({ thing }) => present(thing)));
      this.names.refer('from', [at, at + name.length], name, [...things], suffix);
      at += name.length + suffix.length + 1;
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
      if (isFrom) this.words.readInFrom(things, block);
      else this.words.pass(things, this.valueAt(at, scope));
      if (this.scopes.isBuiltin(name, block, layer)) this.names.refer('builtin', offsets, name, []);
      else if (isFrom && things.length === 0) this.referToLayer('from', block, name, offsets[0]);
      else this.names.refer('expression', offsets, name, things);
    });
  }

  /** The parameter or constant whose value stands at a path; undefined elsewhere. */
  private valueAt(
    path: DataPath,
    { block, layer }: { block: string; layer: LayerEntry | null },
  ): Thing | undefined {
    const [field, key] = path.slice(layer === null ? -2 : layer.path.length);
    if (layer === null) {
      return this.names.find(block === '' ? 'constant' : 'parameter', block, String(key));
    }
    if (field !== 'with' || layer.use === null) return undefined;
    return this.names.find('parameter', layer.use, String(key));
  }
}

function present(thing: NamedThing | undefined): NamedThing[] {
  return thing === undefined ? [] : [thing];
}
