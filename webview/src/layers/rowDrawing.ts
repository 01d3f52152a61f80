import type { LayerFacts } from '../../../server/protocol/layersModel';
import { fitText } from '../common/fitText';
import type { Face, Lettering } from '../common/measureText';
import { markGap, type Arrangement, type Column } from './arrangement';
import type { BarScale } from './barScale';
import { cellText, disagreementText, type Metric } from './columns';
import type { LayersLook } from './layersLook';
import type { Bar, CellText, RowShape } from './rowShapes';

/** Height of the bar under a number, in pixels. */
const microHeight = 2;

/** Lays out single rows. */
export class RowDrawing {
  constructor(
    private readonly arrangement: Arrangement,
    private readonly look: LayersLook,
    private readonly totals: ReadonlyMap<string, number>,
    private readonly scales: ReadonlyMap<string, BarScale>,
    private readonly letters: Lettering,
  ) {}

  row(layer: LayerFacts, index: number, position: number): RowShape {
    const drawn = this.arrangement.columns.map((column) => this.cell(layer, index, column));
    return {
      layer: index,
      position,
      cells: drawn.map(({ texts }, at) => ({
        column: this.arrangement.columns[at] ?? emptyColumn,
        texts: texts.filter(({ text }) => text !== ''),
      })),
      bars: drawn.flatMap(({ bars }) => bars).filter(({ width }) => width > 0),
    };
  }

  private cell(layer: LayerFacts, index: number, column: Column): DrawnCell {
    const stacked = this.arrangement.kind === 'stacked';
    switch (column.id) {
      case 'order':
        return words(this.text('order', String(index + 1), column, 'end'));
      case 'name':
        return words(this.name(layer, column));
      case 'operator':
        return words(
          stacked ? this.besideName(layer, column) : this.text('words', layer.description, column),
        );
      case 'output':
        return words(this.text('words', layer.outputShape.join('×'), column, 'end'));
      case 'estimated':
      case 'measured':
        return this.times(layer, column);
      default:
        return stacked ? this.times(layer, column) : this.amount(layer, column);
    }
  }

  private get middle(): number {
    return Math.round(this.arrangement.rowHeight / 2 + this.letters.body * 0.36);
  }

  /** Baseline of names: in the middle, or on the first of a stacked row's lines. */
  private get nameLine(): number {
    return this.arrangement.kind === 'wide' ? this.middle : Math.round(this.letters.body * 1.4);
  }

  private name({ name }: LayerFacts, column: Column): CellText {
    // A stacked row's operator stands beside the name and needs some room.
    const room = this.arrangement.kind === 'wide' ? column.width : column.width * 0.62;
    return this.fitted('name', name, { ...column, width: room }, this.nameLine, 'start');
  }

  private besideName(layer: LayerFacts, column: Column): CellText {
    const name = this.name(layer, column);
    const x = name.x + name.width + 10;
    const box = { x, width: column.x + column.width - x };
    return this.fitted('words', layer.description, box, this.nameLine, 'end');
  }

  private amount(layer: LayerFacts, column: Column): DrawnCell {
    const [metric] = column.metrics;
    if (!metric) return { texts: [], bars: [] };
    const { rowHeight } = this.arrangement;
    const inFocus = column.barWidth > 0;
    const box = { x: column.x + column.barWidth, width: column.width - column.barWidth };
    const texts = [this.fitted('number', this.number(metric, layer), box, this.middle, 'end')];
    const length = this.scale(metric, layer);
    const bar: Bar = inFocus
      ? {
          kind: 'focus',
          x: column.x,
          y: Math.round(rowHeight * 0.26),
          width: length * column.barWidth,
          height: Math.round(rowHeight * 0.48),
        }
      : {
          kind: 'micro',
          x: column.x + column.width - length * column.width,
          y: rowHeight - microHeight - 3,
          width: length * column.width,
          height: microHeight,
        };
    return { texts, bars: [bar] };
  }

  /** A line for each group: bar and time, with a mark between them where the two sources disagree. */
  private times(layer: LayerFacts, column: Column): DrawnCell {
    const { rowHeight, lineHeight, kind } = this.arrangement;
    const count = column.metrics.length;
    const block = count * lineHeight;
    const top = kind === 'stacked' ? rowHeight - block - 6 : Math.round((rowHeight - block) / 2);
    const texts: CellText[] = [];
    const bars: Bar[] = [];
    column.metrics.forEach((metric, line) => {
      const y = top + line * lineHeight;
      const baseline = y + Math.round(lineHeight / 2 + this.letters.small * 0.36);
      const length = this.scale(metric, layer) * column.barWidth;
      const speed = metric.group === null ? 'focus' : metric.group.fast ? 'fast' : 'slow';
      const height = Math.round(lineHeight * 0.6);
      bars.push({
        kind: speed,
        x: column.x,
        y: y + Math.round((lineHeight - height) / 2),
        width: length,
        height,
      });
      const mark = this.mark(layer, column, line);
      const markRoom = mark === '' ? 0 : this.letters.widthOf(mark, 'small') + 2 * markGap;
      const from = column.barWidth + markRoom;
      const box = { x: column.x + from, width: column.width - from };
      texts.push(this.fitted('time', this.number(metric, layer), box, baseline, 'end'));
      if (mark !== '') {
        const markWidth = this.letters.widthOf(mark, 'small');
        // In a column of its own, as the eye looks for marks from row to row.
        const x = column.x + column.barWidth + markGap;
        texts.push({ kind: 'mark', text: mark, x, baseline, width: markWidth, align: 'start' });
      }
    });
    return { texts, bars };
  }

  private mark({ disagreement }: LayerFacts, column: Column, line: number): string {
    if (column.id !== 'measured' || disagreement?.group !== line) return '';
    return disagreementText(disagreement.ratio);
  }

  private number(metric: Metric, layer: LayerFacts): string {
    const total = this.totals.get(metric.key) ?? 0;
    return cellText(metric, metric.of(layer), total, this.look.asShare);
  }

  private scale(metric: Metric, layer: LayerFacts): number {
    return this.scales.get(metric.key)?.(metric.of(layer)) ?? 0;
  }

  private text(
    kind: CellText['kind'],
    words: string,
    column: Column,
    align: CellText['align'] = 'start',
  ): CellText {
    return this.fitted(kind, words, column, this.middle, align);
  }

  private fitted(
    kind: CellText['kind'],
    words: string,
    box: { readonly x: number; readonly width: number },
    baseline: number,
    align: CellText['align'],
  ): CellText {
    const face: Face = kind === 'name' ? 'strong' : kind === 'time' ? 'small' : 'body';
    const widthOf = (text: string): number => this.letters.widthOf(text, face);
    const text = box.width > 0 ? fitText(words, box.width, widthOf) : '';
    const width = text === '' ? 0 : widthOf(text);
    const x = align === 'start' ? box.x : box.x + box.width - width;
    return { kind, text, x, baseline, width, align };
  }
}

interface DrawnCell {
  readonly texts: readonly CellText[];
  readonly bars: readonly Bar[];
}

const emptyColumn: Column = { id: 'name', x: 0, width: 0, barWidth: 0, metrics: [] };

function words(text: CellText): DrawnCell {
  return { texts: [text], bars: [] };
}
