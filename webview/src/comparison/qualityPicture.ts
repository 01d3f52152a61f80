import { Chart, Filler, type ChartDataset } from 'chart.js';
import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type { AxisLook, CurvePoint } from '../common/curves/axisPlace';
import { curveScales, type ChartColors } from '../common/curves/curveScales';
import type { CurvesPicture } from '../common/curves/curvesChart';
import { formatShare } from '../common/formatNumbers';
import { fontOf, type Lettering } from '../common/measureText';
import { runStyle, type RunStyle } from '../common/runStyle';
import { themeColors } from '../common/themeColors';
import { curvesLayout, type Curve } from './layout';

Chart.register(Filler);

/**
 * Quality of the best so far of all explorers in the theme of the moment, with a line at the place that is
 * read.
 */
export function qualityPicture(
  model: ComparisonModel,
  look: AxisLook,
  reading: number,
  letters: Lettering,
): CurvesPicture {
  const styles = model.explorers.map((_, index) => runStyle(index));
  const inks = styles.flatMap(({ color }) => [color, bandOf(color)]);
  const colors: ChartColors = themeColors('--text', '--quiet', '--line', '--good', ...inks);
  const { curves, x, y } = curvesLayout(model, look);
  const mark = (scaleID: string, value: number, ink: string, borderDash: number[]) => ({
    type: 'line' as const,
    scaleID,
    value,
    borderColor: colors[ink] ?? '',
    borderWidth: 1,
    borderDash,
  });
  return {
    datasets: curves.flatMap((curve, index) => {
      const style = styles[index];
      return style ? datasets(curve, style, colors) : [];
    }),
    scales: curveScales({ x, y, look, writeY: formatShare }, colors, fontOf(letters), (text) =>
      letters.widthOf(text, 'small'),
    ),
    marks: {
      reference: mark('y', 1, '--good', [6, 4]),
      reading: mark('x', reading, '--text', []),
    },
    ends: curves.map(({ median }) => median.at(-1)?.y ?? 0),
  };
}

/** Variable of the paler colour between the quartiles. */
function bandOf(color: RunStyle['color']): string {
  return color.replace('--run-', '--band-');
}

/** Quartiles as a band, the median as a line, and its lead to the end of the axis. */
function datasets(
  { median, low, high, tail }: Curve,
  style: RunStyle,
  colors: ChartColors,
): ChartDataset<'line', CurvePoint[]>[] {
  const ink = colors[style.color] ?? '';
  const line = { stepped: 'before' as const, clip: 4, pointRadius: 0, borderColor: ink };
  const edge = { ...line, borderWidth: 0, backgroundColor: colors[bandOf(style.color)] ?? '' };
  return [
    { ...edge, data: [...low], fill: false },
    { ...edge, data: [...high], fill: '-1' },
    {
      ...line,
      data: [...median],
      borderWidth: 2,
      borderDash: [...style.dash],
      pointStyle: style.point,
      pointBackgroundColor: ink,
      // Where it ends, its sign tells it from lines of a like colour.
      pointRadius: median.map((_, index) => (index === median.length - 1 ? 4 : 0)),
    },
    { ...line, data: [...tail], borderWidth: 1, borderDash: [1, 4] },
  ];
}
