import { html, nothing, type TemplateResult } from 'lit';
import type { LayersModel } from '../../../server/protocol/layersModel';
import { singleLine } from '../common/fitText';
import { formatWhole } from '../common/formatNumbers';
import { allMetrics, type SortKey } from './columns';
import type { PanelActions, PanelState } from './panelState';

/** Filter, how numbers are shown, and export. */
export function toolbarView(
  { look, layout }: PanelState,
  model: LayersModel,
  actions: PanelActions,
): TemplateResult {
  const shown = layout?.rows.length ?? model.layers.length;
  const onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) actions.filter(event.target.value);
  };
  const toggle = (words: string, on: boolean, press: () => void, title: string): TemplateResult =>
    html`<button type="button" aria-pressed=${on ? 'true' : 'false'} title=${title} @click=${press}>
      ${words}
    </button>`;
  return html`<div class="toolbar" role="group" aria-label="What is shown">
    <input
      type="search"
      class="filter"
      placeholder="Filter by name or operator"
      aria-label="Filter layers by name or operator"
      .value=${look.filter}
      @input=${onInput}
    />
    <span class="quiet count" role="status"
      >${shown === model.layers.length ? '' : `${formatWhole(shown)} of ${formatWhole(model.layers.length)}`}</span
    >
    ${layout?.arrangement.kind === 'stacked' ? sortChooser(look.sorting.key, look.sorting.descending, model, actions) : nothing}
    <span class="buttons">
      ${toggle('Log scale', look.scale === 'log', () => actions.toggleLog(), 'Bars on a logarithmic scale')}
      ${toggle('Share of total', look.asShare, () => actions.toggleShare(), 'Numbers as shares of the network’s total')}
      ${exporter('csv', actions)} ${exporter('svg', actions)}
    </span>
  </div>`;
}

function exporter(format: 'csv' | 'svg', actions: PanelActions): TemplateResult {
  const words = `Export ${format.toUpperCase()}`;
  return html`<button
    type="button"
    aria-label=${words}
    title=${words}
    @click=${() => actions.save(format)}
  >
    ↓ ${format.toUpperCase()}
  </button>`;
}

/** Narrow panels have no columns to press. */
function sortChooser(
  key: SortKey,
  descending: boolean,
  model: LayersModel,
  actions: PanelActions,
): TemplateResult {
  const choices: readonly (readonly [SortKey, string])[] = [
    ['order', 'network order'],
    ['name', 'name'],
    ['operator', 'operator'],
    ...allMetrics(model).map(
      ({ key: metric, heading, group, words }) =>
        [metric, singleLine(group ? words : heading, 60)] as const,
    ),
  ];
  const onChange = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const [chosen] = choices[event.target.selectedIndex] ?? [];
    if (chosen) actions.sortBy(chosen);
  };
  return html`<label class="sort"
    >Sort by
    <select @change=${onChange}>
      ${choices.map(
        ([choice, words]) =>
          html`<option value=${choice} ?selected=${choice === key}>${words}</option>`,
      )}
    </select>
    <button
      type="button"
      aria-label=${descending ? 'Largest first' : 'Smallest first'}
      title=${descending ? 'Largest first' : 'Smallest first'}
      @click=${() => actions.setDescending(!descending)}
    >
      ${descending ? '▼' : '▲'}
    </button>
  </label>`;
}
