import { html, nothing, type TemplateResult } from 'lit';
import type { Figure, StageMapModel } from '../../../server/protocol/stageMapModel';
import { singleLine } from '../common/fitText';
import { legendView, mapView, type MapEvents } from './mapView';
import type { PanelActions, PanelState } from './panelState';
import { shortName } from './segmentWords';
import { mapTables, trialsTable } from './tablesView';
import { trialsView } from './trialsView';

/** The whole panel: what was found, how good it is, where the time goes, how it was found. */
export function panelView(
  state: PanelState,
  actions: PanelActions,
  events: MapEvents,
): TemplateResult {
  if (state.failure !== null) return failureView(state.failure, actions);
  const { model } = state;
  if (!model) return html`<p class="loading" role="status">Loading…</p>`;
  const shown = state.wantedTrial ?? model.trial;
  return html`<main>
    ${headerView(state, model, actions)} ${noticeView(state, actions)} ${figuresView(model)}
    <section class="stages" aria-labelledby="stages-title">
      <header>
        <h2 id="stages-title">Stages, in pipeline order</h2>
        ${slowestView(state, model, actions)}
      </header>
      <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
      ${state.asTable ? mapTables(model, actions) : picture(state, model, events)}
    </section>
    ${trialsView(state, model, actions, state.asTable ? trialsTable(model, shown, actions) : null)}
  </main>`;
}

/** What sets the period, in words: in a long map the marked lane may be out of sight. */
function slowestView(
  { asTable }: PanelState,
  model: StageMapModel,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  const lane = model.lanes.find(({ bottleneck }) => bottleneck);
  if (!lane) return nothing;
  const what = html`${lane.bottleneckIsTransfer ? 'transfer after ' : ''}stage ${lane.stage} on
    <bdi>${shortName(lane.place)}</bdi>`;
  return html`<p class="slowest-words">
    Slowest:
    ${
      asTable
        ? what
        : html`<button type="button" class="link" @click=${() => actions.goToSlowest()}>
            ${what}
          </button>`
    }
  </p>`;
}

function picture(
  state: PanelState,
  model: StageMapModel,
  events: MapEvents,
): TemplateResult | typeof nothing {
  if (!state.layout) return nothing;
  return html`${mapView(state, model, state.layout, events)} ${legendView(model)}`;
}

function headerView(
  state: PanelState,
  model: StageMapModel,
  actions: PanelActions,
): TemplateResult {
  return html`<header class="title">
    <div>
      <h1><bdi>${singleLine(model.title)}</bdi></h1>
      <p class="quiet">
        <bdi>${singleLine(model.subtitle)}</bdi>
        ${model.cancelled ? html`<span class="badge">cancelled: best found until then</span>` : nothing}
      </p>
    </div>
    <div class="actions" role="group" aria-label="Actions">
      <button
        type="button"
        aria-pressed=${state.asTable ? 'true' : 'false'}
        @click=${() => actions.toggleTable()}
      >
        Show as table
      </button>
      ${commandButtons(actions)}
    </div>
  </header>`;
}

function commandButtons(actions: PanelActions): TemplateResult {
  return html`<button type="button" @click=${() => actions.runCommand('openAsText')}>
      Open as text
    </button>
    <button type="button" @click=${() => actions.runCommand('tuneAgain')}>Tune again</button>`;
}

function noticeView({ notice }: PanelState, actions: PanelActions): TemplateResult {
  return html`<div role="alert">
    ${
      notice === null
        ? nothing
        : html`<p class="notice">
            <span>${singleLine(notice)}</span>
            <button type="button" @click=${() => actions.dismissNotice()}>Dismiss</button>
          </p>`
    }
  </div>`;
}

/** Figures with the answer to *how good is it?* first and largest: the speed, where no optimum is known. */
function figuresView({ figures, optimumThroughput }: StageMapModel): TemplateResult {
  const leadId: Figure['id'] = optimumThroughput === null ? 'throughput' : 'quality';
  const ordered = [
    ...figures.filter(({ id }) => id === leadId),
    ...figures.filter(({ id }) => id !== leadId),
  ];
  return html`<dl class="figures">
    ${ordered.map(
      ({ id, label, value, detail }) =>
        html`<div class=${id === leadId ? 'figure-card lead' : 'figure-card'} data-figure=${id}>
          <dt>${singleLine(label)}</dt>
          <dd class="value"><bdi>${singleLine(value)}</bdi></dd>
          <dd class="quiet"><bdi>${singleLine(detail)}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

function failureView(failure: string, actions: PanelActions): TemplateResult {
  return html`<main class="failure" role="alert">
    <h1>The stage map cannot be shown</h1>
    <p><bdi>${singleLine(failure, 2000)}</bdi></p>
    <p class="quiet">
      Mend the file as text, or run the tuning again. The map returns by itself as soon as the file
      can be read.
    </p>
    <div class="actions">${commandButtons(actions)}</div>
  </main>`;
}
