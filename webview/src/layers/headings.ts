import { html, nothing, type TemplateResult } from 'lit';
import { singleLine } from '../common/fitText';
import { place } from '../common/place';
import type { Column } from './arrangement';
import type { Metric, SortKey } from './columns';
import type { LayersLayout } from './layout';
import type { PanelActions, PanelState } from './panelState';

/** The columns' headings, each a button that sorts. */
export function headings(
  state: PanelState,
  layout: LayersLayout,
  actions: PanelActions,
): TemplateResult {
  return html`<div class="headings" role="rowgroup">
    <div role="row" aria-rowindex="1">
      ${layout.arrangement.columns.map((column) => heading(column, state, layout, actions))}
    </div>
  </div>`;
}

const wordHeadings: Readonly<Record<string, readonly [heading: string, key: SortKey | null]>> = {
  order: ['#', 'order'],
  name: ['layer', 'name'],
  operator: ['operator', 'operator'],
  output: ['output', null],
};

function heading(
  column: Column,
  { look: { sorting }, model }: PanelState,
  { totals }: LayersLayout,
  actions: PanelActions,
): TemplateResult {
  const at = place({ left: column.x, width: column.width });
  const sorted = (key: SortKey | null) =>
    key !== sorting.key ? nothing : sorting.descending ? 'descending' : 'ascending';
  const sorter = (key: SortKey, words: string, title: string): TemplateResult => {
    const arrow = key !== sorting.key ? '' : sorting.descending ? ' ▼' : ' ▲';
    return html`<button
      type="button"
      class="link"
      tabindex="0"
      title=${title}
      data-sort=${key}
      @click=${() => actions.sortBy(key)}
    >
      <bdi>${words}</bdi>${arrow}
    </button>`;
  };
  const word = wordHeadings[column.id];
  if (word) {
    const [text, key] = word;
    const atEnd = column.id === 'order' || column.id === 'output' ? 'end' : 'start';
    return html`<div role="columnheader" class=${atEnd} ${at} aria-sort=${sorted(key)}>
      ${key ? sorter(key, text, `Sort by ${text === '#' ? 'network order' : text}`) : html`<span>${text}</span>`}
    </div>`;
  }
  const [only] = column.metrics;
  if (only && only.group === null) {
    return html`<div role="columnheader" class="end" ${at} aria-sort=${sorted(only.key)}>
      ${sorter(only.key, only.heading, `Sort by ${only.words}`)}
      <span class="total">${only.additive ? only.write(totals.get(only.key) ?? 0) : ''}</span>
    </div>`;
  }
  const times = column.id === 'estimated' ? model?.estimated : model?.measured;
  const group = (metric: Metric): TemplateResult => {
    const total = metric.write(totals.get(metric.key) ?? 0);
    const title = `Sort by ${metric.words}${metric.group?.description ? `: ${metric.group.description}` : ''}`;
    return html`<span
      class="group ${metric.group?.fast ? 'fast' : 'slow'}"
      aria-label=${`${metric.words}, total ${total}`}
      >${sorter(metric.key, singleLine(metric.heading, 40), singleLine(title, 200))}</span
    >`;
  };
  const key = column.metrics.find((metric) => metric.key === sorting.key)?.key ?? null;
  return html`<div role="columnheader" class="times" ${at} aria-sort=${sorted(key)}>
    <span class="source" title=${singleLine(times?.source ?? '', 200)}>${column.id} time</span>
    <span class="groups">${column.metrics.map(group)}</span>
  </div>`;
}

/** What the bars of a stacked panel are, where there are no columns to say it. */
export function stackedHeading({ arrangement }: LayersLayout): TemplateResult {
  const metrics = arrangement.columns.flatMap((column) => column.metrics);
  const id = arrangement.columns.at(-1)?.id ?? '';
  const [first] = metrics;
  if (first && first.group === null) return html`<p class="stacked-heading">${first.words}</p>`;
  return html`<p class="stacked-heading">
    ${id} time
    ${metrics.map(
      ({ heading, group }) =>
        html`<span class="of-group ${group?.fast ? 'fast' : 'slow'}"
          >${singleLine(heading, 40)}</span
        >`,
    )}
  </p>`;
}
