import type { Graph, GraphNode } from '../graph';
import { shortName } from '../shortName';
import type { Copy } from './findTemplates';

/**
 * Nodes whose names only count: `pool1`, `pool2`, … of one kind in order. A gap (`fc6`, `conv10`)
 * shows that somebody chose the number.
 */
function countedNodes({ nodes }: Graph): ReadonlySet<GraphNode> {
  const counted = new Map<string, GraphNode[] | null>();
  for (const node of nodes) {
    const short = shortName(node.op);
    const number = node.name.startsWith(short) ? node.name.slice(short.length) : '';
    if (!/^\d+$/.test(number)) continue;
    const list = counted.get(short) ?? (counted.has(short) ? null : []);
    const inOrder = list && Number(number) === list.length + 1;
    counted.set(short, inOrder ? [...list, node] : null);
  }
  return new Set([...counted.values()].flatMap((list) => list ?? []));
}

/** Words of a name: `layer1.0.conv1` → layer1, 0, conv1. */
export function wordsOf(name: string): string[] {
  return name.split(/[._-]/);
}

/** How many words all lists begin with. */
function commonWords(lists: readonly (readonly string[])[]): number {
  const [first = [], ...others] = lists;
  let common = 0;
  while (
    common < first.length &&
    others.every((list) => list.length > common && list[common] === first[common])
  ) {
    common += 1;
  }
  return common;
}

/** Names of a graph's nodes, without those that only count. */
export class GivenNames {
  private readonly counted: ReadonlySet<GraphNode>;
  private readonly scopes = new Map<Copy, readonly string[]>();
  /** Number of nodes in each scope, under its words. */
  private readonly population = new Map<string, number>();

  constructor(private readonly graph: Graph) {
    this.counted = countedNodes(graph);
    for (const { name } of graph.nodes) {
      for (const scope of outerScopes(wordsOf(name))) {
        this.population.set(scope, (this.population.get(scope) ?? 0) + 1);
      }
    }
  }

  /** Words of a node's name; none where it only counts. */
  words(index: number | undefined): readonly string[] {
    const node = this.graph.nodes[index ?? -1];
    return node && !this.counted.has(node) ? wordsOf(node.name) : [];
  }

  /** Number of nodes that lie in a scope. */
  inScope(scope: readonly string[]): number {
    return this.population.get(scope.join('/')) ?? 0;
  }

  /** Number of a copy's nodes that lie in the copy's scope. */
  inCopy(copy: Copy): number {
    const key = this.scope(copy).join('/');
    const nodes = this.graph.nodes.slice(copy.start, copy.end);
    return nodes.filter(({ name }) => outerScopes(wordsOf(name)).includes(key)).length;
  }

  /** Words that the names of a copy's layers begin with; none where they share nothing of use. */
  scope(copy: Copy): readonly string[] {
    return this.scopes.get(copy) ?? this.ownScope(copy);
  }

  /** Gives the copies of a template scopes of the same depth: the smallest that any of them has. */
  settle(copies: readonly Copy[]): void {
    const own = copies.map((copy) => this.ownScope(copy));
    const depths = own.map((scope) => scope.length).filter((depth) => depth > 0);
    copies.forEach((copy, i) =>
      this.scopes.set(copy, (own[i] ?? []).slice(0, Math.min(...depths))),
    );
  }

  private ownScope({ start, end }: Copy): readonly string[] {
    const all = Array.from({ length: end - start }, (_, i) => this.words(start + i));
    const lists = all.filter((words) => words.length > 0);
    const [first] = lists;
    if (!first) return [];
    const common = Math.min(commonWords(lists), ...lists.map((words) => words.length - 1));
    // conv_12, conv_13: what remains only counts.
    const counts = lists.every((words) => words.slice(common).every((word) => /^\d*$/.test(word)));
    return counts && common < 2 ? [] : first.slice(0, common);
  }
}

/** Scopes that a name lies in, as keys. Deeper ones than a few are no names of people. */
function outerScopes(words: readonly string[]): string[] {
  return words
    .slice(0, Math.min(12, words.length - 1))
    .map((_, i) => words.slice(0, i + 1).join('/'));
}

/** A name that a descriptor accepts: letters, digits and `_`, a letter first. */
export function identifier(words: readonly string[], fallback: string): string {
  const text = words.join('_').replace(/\W+/g, '_').replace(/_+$/, '').slice(0, 100);
  if (text === '') return fallback;
  return /^[A-Za-z]/.test(text) &&
    !/^(?:true|false|null|input|if|else|and|or|not|first|last|index)$/i.test(text)
    ? text
    : `${fallback}_${text.replace(/^_+/, '')}`;
}

/** The scope that lies around scopes, if there is one and `inside` nodes are all that it holds. */
export function scopeAround(
  given: GivenNames,
  scopes: readonly (readonly string[])[],
  inside: number,
): readonly string[] | undefined {
  const common = (scopes[0] ?? []).slice(0, commonWords(scopes));
  return common.length > 0 && given.inScope(common) === inside ? common : undefined;
}
