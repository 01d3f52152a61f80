import { tableText, type Column } from '../../server/src/cli/table';
import { plainText } from '../../server/src/cli/plainText';
import type { Terminal } from '../../server/src/cli/terminal';
import type { Cell } from './cell';
import type { Job } from './measureJob';
import type { RunBook } from './runBook';

/** One published statement beside what our runs say to it. */
export interface Comparison {
  readonly statement: string;
  readonly paper: string;
  readonly ours: string;
}

/** A table of figures. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly Column[];
  /** A cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** What the columns mean; one sentence or two each. */
  readonly notes: readonly string[];
  /** What the table says to the papers' statements. */
  readonly comparisons: readonly Comparison[];
}

/** A table that is to be: the runs that it needs, and how it is made of them. */
export interface TablePlan {
  readonly title: string;
  readonly jobs: readonly Job[];
  build(book: RunBook): Omit<ReportTable, 'title'>;
}

/** A column of figures. */
export function figures(title: string): Column {
  return { title, numeric: true };
}

/** A table for people. */
export function reportText(
  { title, columns, rows, notes }: ReportTable,
  terminal: Terminal,
): string {
  const { colors, unicode } = terminal;
  const cells = rows.map((row) => row.map(({ text }) => text));
  const lines = notes.map((note) => `${plainText(note, unicode)}\n`);
  const table = tableText(columns, cells, terminal);
  return `${colors.bold(plainText(title, unicode))}\n\n${table}\n${lines.join('')}`;
}

/** The statements of all tables as one more table, for programs. */
export function comparisonTable(tables: readonly ReportTable[]): ReportTable {
  const rows = tables.flatMap(({ title, comparisons }) =>
    comparisons.map(({ statement, paper, ours }) =>
      [statement, paper, ours, title].map((text) => ({ value: text, text })),
    ),
  );
  return {
    title: 'The papers beside our runs',
    columns: ['statement', 'paper', 'ours', 'table'].map((title) => ({ title })),
    rows,
    notes: [],
    comparisons: [],
  };
}

/** The statements for people: their figures are too long for columns. */
export function comparisonText(
  tables: readonly ReportTable[],
  { colors, unicode }: Terminal,
): string {
  const blocks = tables.flatMap(({ title, comparisons }) =>
    comparisons.map(({ statement, paper, ours }) => {
      const [head, ...lines] = [
        `${statement} (${title})`,
        `  paper  ${paper}`,
        `  ours   ${ours}`,
      ].map((line) => plainText(line, unicode));
      return [colors.bold(head ?? ''), ...lines].join('\n');
    }),
  );
  return blocks.join('\n\n');
}

/** A table for programs: an object a row, its columns by their titles, each with `value` and `text`. */
export function reportJson({ title, columns, rows, notes }: ReportTable): object {
  return {
    title,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((column, i) => [column.title, row[i] ?? null])),
    ),
    notes,
  };
}
