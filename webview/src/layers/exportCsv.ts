import type { LayersModel } from '../../../server/protocol/layersModel';
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
  const lines = rows.flatMap((index) => {
    const layer = model.layers[index];
    if (!layer) return [];
    const { name, description, inputShape, outputShape } = layer;
    const cells = [
      String(index + 1),
      csvText(name),
      csvText(description),
      inputShape.join('×'),
      outputShape.join('×'),
      ...metrics.map(({ of }) => String(of(layer))),
    ];
    return [cells.join(',')];
  });
  return [headings.map(csvText).join(','), ...lines, ''].join('\r\n');
}

/** A text as a cell. A spreadsheet must not take a name for a formula. */
export function csvText(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
