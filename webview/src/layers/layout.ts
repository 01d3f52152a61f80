import type { LayersModel } from '../../../server/protocol/layersModel';
import type { Lettering } from '../common/measureText';
import { arrange, type Arrangement } from './arrangement';
import { barScale, type BarScale } from './barScale';
import { allMetrics, amounts, totalOf } from './columns';
import type { LayersLook } from './layersLook';
import { RowDrawing } from './rowDrawing';
import { rowOrder } from './rowOrder';
import type { RowShape } from './rowShapes';

/** Everything that is needed to draw any of the rows. */
export interface LayersLayout {
  readonly arrangement: Arrangement;
  /** Indices of layers in the order shown. */
  readonly rows: readonly number[];
  /** Height of all rows. */
  readonly height: number;
  /** Sums of the rows shown, by metric. */
  readonly totals: ReadonlyMap<string, number>;
  /** Shapes of the rows [first, end). */
  shapes(first: number, end: number): RowShape[];
}

/** Orders, measures and scales once; rows are laid out when they come into sight. */
export function layersLayout(
  model: LayersModel,
  look: LayersLook,
  width: number,
  letters: Lettering,
): LayersLayout {
  const rows = rowOrder(model, look.filter, look.sorting);
  const arrangement = arrange(model, look.focus, width, letters);
  const metrics = allMetrics(model);
  const networkTotals = new Map(metrics.map((m) => [m.key, totalOf(m, model.layers)]));
  const shown = rows.flatMap((index) => model.layers[index] ?? []);
  const draw = new RowDrawing(arrangement, look, networkTotals, scalesOf(model, look), letters);
  return {
    arrangement,
    rows,
    height: rows.length * arrangement.rowHeight,
    totals: new Map(metrics.map((metric) => [metric.key, totalOf(metric, shown)])),
    shapes: (first, end) =>
      rows.slice(first, end).flatMap((layer, offset) => {
        const facts = model.layers[layer];
        return facts ? [draw.row(facts, layer, first + offset)] : [];
      }),
  };
}

/** All times share one scale, so that estimate and measurement can be compared by eye. */
function scalesOf(model: LayersModel, { scale }: LayersLook): ReadonlyMap<string, BarScale> {
  const times = barScale(
    model.layers.flatMap((layer) => [...layer.estimatedSeconds, ...layer.measuredSeconds]),
    scale,
  );
  const scales = new Map<string, BarScale>(
    amounts.map(({ key, of }) => [key, barScale(model.layers.map(of), scale)]),
  );
  for (const metric of allMetrics(model)) if (metric.group) scales.set(metric.key, times);
  return scales;
}
