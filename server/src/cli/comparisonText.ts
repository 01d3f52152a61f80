import type { ComparisonModel, ExplorerModel } from '../../protocol/comparisonModel';
import type { MeasureName } from '../../protocol/comparisonResult';
import { plainText, widthOf } from './plainText';
import { tableText, type Column } from './table';
import type { Terminal } from './terminal';

/** Columns that are never left out. */
const leastShown = 3;

const columns: readonly { readonly title: string; readonly name: MeasureName }[] = [
  { title: 'quality', name: 'quality' },
  { title: 'trials', name: 'trials' },
  { title: 'converged in', name: 'convergenceSeconds' },
  { title: 'explored', name: 'exploredFraction' },
  { title: 'own time', name: 'explorerSeconds' },
  { title: 'memory', name: 'explorerBytes' },
];

/** A comparison as text: a table of geometric means, and what is to be said of it. */
export function comparisonText(model: ComparisonModel, terminal: Terminal): string {
  const { colors, unicode } = terminal;
  const plain = (text: string): string => plainText(text, unicode);
  const losses = model.explorers.flatMap((one) => one.losses);
  const worst = model.explorers.flatMap((one) => (one.worst ? `${one.title}: ${one.worst}` : []));
  const parts = [
    `${colors.bold(plain(model.title))}\n${plain(model.subtitle)}\n`,
    figuresText(model.explorers, terminal),
    `${plain('Geometric means, [95 % confidence]; * best, or not told apart from it.')}\n${plain(model.reference)}\n`,
    listText('Where they lose', losses, terminal),
    listText('Worst run', worst, terminal),
    listText('Notes', model.notes, terminal),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** As many columns as the terminal has room for; intervals below their means. */
function figuresText(explorers: readonly ExplorerModel[], terminal: Terminal): string {
  const text = (count: number): string => {
    const shown = columns.slice(0, count);
    const head: Column[] = [
      { title: 'explorer' },
      { title: 'runs', numeric: true },
      ...shown.map(({ title }) => ({ title, numeric: true })),
    ];
    return tableText(
      head,
      explorers.flatMap((explorer) => rowsOf(explorer, shown)),
      terminal,
    );
  };
  for (let count = columns.length; count > leastShown; count -= 1) {
    const lines = text(count).split('\n');
    if (lines.every((line) => widthOf(line) <= terminal.columns)) return text(count);
  }
  return text(leastShown);
}

function rowsOf({ title, runs, figures }: ExplorerModel, shown: typeof columns): string[][] {
  // The mark has a place of its own, so that figures stand under each other.
  const means = shown.map(
    ({ name }) => `${figures[name].text}${figures[name].isBest ? ' *' : '  '}`,
  );
  const intervals = shown.map(({ name: measure }) => {
    const { interval } = figures[measure];
    return interval === '' ? '' : `[${interval}] `;
  });
  const first = [title, runs.replace(/ runs?\b.*/, ''), ...means];
  return intervals.every((text) => text === '') ? [first] : [first, ['', '', ...intervals]];
}

function listText(title: string, lines: readonly string[], { colors, unicode }: Terminal): string {
  if (lines.length === 0) return '';
  const rows = lines.map((line) => `  ${plainText(line, unicode)}\n`);
  return `${colors.bold(title)}\n${rows.join('')}`;
}
