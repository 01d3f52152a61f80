import type { TextEdit } from 'vscode-languageserver';
import type { YamlFile } from '../yamlFile';

/** Replaces part of a text, by offsets. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made; they must not overlap. */
export function applyEdits(text: string, edits: readonly OffsetEdit[]): string {
  let edited = text;
  for (const { start, end, text: inserted } of sorted(edits).reverse()) {
    edited = edited.slice(0, start) + inserted + edited.slice(end);
  }
  return edited;
}

/** The edits as the protocol has them. */
export function toTextEdits(file: YamlFile, edits: readonly OffsetEdit[]): TextEdit[] {
  return sorted(edits).map(({ start, end, text }) => ({
    range: file.rangeOf([start, end]),
    newText: text,
  }));
}

/** The edits without those that overlap one before them, in the order of the text. */
export function withoutOverlaps(edits: readonly OffsetEdit[]): OffsetEdit[] {
  const kept: OffsetEdit[] = [];
  for (const edit of sorted(edits)) {
    if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  }
  return kept;
}

/** In the order of the text; insertions at one place in the order that they are given. */
function sorted(edits: readonly OffsetEdit[]): OffsetEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
