import { html, nothing, type TemplateResult } from 'lit';
import type { ConvergenceModel, ConvergenceRun } from '../../../server/protocol/convergenceModel';
import { valueAtShare, type Axis } from '../common/curves/axisPlace';
import { axisButtons, curvesView, readingWords, toggleButton } from '../common/curves/curvesView';
import type { EndLabel } from '../common/endLabels';
import { singleLine } from '../common/fitText';
import {
  formatQuality,
  formatSeconds,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { axisRange, bestAt, canShowShares } from './layout';
import type { PanelActions, PanelState } from './panelState';
import { improvementsTable, runsTable } from './tablesView';

/** The whole panel: what was found, how soon, and by which run. */
export function panelView(
  state: PanelState,
  labels: readonly EndLabel[],
  actions: PanelActions,
): TemplateResult {
  const { model, failure, look } = state;
  if (failure !== null) {
    const hint = 'The curves return by themselves as soon as every result can be read.';
    return failureView('The runs cannot be shown', failure, hint, chooseButton(actions));
  }
  if (!model) return loadingView();
  const reading = valueAtShare(state.reading, axisRange(model, look), look);
  const isEmpty = model.runs.every(({ points }) => points.length === 0);
  const [only] = model.runs;
  return html`<main>
    ${titleView(model.title, model.subtitle, buttons(state, model, actions))}
    ${noticeView(state.notice, () => actions.dismissNotice())}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
    ${only && model.runs.length === 1 ? figuresView(only) : nothing}
    <section aria-labelledby="curves-title">
      <header class="curves-header">
        <h2 id="curves-title">
          ${look.asShare && canShowShares(model) ? 'Share of the optimum' : 'Throughput'}, best so
          far
        </h2>
        ${state.asTable || isEmpty ? nothing : lookButtons(state, model, actions)}
      </header>
      ${isEmpty ? html`<p class="quiet">No run holds a trace of its trials.</p>` : nothing}
      ${state.asTable ? improvementsTable(model) : isEmpty ? nothing : chart(state, model, labels, reading, actions)}
    </section>
    <section aria-labelledby="runs-title">
      <h2 id="runs-title" class=${model.runs.length === 1 ? 'visually-hidden' : ''}>Runs</h2>
      ${runsTable(model, look.axis, reading, actions)}
    </section>
  </main>`;
}

function buttons(
  state: PanelState,
  model: ConvergenceModel,
  actions: PanelActions,
): TemplateResult {
  return html`${tableButton(state.asTable, () => actions.toggleTable())}
    <button
      type="button"
      aria-label="Export CSV"
      title="Export CSV"
      @click=${() => actions.saveCsv()}
    >
      ↓ CSV
    </button>
    ${chooseButton(actions, model.runs.length > 1 ? 'Choose runs' : 'Add runs')}`;
}

function chooseButton(actions: PanelActions, words = 'Choose runs'): TemplateResult {
  return html`<button type="button" @click=${() => actions.chooseRuns()}>${words}</button>`;
}

function lookButtons(
  { look }: PanelState,
  model: ConvergenceModel,
  actions: PanelActions,
): TemplateResult {
  return html`<div class="actions">
    ${axisButtons(look, actions)}
    ${
      canShowShares(model)
        ? toggleButton('Share of the optimum', look.asShare, () => actions.toggleShare())
        : nothing
    }
  </div>`;
}

function chart(
  { reading: share, look: { axis } }: PanelState,
  model: ConvergenceModel,
  labels: readonly EndLabel[],
  reading: number,
  actions: PanelActions,
): TemplateResult {
  const several = model.runs.length > 1;
  const words = readingWords(axis, reading, wordsAt(model, axis, reading));
  return curvesView({ labels, axis, share, words, several }, actions);
}

/** `812 per second`, for each run. */
function wordsAt({ runs }: ConvergenceModel, axis: Axis, reading: number): string[] {
  return runs.map((run) => {
    const best = bestAt(run, axis, reading);
    const rate =
      best === null ? 'nothing yet' : formatThroughput(best).replace(' /s', ' per second');
    return runs.length === 1 ? rate : `${singleLine(run.label, 60)} ${rate}`;
  });
}

/** Figures of a single run, with the answer to *how good is it?* first and largest. */
function figuresView(run: ConvergenceRun): TemplateResult {
  const { bestThroughput, seedThroughput, optimumThroughput } = run;
  const optimum = optimumThroughput ?? 0;
  const gain = seedThroughput > 0 ? `${(bestThroughput / seedThroughput).toFixed(2)}×` : '–';
  const share = optimum > 0 ? formatQuality(bestThroughput / optimum) : '–';
  const figures: readonly (readonly [string, string, string])[] = [
    ['Throughput', formatThroughput(bestThroughput), optimum > 0 ? `${share} of the optimum` : ''],
    ['Gain over the first trial', gain, `from ${formatThroughput(seedThroughput)}`],
    [
      'Converged in',
      formatSeconds(run.convergenceSeconds),
      `of ${formatSeconds(run.elapsedSeconds)} of trials`,
    ],
    ['Found at trial', formatWhole(run.bestTrial), `of ${formatWhole(run.trialCount)}`],
  ];
  return html`<dl class="figures">
    ${figures.map(
      ([label, value, detail], index) =>
        html`<div class=${index === 0 ? 'figure-card lead' : 'figure-card'}>
          <dt>${label}</dt>
          <dd class="value">${value}</dd>
          <dd class="quiet">${detail}</dd>
        </div>`,
    )}
  </dl>`;
}
