import { formatSeconds } from '../common/formatNumbers';
import type { Lettering } from '../common/measureText';
import type { Arrangement } from './arrangement';
import type { AxisShape, Label } from './shapes';
import { timeTicks, type TimeScale } from '../common/map/timeScale';

/** Least free space between two tick labels, in pixels. */
const tickGap = 12;

/** Ticks with labels that keep clear of each other, the period, and the columns' headings. */
export function axisShape(
  scale: TimeScale,
  periodSeconds: number,
  width: number,
  arrangement: Arrangement,
  letters: Lettering,
): AxisShape {
  const line = Math.round(letters.small * 1.5);
  const height = 2 * line + 4;
  const baseline = height - 6;
  const right = arrangement.kind === 'stacked' ? width : scale.x + scale.width + tickGap;
  const inPlot = (text: string, kind: Label['kind'], x: number, y: number): Label => {
    const size = letters.widthOf(text, 'small');
    const left = Math.max(0, Math.min(right - size, x - size / 2));
    return { kind, text, x: left, baseline: y, width: size, align: 'middle' };
  };
  const periodX = scale.toX(periodSeconds);
  let free = -Infinity;
  const ticks = timeTicks(scale.seconds, Math.max(1, scale.width / (letters.small * 8))).map(
    ({ seconds, text }) => {
      const x = scale.toX(seconds);
      const label = inPlot(text, 'tick', x, baseline);
      const isCrossed = label.x - 2 < periodX && periodX < label.x + label.width + 2;
      if (isCrossed || label.x < free || label.width > right) return { x, label: null };
      free = label.x + label.width + tickGap;
      return { x, label };
    },
  );
  const period = inPlot(
    `period ${formatSeconds(periodSeconds)}`,
    'period',
    periodX,
    baseline - line,
  );
  return {
    height,
    ticks,
    headings: headings(arrangement, letters, baseline),
    period: { x: periodX, label: period },
  };
}

function headings(arrangement: Arrangement, letters: Lettering, baseline: number): Label[] {
  // Stacked lanes say `busy` themselves: the axis takes the whole width there.
  if (arrangement.kind === 'stacked') return [];
  const heading = (text: string, right: number): Label => {
    const width = letters.widthOf(text, 'small');
    return { kind: 'heading', text, x: right - width, baseline, width, align: 'end' };
  };
  return [heading('time', arrangement.timeRight), heading('busy', arrangement.busyRight)];
}
