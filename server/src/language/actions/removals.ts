import { isMap, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import type { Analysis } from '../analysis';
import { keyText } from '../plainData';
import { findPlace, offsetsOf, type Offsets } from '../yamlTree';
import type { OffsetEdit } from './offsetEdit';
import { removePair } from './pairEdits';

const noTargets = new Map();

/** Takes the entry at a path out of the text; with it a mapping that would be left empty in block style. */
export function removeEntry({ file: { text, root } }: Analysis, path: DataPath): OffsetEdit | null {
  for (let length = path.length; length > 0; length -= 1) {
    const { node: map } = findPlace(root, path.slice(0, length - 1), noTargets);
    const place = findPlace(root, path.slice(0, length), noTargets);
    if (!isMap(map) || !place.exact || place.pair === null) return null;
    const edit = removePair(text, map, place.pair);
    if (edit !== null || map.items.length > 1) return edit;
  }
  return null;
}

/**
 * Takes a parameter out of its template, and out of every use that gives it; null where one cannot
 * be taken out.
 */
export function removeParameter(
  analysis: Analysis,
  template: string,
  parameter: string,
): OffsetEdit[] | null {
  const { root } = analysis.file;
  const declared = removeEntry(analysis, ['templates', template, 'parameters', parameter]);
  const given = layerPaths(root).flatMap((path) => {
    const use = findPlace(root, path, noTargets).node;
    const value = findPlace(root, [...path, 'with', parameter], noTargets);
    return textAt(use, 'use') === template && value.exact ? [[...path, 'with', parameter]] : [];
  });
  const edits = [declared, ...given.map((path) => removeEntry(analysis, path))];
  return edits.every((edit) => edit !== null) ? edits : null;
}

/** Takes out the pair whose key stands at some offsets. */
export function removePairAt({ file }: Analysis, [start]: Offsets): OffsetEdit | null {
  const found = findPair(file.root, start);
  return found && removePair(file.text, found.map, found.pair);
}

function findPair(node: unknown, keyStart: number): { map: YAMLMap; pair: Pair } | null {
  if (isMap(node)) {
    for (const pair of node.items) {
      if (offsetsOf(pair.key)?.[0] === keyStart) return { map: node, pair };
      const inner = findPair(pair.value, keyStart);
      if (inner !== null) return inner;
    }
  } else if (isSeq(node)) {
    for (const item of node.items) {
      const inner = findPair(item, keyStart);
      if (inner !== null) return inner;
    }
  }
  return null;
}

/** Paths of all layers, of templates too. */
function layerPaths(root: unknown): DataPath[] {
  const templates = findPlace(root, ['templates'], noTargets);
  const names =
    templates.exact && isMap(templates.node) ? templates.node.items.map((p) => keyText(p)) : [];
  const lists: DataPath[] = [['layers'], ...names.map((name) => ['templates', name, 'layers'])];
  return lists.flatMap((path) => {
    const { node, exact } = findPlace(root, path, noTargets);
    return exact && isSeq(node) ? node.items.map((_, index) => [...path, index]) : [];
  });
}

function textAt(node: unknown, key: string): unknown {
  return isMap(node) ? node.get(key) : undefined;
}
