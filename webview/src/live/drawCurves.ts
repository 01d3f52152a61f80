import type { CurvePoint, MomentsCurves } from './layout';
import type { TimeWindow } from './timeWindow';

/** The plot within its canvas, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A curve's colour as a canvas understands it, and its dashes. */
export interface CurveInk {
  readonly color: string;
  readonly dash: readonly number[];
}

/** Half the width of a violation's triangle, in pixels. */
const triangle = 3.5;

/** Draws the SLO, marks, curves and violations of a chart into its plot. */
export function drawCurves(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  { curves, violations, slo, y }: MomentsCurves,
  marks: readonly number[],
  { from, to }: TimeWindow,
  inks: readonly CurveInk[],
  { alarm, good }: { readonly alarm: string; readonly good: string },
): void {
  const toX = (seconds: number): number =>
    area.left + ((seconds - from) / (to - from)) * (area.right - area.left);
  const toY = (value: number): number =>
    area.bottom - ((value - y.min) / (y.max - y.min)) * (area.bottom - area.top);
  const stroke = (ink: CurveInk, path: () => void): void => {
    context.strokeStyle = ink.color;
    context.setLineDash([...ink.dash]);
    context.beginPath();
    path();
    context.stroke();
  };
  const line = (points: readonly CurvePoint[]): void => {
    for (const { x, y: value } of points) context.lineTo(toX(x), toY(value));
  };
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - triangle, area.right - area.left, area.bottom - area.top + 2 * triangle); // prettier-ignore
  context.clip();
  // Wider lines with joints take several times as long, ten times a second.
  context.lineWidth = 1;
  if (slo !== null) {
    stroke({ color: alarm, dash: [6, 4] }, () => line([{ x: from, y: slo }, { x: to, y: slo }])); // prettier-ignore
  }
  for (const x of marks) {
    stroke({ color: good, dash: [] }, () => line([{ x, y: y.min }, { x, y: y.max }])); // prettier-ignore
  }
  curves.forEach((curve, index) => {
    stroke(inks[index] ?? { color: '', dash: [] }, () => line(curve));
  });
  context.fillStyle = alarm;
  context.beginPath();
  for (const { x } of violations) {
    const middle = toX(x);
    context.moveTo(middle, area.bottom - triangle);
    context.lineTo(middle + triangle, area.bottom + triangle);
    context.lineTo(middle - triangle, area.bottom + triangle);
  }
  context.fill();
  context.restore();
}
