import { html, nothing, type TemplateResult } from 'lit';
import type { ConvergenceModel, ConvergenceRun } from '../../../server/protocol/convergenceModel';
import type { Axis } from '../common/curves/axisPlace';
import { singleLine } from '../common/fitText';
import {
  formatQuality,
  formatSeconds,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';
import { runSign } from '../common/runSign';
import { bestAt } from './layout';
import type { PanelActions } from './panelState';

/** Longest label of a run, in UTF-16 units. */
const longestLabel = 90;

/** The runs with their figures, and what each had found at the place that is read. */
export function runsTable(
  model: ConvergenceModel,
  axis: Axis,
  reading: number,
  actions: PanelActions,
): TemplateResult {
  const at =
    axis === 'trials' ? `at trial ${formatWhole(reading)}` : `after ${formatSeconds(reading)}`;
  const best = Math.max(...model.runs.map(({ bestThroughput }) => bestThroughput));
  const headings = [
    'best',
    'share of optimum',
    'first trial',
    'gain',
    'found at trial',
    'converged in',
    'trials',
    at,
  ];
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Runs">
    <table class="runs-table">
      <caption class="visually-hidden">
        Runs. Press a name to open its stage map.
      </caption>
      <thead>
        <tr>
          <th scope="col">run</th>
          ${headings.map((words) => html`<th scope="col" class="number">${words}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${model.runs.map((run, index) => {
          const isBest = model.sameProblem && model.runs.length > 1 && run.bestThroughput === best;
          return html`<tr>
            <th scope="row">
              ${runSign(index)}
              <button type="button" class="link" @click=${() => actions.openResult(index)}>
                <bdi>${singleLine(run.label, longestLabel)}</bdi>
              </button>
              ${isBest ? html`<span class="badge good">★ best</span>` : nothing}
              ${run.cancelled ? html`<span class="badge">cancelled</span>` : nothing}
            </th>
            ${figures(run).map((text) => html`<td class="number">${text}</td>`)}
            <td class="number reading">${orDash(bestAt(run, axis, reading), formatThroughput)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function figures(run: ConvergenceRun): string[] {
  const { bestThroughput, seedThroughput, optimumThroughput } = run;
  return [
    formatThroughput(bestThroughput),
    optimumThroughput ? formatQuality(bestThroughput / optimumThroughput) : '–',
    seedThroughput > 0 ? formatThroughput(seedThroughput) : '–',
    seedThroughput > 0 ? `${(bestThroughput / seedThroughput).toFixed(2)}×` : '–',
    formatWhole(run.bestTrial),
    formatSeconds(run.convergenceSeconds),
    formatWhole(run.trialCount),
  ];
}

function orDash(value: number | null, write: (value: number) => string): string {
  return value === null ? '–' : write(value);
}

/** More improvements of one run are not listed. */
const mostImprovements = 500;

/** The curves in words: every improvement of every run. */
export function improvementsTable(model: ConvergenceModel): TemplateResult {
  const several = model.runs.length > 1;
  return html`<div class="table-scroll tall" tabindex="0" role="region" aria-label="Improvements">
    <table class="improvements-table">
      <caption>
        Every improvement: the trials that were better than all before them.
      </caption>
      <thead>
        <tr>
          ${several ? html`<th scope="col">run</th>` : nothing}
          <th scope="col" class="number">trial</th>
          <th scope="col" class="number">time spent</th>
          <th scope="col" class="number">throughput</th>
          <th scope="col" class="number">share of optimum</th>
        </tr>
      </thead>
      <tbody>
        ${model.runs.map((run, index) =>
          improvements(run).map(
            ({ trial, elapsedSeconds, throughput }) =>
              html`<tr>
                ${several ? html`<th scope="row">${runSign(index)} <bdi>${singleLine(run.label, longestLabel)}</bdi></th>` : nothing}
                <td class="number">
                  ${formatWhole(trial)}${trial === run.bestTrial ? ' ★' : nothing}
                </td>
                <td class="number">${formatSeconds(elapsedSeconds)}</td>
                <td class="number">${formatThroughput(throughput)}</td>
                <td class="number">
                  ${run.optimumThroughput ? formatQuality(throughput / run.optimumThroughput) : '–'}
                </td>
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

function improvements({ points }: ConvergenceRun): ConvergenceRun['points'] {
  let best = -Infinity;
  const found = points.filter(({ throughput }) => {
    if (throughput <= best) return false;
    best = throughput;
    return true;
  });
  return found.slice(-mostImprovements);
}
