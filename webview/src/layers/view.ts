import { html, nothing, type TemplateResult } from 'lit';
import type { LayersModel, LayerTimes } from '../../../server/protocol/layersModel';
import { singleLine } from '../common/fitText';
import { formatCount, formatSeconds, formatWhole } from '../common/formatNumbers';
import { failureView, loadingView, noticeView, titleView } from '../common/panelFrame';
import { amounts, speedGlyph, totalOf } from './columns';
import type { PanelActions, PanelState } from './panelState';
import { gridView, type GridEvents } from './rowsView';
import { toolbarView } from './toolbarView';

/** The whole panel: what the network is, then its layers. */
export function panelView(
  state: PanelState,
  actions: PanelActions,
  events: GridEvents,
): TemplateResult {
  const { model, layout, failure } = state;
  if (failure !== null) {
    const hint = 'The layers return by themselves as soon as the network can be read.';
    return failureView('The layers cannot be shown', failure, hint);
  }
  if (!model) return loadingView();
  return html`<main>
    ${headerView(model, actions)} ${noticeView(state.notice, () => actions.dismissNotice())}
    ${model.notes.map((note) => html`<p class="note" role="status">⚠ ${singleLine(note, 600)}</p>`)}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
    ${toolbarView(state, model, actions)}
    ${layout ? gridView(state, model, layout, actions, events) : nothing}
  </main>`;
}

function headerView(model: LayersModel, actions: PanelActions): TemplateResult {
  const { layers, estimated, measured } = model;
  const counts = amounts
    .filter(({ key }) => key === 'weight' || key === 'macs' || key === 'parameters')
    .map((metric) => `${nameOf(metric.key)} ${formatCount(totalOf(metric, layers))}`);
  const size = layers.length === 1 ? '1 layer' : `${formatWhole(layers.length)} layers`;
  const subtitle = html`${[size, ...counts].join(' · ')}
  ${estimated ? timesLine('estimated for', estimated) : nothing}
  ${measured ? timesLine('measured in', measured) : nothing}`;
  const platform = html`<button type="button" @click=${() => actions.choosePlatform()}>
    ${estimated ? 'Change platform' : 'Estimate times for a platform'}
  </button>`;
  return titleView(model.title, subtitle, platform);
}

function nameOf(key: string): string {
  return key === 'macs' ? 'MACs' : key;
}

/** `estimated for chiplet-4f4s: ▲ fep ×4 9.3 ms · ▽ sep ×4 31 ms`. */
function timesLine(words: string, { source, groups, hiddenGroups }: LayerTimes): TemplateResult {
  const more = hiddenGroups > 0 ? ` · and ${hiddenGroups} more kinds of places` : '';
  return html`<span class="times-line"
    >${words} <bdi>${singleLine(source, 120)}</bdi>:
    ${groups.map(
      (group) =>
        html`<span class="of-group"
          >${speedGlyph(group)}
          <bdi>${singleLine(group.label, 60)}</bdi> ${formatSeconds(group.totalSeconds)}</span
        >`,
    )}${more}</span
  >`;
}
