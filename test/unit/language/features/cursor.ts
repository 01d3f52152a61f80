import { analyse, type Analysis } from '../../../../server/src/language/analysis';
import type { Known } from '../../../../server/src/language/facts/known';
import { networkFactsOf } from '../../../../server/src/language/facts/networkFacts';
import type { FileKind } from '../../../../server/src/language/fileKind';
import type { Offsets } from '../../../../server/src/language/yamlTree';

/** A text with the place of its mark. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
  readonly analysis: Analysis;
}

/** Takes the mark `¦` out of a text; a text without one has its cursor at the end. */
export function atCursor(marked: string, kind: FileKind = 'network'): Marked {
  const at = marked.indexOf('¦');
  const offset = at < 0 ? marked.length : at;
  const text = marked.replace('¦', '');
  return { text, offset, analysis: analyse(kind, text) };
}

/** The text with `«` and `»` around each of some ranges: what an expectation is read from. */
export function markRanges(text: string, ranges: readonly Offsets[]): string {
  let marked = text;
  for (const [start, end] of ranges.toSorted((a, b) => b[0] - a[0])) {
    marked = `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`;
  }
  return marked;
}

/** What a text that has no errors says of itself. */
export function knownOf(analysis: Analysis): Known {
  return { facts: networkFactsOf(analysis), platform: analysis.platform };
}
