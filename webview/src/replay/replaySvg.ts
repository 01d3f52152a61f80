import type { ReplayModel } from '../../../server/protocol/replayModel';
import { escapeXml } from '../common/escapeXml';
import { singleLine } from '../common/fitText';
import type { Lettering } from '../common/measureText';
import type { Colors } from './paint';
import type { PictureText, ReplayLayout, Shape } from './shapes';

/** Room around the picture, and for its title, in pixels. */
const margin = 16;

/** The charts in sight as a picture that stands alone, with the replay's title. */
export function replaySvg(
  model: Pick<ReplayModel, 'title' | 'subtitle'>,
  layout: ReplayLayout,
  colors: Colors,
  letters: Lettering,
  fontFamily: string,
): string {
  const ink = (name: keyof Colors): string => escapeXml(colors[name] ?? 'black');
  const titleHeight = Math.round(letters.body * 4);
  const [width, height] = [layout.width + 2 * margin, layout.height + titleHeight + 2 * margin];
  const title = escapeXml(singleLine(model.title));
  const { x, width: plotWidth } = layout.plot;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-margin - titleHeight} ${width} ${height}" font-family="${escapeXml(fontFamily)}" font-size="${letters.small}">
<title>${title}</title>
<rect x="${-margin}" y="${-margin - titleHeight}" width="${width}" height="${height}" fill="${ink('--background')}"/>
<text y="${letters.body * 1.2 - titleHeight}" font-size="${letters.body * 1.4}" font-weight="600" fill="${ink('--text')}">${title}</text>
<text y="${letters.body * 2.7 - titleHeight}" fill="${ink('--quiet')}">${escapeXml(singleLine(model.subtitle))}</text>
<clipPath id="plot"><rect x="${x - 6}" y="0" width="${plotWidth + 12}" height="${layout.height}"/></clipPath>
<g clip-path="url(#plot)">
${layout.shapes.map((shape) => element(shape, ink)).join('\n')}
</g>
${layout.texts.map((text) => textElement(text, letters, ink)).join('\n')}
</svg>
`;
}

function element(shape: Shape, ink: (name: keyof Colors) => string): string {
  switch (shape.kind) {
    case 'box':
      return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${ink(shape.fill)}" fill-opacity="${shape.opacity}"/>`;
    case 'dot':
      return `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${shape.radius}" fill="${ink(shape.fill)}"/>`;
    case 'area':
      return `<polygon points="${points(shape.points)}" fill="${ink(shape.fill)}" fill-opacity="${shape.opacity}"/>`;
    case 'line': {
      const dash = shape.dash.length > 0 ? ` stroke-dasharray="${shape.dash.join(' ')}"` : '';
      return `<polyline points="${points(shape.points)}" fill="none" stroke="${ink(shape.stroke)}" stroke-width="${shape.width}"${dash}/>`;
    }
  }
}

function textElement(
  { kind, text, x, baseline, align, ink: own }: PictureText,
  letters: Lettering,
  ink: (name: keyof Colors) => string,
): string {
  const quiet = kind === 'unit' || kind === 'tick' || kind === 'row';
  const color = kind === 'slo' ? '--alarm' : quiet ? '--quiet' : '--text';
  const fill = kind === 'line' && own !== undefined ? ink(own) : ink(color);
  const heading = kind === 'heading' ? ` font-size="${letters.body}" font-weight="600"` : '';
  return `<text x="${round(x)}" y="${round(baseline)}" text-anchor="${align}" fill="${fill}"${heading}>${escapeXml(text)}</text>`;
}

function points(flat: readonly number[]): string {
  return flat.map(round).join(' ');
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
