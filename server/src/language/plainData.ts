import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { orNames } from '../../engine/core/didYouMean';
import { offsetProblem, type OffsetProblem } from './offsetProblem';

/** Most nodes that aliases may expand to: a network needs a few hundred, a bomb wants billions. */
const maxAliasNodes = 20_000;
/** Most aliases that may lead through each other. */
const maxAliasDepth = 16;

const noMerging =
  'Merge keys (`<<`) are not part of YAML 1.2: write the keys out, or use a template.';

/**
 * Data of mappings in sequences, such as layers. A tree that keeps such a node from its previous
 * version keeps its data too, and so whoever judges data can tell what has not changed.
 */
const dataOfItems = new WeakMap<YAMLMap, unknown>();

/**
 * A mapping's data: an object that inherits nothing. The engine keeps those of a class compactly, and
 * those of `Object.create(null)` in tables of ten times the size.
 */
class Mapping {
  [key: string]: unknown;
}
Object.setPrototypeOf(Mapping.prototype, null);
delete Mapping.prototype['constructor'];

/** Plain data of a YAML tree, and where each alias leads. */
export interface PlainData {
  readonly data: unknown;
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly problems: readonly OffsetProblem[];
}

/**
 * Converts a YAML tree to plain data. Mappings inherit nothing, so that a key such as
 * `__proto__` or `constructor` is only a key. An alias that has no anchor, contains itself or
 * expands too far becomes null with a problem.
 */
export function toPlainData(root: unknown): PlainData {
  const reader = new PlainDataReader();
  const data = reader.read(root);
  return { data, targets: reader.targets, problems: reader.problems };
}

class PlainDataReader {
  readonly problems: OffsetProblem[] = [];
  readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Node>();
  private readonly open = new Set<Node>();
  private aliasDepth = 0;
  private aliasNodes = 0;
  /** Anchors, aliases and problems met so far: what holds one is read anew each time. */
  private peculiarities = 0;

  read(node: unknown): unknown {
    if (this.aliasDepth > 0) this.aliasNodes += 1;
    if (isAlias(node)) return this.readAlias(node);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor !== undefined && this.aliasDepth === 0) {
      this.anchors.set(node.anchor, node);
      this.peculiarities += 1;
    }
    if (isScalar(node)) return node.value;
    this.open.add(node);
    const data = isMap(node) ? this.readMap(node) : node.items.map((item) => this.readItem(item));
    this.open.delete(node);
    return data;
  }

  private readItem(item: unknown): unknown {
    if (!isMap(item) || this.aliasDepth > 0) return this.read(item);
    const known = dataOfItems.get(item);
    if (known !== undefined) return known;
    const before = this.peculiarities;
    const data = this.read(item);
    if (this.peculiarities === before) dataOfItems.set(item, data);
    return data;
  }

  private readMap(map: YAMLMap): Mapping {
    const data = new Mapping();
    for (const pair of map.items) {
      const key = keyText(pair);
      if (key === '<<') this.report(pair, 'yaml-syntax', noMerging);
      else if (Object.hasOwn(data, key) && this.aliasDepth === 0) {
        // A key that is no text has its own problem.
        if (key !== '')
          this.report(pair, 'duplicate-key', `\`${key}\` stands twice in this mapping.`);
      } else data[key] = this.read(pair.value);
    }
    return data;
  }

  private readAlias(alias: Alias): unknown {
    this.peculiarities += 1;
    const target = this.targets.get(alias) ?? this.anchors.get(alias.source);
    if (target === undefined) {
      const names = orNames(alias.source, [...this.anchors.keys()]);
      return this.reject(
        alias,
        'yaml-syntax',
        `No anchor \`&${alias.source}\` stands above: ${names}`,
      );
    }
    if (this.open.has(target)) {
      return this.reject(
        alias,
        'yaml-syntax',
        `\`*${alias.source}\` stands inside its own anchor.`,
      );
    }
    this.targets.set(alias, target);
    if (this.aliasNodes > maxAliasNodes || this.aliasDepth >= maxAliasDepth) {
      const limits = `${maxAliasNodes} values or ${maxAliasDepth} levels`;
      return this.reject(alias, 'too-large', `Aliases expand to more than ${limits}.`);
    }
    this.aliasDepth += 1;
    const data = this.read(target);
    this.aliasDepth -= 1;
    return data;
  }

  private reject(alias: Alias, code: 'yaml-syntax' | 'too-large', message: string): null {
    const [start, end] = alias.range ?? [0, 0];
    // One bomb gives thousands of refusals; the first says it all.
    if (code !== 'too-large' || !this.problems.some((p) => p.code === code)) {
      this.problems.push(offsetProblem(code, message, start, end));
    }
    return null;
  }

  /** Adds a problem of a key, once however many aliases lead to it. */
  private report(pair: Pair, code: 'yaml-syntax' | 'duplicate-key', message: string): void {
    this.peculiarities += 1;
    if (this.aliasDepth > 0) return;
    const [start, end] = isScalar(pair.key) ? (pair.key.range ?? [0, 0]) : [0, 0];
    this.problems.push(offsetProblem(code, message, start, end));
  }
}

/** The text of a pair's key; the empty text for a key that is not text. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : '';
}
