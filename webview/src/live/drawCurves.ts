import type { CurvePoint, LiveLayout, MomentsCurves } from './layout';
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

/** How much of what is below a band lets through. */
const bandOpacity = 0.16;

/** Draws bands, the SLO, marks, curves and violations of a chart into its plot. */
export function drawCurves(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  { curves, violations, slo, y }: MomentsCurves,
  { bands, marks }: Pick<LiveLayout, 'bands' | 'marks'>,
  { from, to }: TimeWindow,
  inks: readonly CurveInk[],
  { alarm, good, quiet, band }: Readonly<Record<'alarm' | 'good' | 'quiet' | 'band', string>>,
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
  context.fillStyle = band;
  context.globalAlpha = bandOpacity;
  for (const one of bands) {
    context.fillRect(toX(one.from), area.top, toX(one.to) - toX(one.from), area.bottom - area.top);
  }
  context.globalAlpha = 1;
  if (slo !== null) {
    stroke({ color: alarm, dash: [6, 4] }, () => line([{ x: from, y: slo }, { x: to, y: slo }])); // prettier-ignore
  }
  const looks = {
    detected: { color: alarm, dash: [2, 3] },
    trial: { color: quiet, dash: [1, 3] },
    settled: { color: good, dash: [] },
  };
  for (const { elapsedSeconds: x, kind } of marks) {
    stroke(looks[kind], () =>
      line([
        { x, y: y.min },
        { x, y: y.max },
      ]),
    );
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
