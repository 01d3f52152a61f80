import type { Ink, ReplayLayout, Shape } from './shapes';

/** Colours as a canvas understands them. */
export type Colors = Readonly<Record<Ink, string>>;

/** Draws a picture's shapes onto a canvas of its size, sharp on any screen. */
export function paint(canvas: HTMLCanvasElement, layout: ReplayLayout, colors: Colors): void {
  const scale = Math.min(3, devicePixelRatio || 1);
  const [width, height] = [Math.ceil(layout.width * scale), Math.ceil(layout.height * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  const { x, width: plotWidth } = layout.plot;
  context.save();
  context.beginPath();
  // Marks at the ends are seen whole.
  context.rect(x - 6, 0, plotWidth + 12, layout.height);
  context.clip();
  for (const shape of layout.shapes) draw(context, shape, colors);
  context.restore();
}

function draw(context: CanvasRenderingContext2D, shape: Shape, colors: Colors): void {
  switch (shape.kind) {
    case 'box':
      context.globalAlpha = shape.opacity;
      context.fillStyle = colors[shape.fill] ?? '';
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      context.globalAlpha = 1;
      return;
    case 'dot':
      context.fillStyle = colors[shape.fill] ?? '';
      context.beginPath();
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'area':
      context.globalAlpha = shape.opacity;
      context.fillStyle = colors[shape.fill] ?? '';
      trace(context, shape.points);
      context.fill();
      context.globalAlpha = 1;
      return;
    case 'line':
      context.strokeStyle = colors[shape.stroke] ?? '';
      context.lineWidth = shape.width;
      context.setLineDash([...shape.dash]);
      trace(context, shape.points);
      context.stroke();
  }
}

function trace(context: CanvasRenderingContext2D, points: readonly number[]): void {
  context.beginPath();
  for (let index = 0; index + 1 < points.length; index += 2) {
    context.lineTo(points[index] ?? 0, points[index + 1] ?? 0);
  }
}
