import { isMap, isSeq } from 'yaml';
import type { FoldingRange } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { entriesOf, itemsOf } from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';

/** Blocks of more than one line, and runs of comments. */
export function foldingRangesOf({ file }: Analysis): FoldingRange[] {
  const folds = new Map<number, FoldingRange>();
  const add = ([start, end]: Offsets): void => {
    const last = start + file.text.slice(start, end).trimEnd().length;
    const range = file.rangeOf([start, last]);
    const [startLine, endLine] = [range.start.line, range.end.line];
    // Of several that begin on a line, the outermost.
    if (endLine > startLine && !folds.has(startLine)) folds.set(startLine, { startLine, endLine });
  };
  const visit = (node: unknown): void => {
    if (isMap(node)) {
      for (const { value, extent } of entriesOf(node)) {
        add(extent);
        visit(value);
      }
    } else if (isSeq(node)) {
      for (const item of itemsOf(node)) {
        const offsets = offsetsOf(item);
        if (offsets !== null) add(offsets);
        visit(item);
      }
    }
  };
  visit(file.root);
  return [...folds.values(), ...commentRuns(file.text)].sort((a, b) => a.startLine - b.startLine);
}

function commentRuns(text: string): FoldingRange[] {
  const runs: FoldingRange[] = [];
  let startLine = -1;
  const lines = text.split('\n');
  for (let line = 0; line <= lines.length; line += 1) {
    const isComment = /^[ \t]*#/.test(lines[line] ?? '');
    if (isComment && startLine < 0) startLine = line;
    if (isComment || startLine < 0) continue;
    if (line - 1 > startLine) runs.push({ startLine, endLine: line - 1, kind: 'comment' });
    startLine = -1;
  }
  return runs;
}
