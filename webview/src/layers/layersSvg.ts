import type { LayersModel } from '../../../server/protocol/layersModel';
import { escapeXml } from '../common/escapeXml';
import { singleLine } from '../common/fitText';
import type { Lettering } from '../common/measureText';
import type { Column } from './arrangement';
import type { LayersLook } from './layersLook';
import { layersLayout } from './layout';
import type { Bar, CellText } from './rowShapes';

/** What a picture outside of the editor needs instead of a style sheet. */
export interface PictureStyle {
  readonly fontFamily: string;
  /** Colours as CSS writes them. */
  readonly colors: Readonly<
    Record<'background' | 'text' | 'quiet' | 'line' | 'amount' | 'fast' | 'slow' | 'mark', string>
  >;
}

/** Width of the picture in pixels: all columns have room. */
const width = 1400;
/** A longer picture is of no use on a page. */
const mostRows = 1000;
const margin = 16;

/** The rows as a picture that stands alone: a title, headings, and as many rows as a page can use. */
export function layersSvg(
  model: LayersModel,
  look: LayersLook,
  letters: Lettering,
  { fontFamily, colors }: PictureStyle,
): string {
  const layout = layersLayout(model, look, width, letters);
  const { columns, rowHeight } = layout.arrangement;
  const rows = layout.shapes(0, mostRows);
  const more = layout.rows.length - rows.length;
  const top = Math.round(letters.body * 5);
  const height = top + rows.length * rowHeight + (more > 0 ? rowHeight : 0) + margin;
  const text = (x: number, y: number, words: string, options: string): string =>
    `<text x="${round(x)}" y="${round(y)}" ${options}>${escapeXml(words)}</text>`;
  const headings = columns
    .map((column) => {
      const { x, anchor } = headingPlace(column);
      const words = headingWords(column);
      return text(x, top - 10, words, `fill="${colors.quiet}" text-anchor="${anchor}"`);
    })
    .join('');
  const bar = ({ kind, x, y, width: length, height: thickness }: Bar, rowTop: number): string => {
    const fill = kind === 'fast' || kind === 'slow' ? colors[kind] : colors.amount;
    return `<rect x="${round(x)}" y="${round(rowTop + y)}" width="${round(length)}" height="${thickness}" fill="${fill}"/>`;
  };
  const cell = (shown: CellText, rowTop: number): string => {
    const { kind, x, baseline, width: box, align } = shown;
    const fill =
      kind === 'mark'
        ? colors.mark
        : kind === 'order' || kind === 'words'
          ? colors.quiet
          : colors.text;
    const size = kind === 'time' || kind === 'mark' ? ` font-size="${letters.small}"` : '';
    const bold = kind === 'name' ? ' font-weight="600"' : '';
    const anchor = align === 'start' ? 'start' : 'end';
    return text(
      align === 'start' ? x : x + box,
      rowTop + baseline,
      shown.text,
      `fill="${fill}" text-anchor="${anchor}"${size}${bold}`,
    );
  };
  const body = rows
    .map(({ position, bars, cells }) => {
      const rowTop = top + position * rowHeight;
      const texts = cells.flatMap(({ texts: inCell }) =>
        inCell.map((shown) => cell(shown, rowTop)),
      );
      return `<g>${bars.map((each) => bar(each, rowTop)).join('')}${texts.join('')}</g>`;
    })
    .join('\n');
  const note =
    more > 0 ? text(8, height - margin, `and ${more} more layers`, `fill="${colors.quiet}"`) : '';
  const title = `${singleLine(model.title)} · ${model.layers.length} layers`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * margin}" height="${height}" viewBox="${-margin} 0 ${width + 2 * margin} ${height}" font-family="${escapeXml(fontFamily)}" font-size="${letters.body}">
<title>${escapeXml(title)}</title>
<rect x="${-margin}" width="${width + 2 * margin}" height="${height}" fill="${colors.background}"/>
${text(8, letters.body * 2, title, `fill="${colors.text}" font-size="${letters.body * 1.4}" font-weight="600"`)}
${headings}
<line x1="0" x2="${width}" y1="${top - 2}" y2="${top - 2}" stroke="${colors.line}"/>
${body}
${note}
</svg>
`;
}

function headingPlace({ id, x, width: box }: Column): { x: number; anchor: 'start' | 'end' } {
  const atStart = id === 'name' || id === 'operator' || id === 'estimated' || id === 'measured';
  return atStart ? { x, anchor: 'start' } : { x: x + box, anchor: 'end' };
}

function headingWords({ id, metrics }: Column): string {
  const [first] = metrics;
  if (first && first.group === null) return first.heading;
  if (metrics.length > 0) {
    return `${id}: ${metrics.map(({ heading }) => singleLine(heading, 40)).join(' | ')}`;
  }
  return id === 'order' ? '#' : id === 'name' ? 'layer' : id;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
