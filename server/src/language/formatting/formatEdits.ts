import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../locatedProblem';
import { dataText, formatDescriptor } from './formatDescriptor';
import { lineEdits } from './lineEdits';

/** Edits that format a descriptor, or the lines of a range; none for a text with errors. */
export function formatEdits(text: string, range?: TextRange): TextEdit[] {
  const formatted = formatDescriptor(text);
  if (formatted === null || formatted === text) return [];
  const edits = lineEdits(text, formatted);
  if (range === undefined) return edits;
  const inRange = edits.filter((edit) => touches(edit, range));
  // Half a block at another column would be another block.
  const partly = TextDocument.applyEdits(TextDocument.create('', '', 0, text), inRange);
  return dataText(partly) === dataText(text) ? inRange : [];
}

function touches({ range: { start, end } }: TextEdit, range: TextRange): boolean {
  // An edit ends before the line that it ends at.
  const last = Math.max(start.line, end.character === 0 ? end.line - 1 : end.line);
  // So does a selection of whole lines.
  const isWholeLines = range.end.character === 0 && range.end.line > range.start.line;
  const lastWanted = isWholeLines ? range.end.line - 1 : range.end.line;
  return start.line <= lastWanted && last >= range.start.line;
}
