import type { Graph } from '../graph';
import { operators } from '../operators';
import { shortName } from '../shortName';
import type { Copy, Template } from './findTemplates';
import { identifier, scopeAround, type GivenNames } from './scopes';
import { NameSet } from './nameSet';

/**
 * Names of a template's layers: what follows the scope in the names of most copies, otherwise names
 * from the operators.
 */
export function layerNames(
  graph: Graph,
  given: GivenNames,
  { length, copies }: Template,
): string[] {
  const scopes = copies.map((copy) => given.scope(copy).length);
  const own = Array.from({ length }, (_, slot) => {
    const present = copies.flatMap(({ nodes }, i) => {
      const words = given.words(nodes[slot]).slice(scopes[i] ?? 0);
      return nodes[slot] === undefined ? [] : [words];
    });
    const names = present.map((words) => words.join('_'));
    const common = present.find((words) => {
      const times = names.filter((name) => name === words.join('_')).length;
      return 2 * times > names.length && words.some((word) => /[A-Za-z]/.test(word));
    });
    const node = graph.nodes[copies.find(({ nodes }) => nodes[slot] !== undefined)?.nodes[slot] ?? -1]; // prettier-ignore
    return { common, short: node ? shortName(node.op) : 'layer' };
  });
  const names = new NameSet();
  return own.map(({ common, short }) => {
    if (common) return names.take(identifier(common, short));
    const alike = own.filter((other) => !other.common && other.short === short).length;
    return alike === 1 ? names.take(short) : names.number(short);
  });
}

/** A name for a template: the word that its copies' scopes share, or what it looks like. */
export function templateName(
  graph: Graph,
  given: GivenNames,
  { copies }: Template,
  names: NameSet,
): string {
  const words = copies.map((copy) => {
    const last = given.scope(copy).findLast((word) => /[A-Za-z]{3}/.test(word));
    return last?.replace(/\d+$/, '') ?? '';
  });
  const [word = ''] = words;
  const shared = word.length > 2 && words.every((other) => other === word) && !vague.has(word);
  return names.take(shared ? identifier([word], 'block') : looksLike(graph, copies));
}

const vague: ReadonlySet<string> = new Set([
  'layer', 'features', 'feature', 'model', 'module', 'backbone', 'body', 'net', 'network', 'conv',
  'res', 'encoder', 'trunk', 'base',
]); // prettier-ignore

function looksLike({ nodes }: Graph, copies: readonly Copy[]): string {
  const full = copies.find((copy) => !copy.nodes.includes(undefined));
  const body = full ? nodes.slice(full.start, full.end) : [];
  const ops = body.map(({ op }) => op);
  const dense = body.filter(({ op }) => operators[op].compute);
  const gated = ops.includes('multiply') && ops.includes('global_average_pool');
  if (gated && dense.length <= 2) return 'squeeze_excite';
  if (ops.includes('channel_shuffle')) return 'shuffle_unit';
  if (ops.includes('matmul')) return 'attention';
  if (ops.includes('add')) {
    if (ops.includes('depthwise_conv')) return 'inverted_residual';
    const narrow = dense.filter(({ attributes }) => attributes.kernel?.every((k) => k === 1));
    return narrow.length >= 2 && dense.length >= 3 ? 'bottleneck' : 'residual';
  }
  const start = full?.start ?? 0;
  const keeps = body.some(({ op, inputs }) => op === 'concat' && inputs.some((i) => i < start));
  if (keeps) return 'dense';
  if (ops.includes('concat')) return dense.length > 3 ? 'mixed' : 'joined';
  if (ops.includes('depthwise_conv')) return 'separable';
  return 'block';
}

/** A name for the line that makes these copies: their common scope, if nothing else lies in it. */
export function useName(
  given: GivenNames,
  copies: readonly Copy[],
  template: string,
  names: NameSet,
): string {
  const scopes = copies.map((copy) => given.scope(copy));
  const [first = []] = scopes;
  const { length } = copies;
  if (first.length === 0) return names.number(template, length);
  const inside = copies.reduce((sum, copy) => sum + given.inCopy(copy), 0);
  const around = length > 1 ? scopeAround(given, scopes, inside) : undefined;
  return names.take(identifier(around ?? first, 'block'), length);
}
