import Table from 'cli-table3';
import { plainText } from './plainText';
import type { Terminal } from './terminal';

/** A column of a table for people. */
export interface Column {
  readonly title: string;
  /** Numbers are aligned to the right. */
  readonly numeric?: boolean;
}

const noBorders = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '',
  bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ',
}; // prettier-ignore

/** Rows under aligned headings, without borders, two spaces between columns. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): string {
  const { colors, unicode } = terminal;
  const table = new Table({
    head: columns.map((column) => colors.bold(plainText(column.title, unicode))),
    colAligns: columns.map((column) => (column.numeric ? 'right' : 'left')),
    chars: noBorders,
    // Colours are ours: the library would add them where none are wanted.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push(row.map((cell) => plainText(cell, unicode)));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
