import type { ComparedFigure, Side } from '../../protocol/compareModel';
import type { TuningResult } from '../../protocol/tuningResult';
import { formatCount, formatSeconds, formatThroughput, significant } from '../core/units';

/** How a figure is read: its value (null where unknown), its words, and which way is better. */
interface Measure {
  readonly id: ComparedFigure['id'];
  readonly label: string;
  readonly of: (result: TuningResult) => number | null;
  readonly write: (value: number) => string;
  readonly better: 'more' | 'less' | 'neither';
}

const percent = (share: number) => `${significant(share * 100)} %`;

const measures: readonly Measure[] = [
  {
    id: 'throughput',
    label: 'Throughput',
    of: ({ best }) => best.throughput,
    write: formatThroughput,
    better: 'more',
  },
  {
    id: 'quality',
    label: 'Share of the optimum',
    of: ({ optimum }) => optimum?.quality ?? null,
    write: percent,
    better: 'more',
  },
  {
    id: 'latency',
    label: 'Latency',
    of: ({ best }) => best.latencySeconds,
    write: formatSeconds,
    better: 'less',
  },
  {
    id: 'trials',
    label: 'Trials',
    of: ({ trials }) => trials,
    write: (value) => formatCount(value),
    better: 'less',
  },
  {
    id: 'convergence',
    label: 'Converged in',
    of: ({ convergenceSeconds }) => convergenceSeconds,
    write: formatSeconds,
    better: 'less',
  },
  {
    id: 'stages',
    label: 'Stages',
    of: ({ best }) => best.stages.length,
    write: (value) => String(value),
    better: 'neither',
  },
];

/** The figures of both results, with the change from left to right. */
export function compareFigures(left: TuningResult, right: TuningResult): ComparedFigure[] {
  return measures.map((measure) => compare(measure, measure.of(left), measure.of(right)));
}

function compare(
  { id, label, write, better }: Measure,
  left: number | null,
  right: number | null,
): ComparedFigure {
  const words = (value: number | null) => (value === null ? '–' : write(value));
  const shown = { id, label, left: words(left), right: words(right) };
  if (left === null || right === null) return { ...shown, change: '', better: null };
  // What cannot be told apart in the words is the same for a person too.
  if (left === right || (shown.left === shown.right && id !== 'throughput')) {
    return { ...shown, change: 'the same', better: null };
  }
  const change = changeText(id, left, right);
  // A difference below the last digit is no reason for a star.
  return { ...shown, change, better: change === noMatter ? null : betterSide(better, left, right) };
}

/** Said of a change that nobody can see in the figures. */
const noMatter = 'under 0.1 %';

/** Whole things and shares differ by an amount, everything else by a share. */
function changeText(id: ComparedFigure['id'], left: number, right: number): string {
  const sign = right > left ? '+' : '−';
  const amount = Math.abs(right - left);
  if (id === 'stages' || id === 'trials') return `${sign}${formatCount(amount)}`;
  if (id === 'quality') return `${sign}${significant(amount * 100, 2)} points`;
  if (left === 0) return sign === '+' ? 'from nothing' : '';
  const share = amount / Math.abs(left);
  if (share >= 10) return `×${significant(right / left)}`;
  return share < 0.0005 ? noMatter : `${sign}${significant(share * 100, 2)} %`;
}

function betterSide(better: Measure['better'], left: number, right: number): Side | null {
  if (better === 'neither') return null;
  return right > left === (better === 'more') ? 'right' : 'left';
}
