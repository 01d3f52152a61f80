import { html, nothing, type TemplateResult } from 'lit';
import type { ReplayModel } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { endWords } from './momentWords';
import type { PanelActions, PanelState } from './panelState';
import { chosenPolicyView, policyChoice, summaryView } from './policiesView';
import { chartsTable } from './chartsTable';
import { toolbarView } from './toolbarView';
import { wholeAxis } from './axisWindow';

/** The whole panel, but for what moves with the playhead. */
export function panelView(
  state: PanelState,
  actions: PanelActions,
  episodes: TemplateResult | typeof nothing,
): TemplateResult {
  const { failure, model, notice } = state;
  const asText = html`<button type="button" @click=${() => actions.openAsText()}>
    Open as text
  </button>`;
  if (failure !== null) {
    const hint = 'The panel returns by itself as soon as the file can be read.';
    return failureView('The replay cannot be shown', failure, hint, asText);
  }
  if (!model) return loadingView();
  return html`<main>
    ${titleView(model.title, model.subtitle, buttons(state, model, actions))}
    ${noticeView(notice, () => actions.dismissNotice())} ${problemsView(model, actions)}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 4000)}</p>
    ${isEmpty(model) ? emptyView() : replayView(state, model, actions, episodes)}
  </main>`;
}

/** True where no policy has served anything. */
export function isEmpty({ policies, end }: Pick<ReplayModel, 'policies' | 'end'>): boolean {
  return !(end > 0) || policies.every(({ queries }) => queries === 0);
}

function buttons(
  { asTable }: PanelState,
  model: ReplayModel,
  actions: PanelActions,
): TemplateResult {
  const nothingToSave = isEmpty(model);
  return html`${tableButton(asTable, () => actions.toggleTable(), nothingToSave)}
    <button
      type="button"
      aria-label="Export CSV"
      title="Export what is in sight as CSV"
      ?disabled=${nothingToSave}
      @click=${() => actions.saveCsv()}
    >
      ↓ CSV
    </button>
    <button
      type="button"
      aria-label="Export SVG"
      title="Export the charts in sight as SVG"
      ?disabled=${nothingToSave || asTable}
      @click=${() => actions.saveSvg()}
    >
      ↓ SVG
    </button>`;
}

/** What is wrong with the file, and what that means for what is shown. */
function problemsView({ problems }: ReplayModel, actions: PanelActions) {
  if (problems.length === 0) return nothing;
  return html`<div class="notice problems" role="alert">
    <ul>
      ${problems.slice(0, 10).map((problem) => html`<li><bdi>${singleLine(problem, 500)}</bdi></li>`)}
    </ul>
    <button type="button" @click=${() => actions.openAsText()}>Open as text</button>
  </div>`;
}

function emptyView(): TemplateResult {
  return html`<p class="quiet empty">
    There is no query in this replay yet. Record one with “Replay Interference”; the panel follows
    the file.
  </p>`;
}

function replayView(
  state: PanelState,
  model: ReplayModel,
  actions: PanelActions,
  episodes: TemplateResult | typeof nothing,
): TemplateResult {
  return html`${toolbarView(state, model, actions)} ${policyChoice(state, model, actions)}
    <div class="columns">
      <div class="left">${state.asTable ? chartsTable(state, model) : chartsView(model)}</div>
      <aside aria-label="Stage map at the playhead">
        ${chosenPolicyView(state, model, actions)}
        <div class="moment"></div>
      </aside>
    </div>
    <p class="visually-hidden" role="status" aria-live="polite" id="spoken"></p>
    ${episodes} ${summaryView(state, model, actions)}`;
}

/** The charts: shapes on a canvas, words above it, and the playhead above both. */
function chartsView(model: ReplayModel): TemplateResult {
  return html`<div class="charts" aria-describedby="summary">
    <canvas aria-hidden="true"></canvas>
    <div class="chart-words" aria-hidden="true"></div>
    <div
      class="playhead"
      role="slider"
      tabindex="0"
      aria-label="Playhead"
      aria-orientation="horizontal"
      aria-valuemin="0"
      aria-valuemax=${wholeAxis(model).to}
      aria-keyshortcuts="ArrowLeft ArrowRight Home End PageUp PageDown N P"
      title=${`Drag, or arrow keys: up to ${endWords(model)}`}
    >
      <span class="handle"></span>
    </div>
  </div>`;
}
