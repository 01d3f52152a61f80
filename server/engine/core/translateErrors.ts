import type { ErrorObject } from 'ajv';
import type { DataPath, Problem } from '../../protocol/problem';
import { describeSchema, type SchemaNode } from './describeSchema';
import { describeValue } from './describeValue';
import { didYouMean, orNames } from './didYouMean';
import { mostProblems } from './result';
import { problem } from './rules';

/**
 * Turns Ajv's errors (of a run with `allErrors` and `verbose`) into problems in the words of the
 * descriptor: one a path, in the order of the data, `path` before each.
 */
export function translateErrors(
  errors: readonly ErrorObject[],
  data: unknown,
  path: DataPath,
): Problem[] {
  const found = new Map<string, Problem>();
  const mistyped = new Set<string>();
  const missing = new Map<string, ErrorObject[]>();
  for (const error of relevantErrors(errors)) {
    if (found.size >= mostProblems) break;
    const at = error.instancePath;
    if (error.keyword === 'required') {
      missing.set(at, [...(missing.get(at) ?? []), error]);
    } else if (error.keyword === 'additionalProperties') {
      const key = String(error.params['additionalProperty']);
      const unknown = unknownKey(error, key, [...path, ...dataPath(data, at), key]);
      if (unknown.suggestion !== undefined) mistyped.add(`${at}/${unknown.suggestion}`);
      found.set(`${at}/${key}`, unknown);
    } else if (!found.has(at)) {
      found.set(at, wrongValue(error, [...path, ...dataPath(data, at)]));
    }
  }
  for (const [at, group] of missing) {
    // A key that is only misspelt is not missing as well.
    const keys = group.filter((error) => !mistyped.has(`${at}/${missingKey(error)}`));
    if (keys.length > 0 && !found.has(at)) {
      found.set(at, missingKeys(keys, [...path, ...dataPath(data, at)]));
    }
  }
  return [...found.values()];
}

/**
 * A union is one error: it replaces those of its alternatives, unless it has no `expects` of its own
 * and the errors inside its value say more. Ajv reports the alternatives right before their union.
 */
function relevantErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf') mergeUnion(error, kept);
    else kept.push(error);
  }
  return kept;
}

function mergeUnion(union: ErrorObject, kept: ErrorObject[]): void {
  let start = kept.length;
  for (; start > 0; start -= 1) {
    const error = kept[start - 1];
    if (error === undefined || !error.schemaPath.startsWith(`${union.schemaPath}/`)) break;
    if (!isWithin(error.instancePath, union.instancePath)) break;
  }
  const alternatives = kept.splice(start);
  const deeper = alternatives.filter((error) => error.instancePath !== union.instancePath);
  const named = (union.parentSchema as SchemaNode | undefined)?.expects !== undefined;
  if (named || deeper.length === 0) kept.push(union);
  else for (const error of deeper) kept.push(error);
}

const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);

function unknownKey(error: ErrorObject, key: string, path: DataPath): Problem {
  const known = Object.keys((error.parentSchema as SchemaNode | undefined)?.properties ?? {});
  const present = isMapping(error.data) ? error.data : {};
  const meant = didYouMean(
    key,
    known.filter((name) => !Object.hasOwn(present, name)),
  );
  const advice = orNames(key, meant === undefined ? known : [meant]);
  return problem('unknown-key', path, `Unknown key ${describeValue(key)}: ${advice}`, {
    on: 'key',
    ...(meant === undefined ? {} : { suggestion: meant }),
  });
}

const missingKey = (error: ErrorObject) => String(error.params['missingProperty']);

function missingKeys(errors: readonly ErrorObject[], path: DataPath): Problem {
  const names = errors.map((error) => `\`${missingKey(error)}\``);
  const first = errors[0];
  const only = errors.length === 1 && first !== undefined ? describeMissing(first) : '';
  const verb = names.length === 1 ? 'is' : 'are';
  const owner = path.length === 0 ? '' : ` in ${labelOf(path)}`;
  return problem('missing-key', path, `${names.join(', ')} ${verb} missing${owner}.${only}`, {
    missing: errors.map(missingKey),
    ...(typeof path.at(-1) === 'string' ? { on: 'key' as const } : {}),
  });
}

function describeMissing(error: ErrorObject): string {
  const schema = (error.parentSchema as SchemaNode | undefined)?.properties?.[missingKey(error)];
  return schema?.description === undefined ? '' : ` ${schema.description}`;
}

function wrongValue(error: ErrorObject, path: DataPath): Problem {
  const schema = (error.parentSchema ?? {}) as SchemaNode;
  const message = `${labelOf(path)} must be ${describeSchema(schema)}, not ${describeValue(error.data)}.`;
  const words = (schema.anyOf ?? [schema])
    .map((part) => part.const)
    .filter((word) => typeof word === 'string');
  const meant = typeof error.data === 'string' ? didYouMean(error.data, words) : undefined;
  return meant === undefined
    ? problem('wrong-type', path, message)
    : problem('wrong-type', path, `${message} Did you mean ${meant}?`, { suggestion: meant });
}

/** The last key of a path with the indices after it: `stride`, `places[2]`; the whole file for none. */
function labelOf(path: DataPath): string {
  const key = path.findLastIndex((part) => typeof part === 'string');
  if (path.length === 0) return 'The file';
  const indices = path.slice(key + 1).map((part) => `[${part}]`);
  return `\`${key < 0 ? 'entry ' : path[key]}${indices.join('')}\``;
}

/** An Ajv instance path (a JSON pointer) as keys and indices, told apart by the data. */
function dataPath(data: unknown, pointer: string): DataPath {
  const path: (string | number)[] = [];
  let value = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(key));
      value = value[Number(key)];
    } else {
      path.push(key);
      value = isMapping(value) ? value[key] : undefined;
    }
  }
  return path;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
