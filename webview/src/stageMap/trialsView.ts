import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { StageMapModel, TrialPoint } from '../../../server/protocol/stageMapModel';
import {
  formatSeconds,
  formatQuality,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';
import type { PanelActions, PanelState } from './panelState';
import { nearestPoint, trialAfterKey } from './trialSteps';

/** The trials: curve (or table), and a slider that changes the map above. */
export function trialsView(
  state: PanelState,
  model: StageMapModel,
  actions: PanelActions,
  table: TemplateResult | null,
): TemplateResult {
  const trial = state.wantedTrial ?? model.trial;
  const point = model.trials[nearestPoint(model.trials, trial)];
  return html`<section class="trials" aria-labelledby="trials-title">
    <header>
      <h2 id="trials-title">Trials</h2>
      <p class="shown-trial">${point ? words(model, point) : nothing}</p>
      ${
        model.trials.length > 1
          ? html`<button
              type="button"
              ?disabled=${trial === model.bestTrial}
              @click=${() => actions.showTrial(model.bestTrial)}
            >
              Show best
            </button>`
          : nothing
      }
    </header>
    ${
      model.trials.length === 0
        ? html`<p class="quiet">The result holds no trace of its trials.</p>`
        : nothing
    }
    ${model.trials.length > 1 ? curve(model, trial, actions, table !== null) : nothing} ${table}
  </section>`;
}

function curve(
  model: StageMapModel,
  trial: number,
  actions: PanelActions,
  hidden: boolean,
): TemplateResult {
  return html`<div class="chart" ?hidden=${hidden}><canvas aria-hidden="true"></canvas></div>
    ${hidden ? nothing : chartLegend(model)} ${slider(model, trial, actions)}`;
}

/** What is said of a trial: its place in the run, throughput, and how good that is. */
function trialValueText(model: StageMapModel, point: TrialPoint): string {
  const best = point.trial === model.bestTrial ? ', the best' : '';
  const rate = formatThroughput(point.throughput).replace(' /s', ' per second');
  return `Trial ${formatWhole(point.trial)} of ${formatWhole(model.trialCount)}, ${rate}${best}`;
}

function words(model: StageMapModel, point: TrialPoint): TemplateResult {
  const { optimumThroughput: optimum } = model;
  const share =
    optimum === null ? '' : ` · ${formatQuality(point.throughput / optimum)} of the optimum`;
  const count = model.trialCount === 1 ? 'The only trial' : `Trial ${formatWhole(point.trial)}`;
  const of = model.trialCount === 1 ? '' : ` of ${formatWhole(model.trialCount)}`;
  return html`<strong>${count}${of}</strong> · ${formatThroughput(point.throughput)}${share}
    <span class="quiet">· after ${formatSeconds(point.elapsedSeconds)} of trials</span>
    ${point.trial === model.bestTrial ? html`<span class="badge good">★ best</span>` : nothing}`;
}

function slider(model: StageMapModel, trial: number, actions: PanelActions): TemplateResult {
  const points = model.trials;
  const at = points[nearestPoint(points, trial)];
  const onInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const chosen = points[nearestPoint(points, event.target.valueAsNumber)];
    if (chosen) actions.showTrial(chosen.trial);
  };
  // The trace may be a sample: keys go from one kept trial to the next, not from number to number.
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = trialAfterKey(points, trial, event.key);
    if (target === null) return;
    event.preventDefault();
    actions.showTrial(target);
  };
  return html`<input
    class="slider"
    type="range"
    min=${points[0]?.trial ?? 1}
    max=${points[points.length - 1]?.trial ?? 1}
    step="1"
    .value=${live(String(trial))}
    aria-label="Trial shown in the stage map"
    aria-valuetext=${at ? trialValueText(model, at) : nothing}
    @input=${onInput}
    @keydown=${onKey}
  />`;
}

function chartLegend(model: StageMapModel): TemplateResult {
  return html`<ul class="legend chart-legend" aria-hidden="true">
    <li><span class="key best-line"></span>best so far</li>
    <li><span class="key trial-dot"></span>a trial</li>
    ${
      model.optimumThroughput === null
        ? nothing
        : html`<li>
            <span class="key optimum-line"></span>optimum
            ${formatThroughput(model.optimumThroughput)}
          </li>`
    }
  </ul>`;
}
