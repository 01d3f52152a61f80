import type { Analysis } from '../analysis';
import { emptyIndex, type NameIndex } from './nameIndex';
import { networkNames } from './networkNames';
import { platformNames } from './platformNames';
import { scenarioNames } from './scenarioNames';

const indices = new WeakMap<Analysis, NameIndex>();

/** The names of a text: made when first asked for, once for each analysis. Never throws. */
export function nameIndexOf(analysis: Analysis): NameIndex {
  const known = indices.get(analysis);
  if (known !== undefined) return known;
  const index = buildIndex(analysis);
  indices.set(analysis, index);
  return index;
}

function buildIndex({ kind, file: { text, root } }: Analysis): NameIndex {
  switch (kind) {
    case 'network':
      return networkNames(text, root);
    case 'platform':
      return platformNames(text, root);
    case 'interference':
      return scenarioNames(text, root);
    case 'other':
      return emptyIndex;
  }
}
