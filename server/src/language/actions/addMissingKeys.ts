import { isMap, type YAMLMap } from 'yaml';
import type { Analysis } from '../analysis';
import type { LocatedProblem } from '../locatedProblem';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { findPlace } from '../yamlTree';
import type { OffsetEdit } from './offsetEdit';
import { appendPair, prependPair } from './pairEdits';
import { placeholderPair, type KnownNames } from './placeholders';

const noTargets = new Map();

/** Adds the keys that a mapping lacks, each with a placeholder; null where there is no place for them. */
export function addMissingKeys(analysis: Analysis, problem: LocatedProblem): OffsetEdit[] | null {
  const { missing = [], path } = problem;
  if (missing.length === 0) return null;
  if (problem.code === 'missing-parameter')
    return addParameters(analysis, path.slice(0, -1), missing);
  const { node } = findPlace(analysis.file.root, path, noTargets);
  if (!isMap(node)) return null;
  const names = knownNames(analysis);
  const edits = missing.map((key) => addKey(analysis, node, key, names));
  return edits.every((edit) => edit !== null) ? edits : null;
}

function addKey(
  { file: { text, root } }: Analysis,
  map: YAMLMap,
  key: string,
  names: KnownNames,
): OffsetEdit | null {
  const pair = placeholderPair(key, names);
  // What a file is comes first.
  if (map === root && ['cnn', 'platform', 'interference'].includes(key))
    return prependPair(text, map, pair);
  return appendPair(text, map, pair);
}

/** Parameters go under `with:`, which may not be there yet. */
function addParameters(
  { file: { text, root } }: Analysis,
  path: LocatedProblem['path'],
  missing: readonly string[],
): OffsetEdit[] | null {
  const { node: use } = findPlace(root, path, noTargets);
  const given = findPlace(root, [...path, 'with'], noTargets);
  const values = missing.map((key) => `${key}: 1`);
  if (!isMap(use)) return null;
  const edits =
    given.exact && isMap(given.node)
      ? values.map((value) => appendPair(text, given.node as YAMLMap, value))
      : [given.exact ? null : appendPair(text, use, `with: { ${values.join(', ')} }`)];
  return edits.every((edit) => edit !== null) ? edits : null;
}

function knownNames(analysis: Analysis): KnownNames {
  const { things } = nameIndexOf(analysis);
  const names = new Set(things.map((thing) => thing.name));
  let number = 1;
  while (names.has(`layer${number}`)) number += 1;
  const first = (kind: string) => things.find((thing) => thing.kind === kind)?.name;
  return {
    newName: analysis.kind === 'platform' ? 'ep' : `layer${number}`,
    memory: first('memory'),
    place: analysis.kind === 'interference' ? 'all' : first('place'),
  };
}
