import type { ChartDataset } from 'chart.js';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type { CurvePoint } from '../common/curves/axisPlace';
import { curveScales, type ChartColors } from '../common/curves/curveScales';
import type { CurvesPicture } from '../common/curves/curvesChart';
import { formatShare, formatThroughput } from '../common/formatNumbers';
import { fontOf, type Lettering } from '../common/measureText';
import { runStyle, type RunStyle } from '../common/runStyle';
import { themeColors } from '../common/themeColors';
import { curvesLayout, type ConvergenceLook, type Curve } from './layout';
import { runsMarks } from './runsMarks';

/** More trials of one run are drawn as specks; of several runs they would hide the curves. */
const manyTrials = 300;

/**
 * The curves of all runs in the theme of the moment: trials or trial time from left to right, throughput or
 * its share of the optimum upwards, with a line at the place that is read.
 */
export function runsPicture(
  model: ConvergenceModel,
  look: ConvergenceLook,
  reading: number,
  letters: Lettering,
): CurvesPicture {
  const styles = model.runs.map((_, index) => runStyle(index));
  const colors: ChartColors = themeColors(
    '--good',
    '--text',
    '--quiet',
    '--line',
    '--background',
    ...styles.map(({ color }) => color),
  );
  const font = fontOf(letters);
  const layout = curvesLayout(model, look);
  const { curves, x, y } = layout;
  const writeY = look.asShare ? formatShare : formatThroughput;
  return {
    datasets: curves.flatMap((curve, index) => {
      const style = styles[index];
      return style ? datasets(curve, style, colors, curves.length) : [];
    }),
    scales: curveScales({ x, y, look, writeY }, colors, font, (text) =>
      letters.widthOf(text, 'small'),
    ),
    marks: runsMarks(layout, model, reading, colors, font),
    ends: curves.map(({ best }) => best.at(-1)?.y ?? 0),
  };
}

/** Best so far as a line, its lead to the end of the axis, and the trials as points. */
function datasets(
  { best, tail, trials, found }: Curve,
  { color, dash, point }: RunStyle,
  colors: ChartColors,
  runs: number,
): ChartDataset<'line', CurvePoint[]>[] {
  const ink = colors[color] ?? '';
  const line = {
    stepped: 'before' as const,
    clip: 4,
    borderColor: ink,
    borderDash: [...dash],
    pointRadius: 0,
  };
  const many = trials.length > manyTrials;
  const radius = runs === 1 ? (many ? 1 : 2.5) : 1.5;
  const points = {
    showLine: false,
    clip: 6,
    pointStyle: point,
    backgroundColor: ink,
    borderColor: ink,
    pointBorderWidth: 0,
  };
  return [
    { ...line, data: [...best], borderWidth: 2 },
    { ...line, data: [...tail], borderWidth: 1, borderDash: [1, 4] },
    { ...points, data: runs > 1 && many ? [] : [...trials], pointRadius: radius },
    { ...points, data: found ? [found] : [], pointRadius: 5, pointBorderWidth: 1 },
  ];
}
