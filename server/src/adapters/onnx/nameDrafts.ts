import { operators } from '../../../engine/network/operators';
import { shortName } from '../../../engine/network/shortName';
import { NameSet } from '../../../engine/network/writing/nameSet';
import { isPart, type Draft } from './lower/draft';
import { layout } from './lower/layout';

/**
 * A name for every draft: the exporter's where it says something, with a dot between scopes
 * (`layer1.0.conv1`), otherwise one from the operator (`pool1`). Names are unique; characters other
 * than letters, digits, `_` and `.` are gone.
 */
export function nameDrafts(drafts: readonly Draft[]): string[] {
  const found = drafts.map(scopedName);
  const common = commonScopes(found);
  const shortened = found.map((scopes) => scopes?.slice(common));
  const used = scopeUse(shortened);
  const names = new NameSet();
  // Names that were given come first, so that numbers keep out of their way.
  const given = shortened.map((scopes, index) => {
    const draft = drafts[index];
    return scopes && draft ? names.take(ownName(scopes, draft, used)) : undefined;
  });
  return drafts.map(({ op }, index) => {
    return given[index] ?? names.number(isPart(op) ? 'part' : shortName(op));
  });
}

/** Scopes from the outermost in, the name of the ONNX operator perhaps at the end. */
function scopedName({ names, op }: Draft): string[] | undefined {
  // What is arranged for a node that reads it is not that node.
  if (arranging.has(op) && !Object.hasOwn(layout, names.op)) return undefined;
  const isLayer = !isPart(op) && (operators[op].compute || op === 'batch_norm');
  const weight =
    isLayer && names.weight !== undefined ? names.weight.replace(weightEnding, '') : '';
  for (const source of [names.node, weight, names.output.replace(/\.tmp_\d+$/, '')]) {
    const scopes = scopesOf(source);
    if (scopes && !isGeneric(scopes, names.op)) return scopes;
  }
  return undefined;
}

const arranging: ReadonlySet<string> = new Set(['reshape', 'flatten', 'transpose']);

/** What exporters append to a layer's name in the names of its weights. */
const weightEnding =
  /(?:[._/](?:weight|gamma|scale|kernel)(?:_quantized)?|[._]w_\d+|_w|_s(?:cale)?_\d+|\/(?:Conv2D|depthwise|MatMul)?\/?ReadVariableOp.*)(?::\d+)?$/;

function scopesOf(name: string): string[] | undefined {
  if (name.includes('::')) return undefined;
  const scopes: string[] = [];
  for (const part of name.split('/')) {
    const last = scopes.at(-1);
    // PyTorch repeats the outer scope in the inner one: /layer1/layer1.0/conv1.
    if (last !== undefined && part.startsWith(`${last}.`)) scopes[scopes.length - 1] = part;
    else if (part !== '') scopes.push(part);
  }
  const clean = scopes
    .flatMap((scope) => scope.split('.'))
    .map((scope) =>
      scope
        .replace(/:\d+$/, '')
        .replace(/\W+/g, '_')
        .replace(/^_+|_+$/g, ''),
    )
    .filter((scope) => scope !== '');
  return clean.length > 0 && clean.join('.').length <= 200 ? clean : undefined;
}

/** Whether a name says no more than the operator and a number: `Conv_12`, `n7`, `p2o.Conv.3`. */
function isGeneric(scopes: readonly string[], op: string): boolean {
  const counts = new RegExp(`^(?:${op}_?)?\\d*$`, 'i');
  const last = scopes.findLastIndex((scope) => !counts.test(scope));
  const words = scopes.slice(0, last + 1).flatMap((scope) => scope.split('_'));
  return words.every((word) => /^(?:\d+|[a-z]\d*|node\d*|op\d*|p2o|onnx|tmp)$/i.test(word));
}

/** Number of outer scopes that all names share, and that so say nothing. */
function commonScopes(names: readonly (readonly string[] | undefined)[]): number {
  const known = names.filter((scopes) => scopes !== undefined);
  const [first, ...others] = known;
  if (!first || others.length === 0) return 0;
  let common = 0;
  while (known.every((scopes) => scopes.length > common + 1 && scopes[common] === first[common])) {
    common += 1;
  }
  return common;
}

/** How many names lie in each scope, or are it. */
function scopeUse(names: readonly (readonly string[] | undefined)[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const scopes of names) {
    let scope = '';
    for (const part of scopes ?? []) {
      scope = scope === '' ? part : `${scope}.${part}`;
      used.set(scope, (used.get(scope) ?? 0) + 1);
    }
  }
  return used;
}

/** The name without the ONNX operator at its end, unless its scope holds other layers too. */
function ownName(
  scopes: readonly string[],
  draft: Draft,
  used: ReadonlyMap<string, number>,
): string {
  const last = scopes.at(-1) ?? '';
  const isOperator =
    last.replace(/_\d+$/, '').toLowerCase() === draft.names.op.toLowerCase() ||
    /^(?:Conv2D|BiasAdd|FusedBatchNormV3|DepthwiseConv2dNative|depthwise)$/i.test(last);
  if (!isOperator) return scopes.join('.');
  const scope = scopes.slice(0, -1).join('.');
  if (scope !== '' && used.get(scope) === 1) return scope;
  const short = isPart(draft.op) ? 'part' : shortName(draft.op);
  return scope === '' ? last.toLowerCase() : `${scope}.${short}`;
}
