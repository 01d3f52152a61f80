import { html, nothing, type TemplateResult } from 'lit';
import type { Figure, StageMapModel } from '../../../server/protocol/stageMapModel';
import { singleLine } from '../common/fitText';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { legendView, mapView, type MapEvents } from './mapView';
import type { PanelActions, PanelState } from './panelState';
import { measuredView } from './measuredView';
import { shortName } from './segmentWords';
import { mapTables, trialsTable } from './tablesView';
import { trialsView } from './trialsView';

/** Share of the optimum from which a trial counts as good. */
const nearOptimum = 0.95;

/** The whole panel: what was found, how good it is, where the time goes, how it was found. */
export function panelView(
  state: PanelState,
  actions: PanelActions,
  events: MapEvents,
): TemplateResult {
  if (state.failure !== null) {
    const hint =
      'Mend the file as text, or run the tuning again. The map returns by itself as soon as the file can be read.';
    return failureView(
      'The stage map cannot be shown',
      state.failure,
      hint,
      commandButtons(actions),
      noticeView(state.notice, () => actions.dismissNotice()),
    );
  }
  const { model } = state;
  if (!model) return loadingView();
  const shown = state.wantedTrial ?? model.trial;
  return html`<main>
    ${headerView(state, model, actions)} ${noticeView(state.notice, () => actions.dismissNotice())}
    ${figuresView(model)}
    <section class="stages" aria-labelledby="stages-title">
      <header>
        <h2 id="stages-title">Stages, in pipeline order</h2>
        ${slowestView(state, model, actions)}
      </header>
      <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
      ${measuredView(state, model)}
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
  const subtitle = html`<bdi>${singleLine(model.subtitle)}</bdi>
    ${model.cancelled ? html`<span class="badge">cancelled: best found until then</span>` : nothing}`;
  const buttons = html`${tableButton(state.asTable, () => actions.toggleTable())}
  ${commandButtons(actions)}`;
  return titleView(model.title, subtitle, buttons);
}

function commandButtons(actions: PanelActions): TemplateResult {
  return html`<button type="button" @click=${() => actions.runCommand('openAsText')}>
      Open as text
    </button>
    <button type="button" @click=${() => actions.runCommand('tuneAgain')}>Tune again</button>`;
}

/** Figures with the answer to *how good is it?* first and largest: the speed, where no optimum is known. */
function figuresView(model: StageMapModel): TemplateResult {
  const { figures, optimumThroughput } = model;
  const leadId: Figure['id'] = optimumThroughput === null ? 'throughput' : 'quality';
  const ordered = [
    ...figures.filter(({ id }) => id === leadId),
    ...figures.filter(({ id }) => id !== leadId),
  ];
  const lead = isNearOptimum(model) ? 'figure-card lead' : 'figure-card lead plain';
  return html`<dl class="figures">
    ${ordered.map(
      ({ id, label, value, detail }) =>
        html`<div class=${id === leadId ? lead : 'figure-card'} data-figure=${id}>
          <dt>${singleLine(label)}</dt>
          <dd class="value"><bdi>${singleLine(value)}</bdi></dd>
          <dd class="quiet"><bdi>${singleLine(detail)}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

/** The colour of what is good is for trials that leave little to gain. */
function isNearOptimum({ optimumThroughput, trials, trial }: StageMapModel): boolean {
  const shown = trials.find((point) => point.trial === trial);
  return (
    optimumThroughput !== null &&
    shown !== undefined &&
    shown.throughput >= nearOptimum * optimumThroughput
  );
}
