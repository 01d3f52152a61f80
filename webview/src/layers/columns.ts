import type { LayerFacts, LayersModel, PlaceGroup } from '../../../server/protocol/layersModel';
import { formatBytes, formatCount, formatSeconds, formatShare } from '../common/formatNumbers';

/** Counts and bytes of a layer. */
export type AmountId = 'weight' | 'macs' | 'parameters' | 'activationBytes' | 'cutBytes';

/** Where times come from. */
export type TimesId = 'estimated' | 'measured';

/** What rows can be ordered by; `order` is the network's own. */
export type SortKey = 'order' | 'name' | 'operator' | AmountId | `${TimesId}-${number}`;

/** A number of every layer. */
export interface Metric {
  readonly key: AmountId | `${TimesId}-${number}`;
  /** Such as `MACs`; a time's heading is its group, `▲ fep ×4`. */
  readonly heading: string;
  /** Such as `multiply-accumulates`. */
  readonly words: string;
  readonly of: (layer: LayerFacts) => number;
  readonly write: (value: number) => string;
  /** True where the sum over all layers means something, and so a layer's share of it. */
  readonly additive: boolean;
  /** The group of a time. */
  readonly group: PlaceGroup | null;
}

/** A count or bytes. */
export interface AmountMetric extends Metric {
  readonly key: AmountId;
}

const amount = (
  key: AmountId,
  heading: string,
  words: string,
  write: (value: number) => string,
  additive = true,
): AmountMetric => ({
  key,
  heading,
  words,
  of: (layer) => layer[key],
  write,
  additive,
  group: null,
});

/** Counts and bytes, from left to right. */
export const amounts: readonly AmountMetric[] = [
  amount('weight', 'weight', 'weight: static load hint', formatCount),
  amount('macs', 'MACs', 'multiply-accumulates', formatCount),
  amount('parameters', 'params', 'learned parameters', formatCount),
  amount('activationBytes', 'activations', 'bytes that the layer hands on', formatBytes),
  amount('cutBytes', 'cut', 'bytes across the cut after the layer', formatBytes, false),
];

/** `▲` for a fast place, `▽` for a slow one: the second sign beside the colour. */
export function speedGlyph({ fast }: Pick<PlaceGroup, 'fast'>): string {
  return fast ? '▲' : '▽';
}

/** The times of one source, a metric for each group of places. */
export function timeMetrics(model: LayersModel, id: TimesId): Metric[] {
  return (model[id]?.groups ?? []).map((group, index) => ({
    key: `${id}-${index}`,
    heading: `${speedGlyph(group)} ${group.label}`,
    words: `${id} time on ${group.label}`,
    of: (layer) => layer[`${id}Seconds`][index] ?? 0,
    write: formatSeconds,
    additive: true,
    group,
  }));
}

/** Every metric of a model, from left to right. */
export function allMetrics(model: LayersModel): Metric[] {
  return [...amounts, ...timeMetrics(model, 'estimated'), ...timeMetrics(model, 'measured')];
}

/** Sum of a metric over layers; what is not a number counts as 0. */
export function totalOf({ of }: Metric, layers: readonly LayerFacts[]): number {
  return layers.reduce((sum, layer) => sum + finite(of(layer)), 0);
}

/** A value as a cell shows it: itself, or its share of the network's total where that is wanted. */
export function cellText(metric: Metric, value: number, total: number, asShare: boolean): string {
  if (!asShare || !metric.additive) return metric.write(value);
  return formatShare(total > 0 ? finite(value) / total : 0);
}

/** Amounts are never negative; hostile ones count as 0. */
export function finite(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

/** `1.4× est.`: measured times over estimated ones. */
export function disagreementText(ratio: number): string {
  const text = ratio >= 9.95 ? String(Math.round(ratio)) : ratio.toFixed(ratio < 0.1 ? 2 : 1);
  return `${text}× est.`;
}
