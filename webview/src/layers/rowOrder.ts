import type { LayerFacts, LayersModel } from '../../../server/protocol/layersModel';
import { allMetrics, finite, type SortKey } from './columns';

/** How rows are ordered. */
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Rows in network order. */
export const networkOrder: Sorting = { key: 'order', descending: false };

/**
 * Indices of the layers that hold every word of the filter in name or operator, in the order that is
 * wanted. Equal rows stay in network order.
 */
export function rowOrder(
  model: LayersModel,
  filter: string,
  { key, descending }: Sorting,
): number[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = model.layers.flatMap((layer, index) => (matches(layer, words) ? [index] : []));
  if (key === 'order') return descending ? rows.reverse() : rows;
  const direction = descending ? -1 : 1;
  const compare = comparison(model, key);
  return rows.sort((a, b) => direction * compare(a, b) || a - b);
}

function matches({ name, description }: LayerFacts, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${name} ${description}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const byText = new Intl.Collator('en', { numeric: true });

function comparison(
  { layers, ...model }: LayersModel,
  key: Exclude<SortKey, 'order'>,
): (a: number, b: number) => number {
  if (key === 'name' || key === 'operator') {
    const text = (index: number): string =>
      (key === 'name' ? layers[index]?.name : layers[index]?.description)?.slice(0, 400) ?? '';
    return (a, b) => byText.compare(text(a), text(b));
  }
  const metric = allMetrics({ layers, ...model }).find((candidate) => candidate.key === key);
  if (!metric) return () => 0;
  const values = Float64Array.from(layers, (layer) => finite(metric.of(layer)));
  return (a, b) => (values[a] ?? 0) - (values[b] ?? 0);
}

/**
 * What a press on a column's heading does: large numbers first, then small ones, then network order
 * again; words begin with A.
 */
export function nextSorting({ key, descending }: Sorting, pressed: SortKey): Sorting {
  const words = pressed === 'name' || pressed === 'operator' || pressed === 'order';
  if (key !== pressed) return { key: pressed, descending: !words };
  return descending === words ? networkOrder : { key, descending: words };
}
