import type { TextEdit } from 'vscode-languageserver';

/** Lines that are looked ahead for where two texts agree again. */
const horizon = 50;

/**
 * Edits that turn one text into another, whole lines each and as few lines as are found quickly, so
 * that carets and marks in the other lines stay. Both texts have equal line ends.
 */
export function lineEdits(before: string, after: string): TextEdit[] {
  const [old, wanted] = [linesOf(before), linesOf(after)];
  const edits: TextEdit[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < wanted.length) {
    if (i < old.length && old[i] === wanted[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [removed, added] = nextAgreement(old, i, wanted, j);
    edits.push(replaceLines(old, i, i + removed, wanted.slice(j, j + added).join('')));
    i += removed;
    j += added;
  }
  return edits;
}

/** Lines with their ends: joined they are the text. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How many lines of each must go until the next ones are equal. */
function nextAgreement(
  old: readonly string[],
  i: number,
  wanted: readonly string[],
  j: number,
): [removed: number, added: number] {
  for (let distance = 1; distance <= horizon; distance += 1) {
    for (let removed = 0; removed <= distance; removed += 1) {
      const line = old[i + removed];
      if (line !== undefined && line === wanted[j + distance - removed]) {
        return [removed, distance - removed];
      }
    }
  }
  // Nothing in common nearby: one of each has changed.
  return [Math.min(1, old.length - i), Math.min(1, wanted.length - j)];
}

function replaceLines(old: readonly string[], from: number, to: number, newText: string): TextEdit {
  // A last line without an end cannot be passed by going to the line after it.
  const last = old[to - 1];
  const end =
    to === old.length && last !== undefined && !last.endsWith('\n')
      ? { line: to - 1, character: last.length }
      : { line: to, character: 0 };
  return { range: { start: { line: from, character: 0 }, end }, newText };
}
