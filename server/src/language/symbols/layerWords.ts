import { isScalar } from 'yaml';
import { isExpression } from '../../../engine/network/expression';
import type { Thing } from './nameIndex';

/** A plain word that names a layer in some blocks. */
interface LayerWord {
  readonly node: unknown;
  readonly blocks: readonly string[];
}

/**
 * Finds words that name layers without standing in `from`: of `with: { skip: reduce }` and, in the
 * template, `from: $skip`, the `reduce`. It names a layer of the block that reads it.
 */
export class LayerWords {
  /** Blocks in which a `from` reads a parameter or constant. */
  private readonly readers = new Map<Thing, Set<string>>();
  /** Parameters and constants whose values read one. */
  private readonly receivers = new Map<Thing, Set<Thing>>();
  private readonly words: { readonly value: Thing; readonly node: unknown }[] = [];

  /** Notes that a `from` of a block reads what a name may mean. */
  readInFrom(things: readonly Thing[], block: string): void {
    for (const thing of things) addTo(this.readers, thing, block);
  }

  /** Notes that a value reads what a name may mean; undefined for no parameter's or constant's. */
  pass(things: readonly Thing[], receiver: Thing | undefined): void {
    if (receiver === undefined) return;
    for (const thing of things) addTo(this.receivers, thing, receiver);
  }

  /** Notes what a parameter or constant is given. */
  give(value: Thing, node: unknown): void {
    if (!isScalar(node) || typeof node.value !== 'string' || isExpression(node.value)) return;
    this.words.push({ value, node });
  }

  /** The words that reach a `from`, with the blocks in which they do; once all is noted. */
  resolve(): LayerWord[] {
    if (this.readers.size === 0) return [];
    return this.words.flatMap(({ value, node }) => {
      const blocks = [...this.blocksOf(value)];
      return blocks.length === 0 ? [] : [{ node, blocks }];
    });
  }

  private blocksOf(value: Thing): Set<string> {
    const blocks = new Set<string>();
    const reached = new Set([value]);
    // A set goes over what is added to it on the way.
    for (const thing of reached) {
      for (const block of this.readers.get(thing) ?? []) blocks.add(block);
      for (const receiver of this.receivers.get(thing) ?? []) reached.add(receiver);
    }
    return blocks;
  }
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
