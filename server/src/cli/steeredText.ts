import { formatSeconds } from '../../engine/core/units';
import { tableText, type Column } from './table';
import type { SteeredOutcome } from './steering';
import type { Terminal } from './terminal';

/** Events that are told one by one: the newest. */
const mostEvents = 40;

const columns: readonly Column[] = [
  { title: 'after', numeric: true },
  { title: 'what' },
  { title: 'detail' },
];
const words = { detected: 'noticed', trial: 'tried', settled: 'settled' };

/** What disturbed a run and what was done about it, in order of time. */
export function steeredText({ moments }: SteeredOutcome, terminal: Terminal): string {
  const { marks, bands } = moments;
  const events = [
    ...bands.map((band) => ({ at: band.fromSeconds, what: 'begins', detail: `${band.words} on ${band.place}` })),
    ...bands.flatMap((band) => (band.toSeconds === null ? [] : [{ at: band.toSeconds, what: 'ends', detail: `${band.words} on ${band.place}` }])),
    ...marks.map((mark) => ({ at: mark.elapsedSeconds, what: words[mark.kind], detail: mark.words })),
  ].sort((a, b) => a.at - b.at); // prettier-ignore
  if (events.length === 0) return '\nNothing disturbed the run, and nothing was moved.\n';
  const shown = events.slice(-mostEvents);
  const left = events.length - shown.length;
  const rows = shown.map(({ at, what, detail }) => [formatSeconds(at), what, detail]);
  const before = left === 0 ? '' : `${left} earlier events\n`;
  return `\n${before}${tableText(columns, rows, terminal)}`;
}
