import type { LayersModel } from '../../../server/protocol/layersModel';
import { csvLines } from '../common/csv';
import { allMetrics, timeMetrics, type TimesId } from './columns';

/** Layers as comma-separated values (RFC 4180), with a heading and a row for each index. */
export function layersCsv(model: LayersModel, rows: readonly number[]): string {
  const times = (id: TimesId) =>
    timeMetrics(model, id).map(({ group }) => `${id}_seconds ${group?.label ?? ''}`);
  const headings = [
    'index',
    'layer',
    'operator',
    'input_shape',
    'output_shape',
    'weight',
    'macs',
    'parameters',
    'activation_bytes',
    'cut_bytes',
    ...times('estimated'),
    ...times('measured'),
  ];
  const metrics = allMetrics(model);
  const cells = rows.flatMap((index) => {
    const layer = model.layers[index];
    if (!layer) return [];
    const { name, description, inputShape, outputShape } = layer;
    const shapes = [inputShape.join('×'), outputShape.join('×')];
    return [[index + 1, name, description, ...shapes, ...metrics.map(({ of }) => of(layer))]];
  });
  return csvLines([headings, ...cells]);
}
