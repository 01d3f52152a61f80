import { html, nothing, type TemplateResult } from 'lit';
import type { Lane, StageMapModel } from '../../../server/protocol/stageMapModel';
import { formatSeconds, formatShare, formatThroughput, formatWhole } from '../common/formatNumbers';
import type { PanelActions } from './panelState';
import { shortName } from './segmentWords';

/** The map in words: a row for each execution place, then a row for each layer. */
export function mapTables(model: StageMapModel, actions: PanelActions): TemplateResult {
  const used = model.lanes.filter(({ stage }) => stage !== null);
  return html`<div class="tables">
    <div class="table-scroll" tabindex="0" role="region" aria-label="Stages">
      <table class="stages-table">
        <caption>
          Stages, in pipeline order. Period ${formatSeconds(model.periodSeconds)}.
        </caption>
        <thead>
          <tr>
            ${headCells(['Stage', 'Place', 'Speed', 'Layers'], ['Compute', 'Transfer', 'Idle', 'Busy'])}
          </tr>
        </thead>
        <tbody>
          ${model.lanes.map(stageRow)}
        </tbody>
      </table>
    </div>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Layers">
      <table class="layers-table">
        <caption>
          Layers. Press a name to go to its line.
        </caption>
        <thead>
          <tr>
            ${headCells(['Layer', 'Stage', 'Place'], ['Time', 'Share of stage'])}
          </tr>
        </thead>
        <tbody>
          ${used.map((lane) => layerRows(lane, actions))}
        </tbody>
      </table>
    </div>
  </div>`;
}

/** Every kept trial: a row each, with a button that shows it above. */
export function trialsTable(
  model: StageMapModel,
  shown: number,
  actions: PanelActions,
): TemplateResult {
  return html`<div class="table-scroll tall" tabindex="0" role="region" aria-label="Trials">
    <table class="trials-table">
      <caption>
        ${
          model.trials.length < model.trialCount
            ? `${formatWhole(model.trials.length)} of ${formatWhole(model.trialCount)} trials: every improvement and a sample of the others.`
            : 'Every trial. Press a number to show it in the stage map.'
        }
      </caption>
      <thead>
        <tr>
          ${headCells(['Trial'], ['Throughput', 'Best so far', 'Time spent'])}
        </tr>
      </thead>
      <tbody>
        ${model.trials.map(
          ({ trial, throughput, bestThroughput, elapsedSeconds }) =>
            html`<tr aria-current=${trial === shown ? 'true' : nothing}>
              <th scope="row">
                <button type="button" class="link" @click=${() => actions.showTrial(trial)}>
                  ${formatWhole(trial)}</button
                >${trial === model.bestTrial ? ' ★ best' : nothing}
              </th>
              ${numberCells([
                formatThroughput(throughput),
                formatThroughput(bestThroughput),
                formatSeconds(elapsedSeconds),
              ])}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function stageRow(lane: Lane): TemplateResult {
  const { segments, stage, fast } = lane;
  const first = segments[0];
  const last = segments[segments.length - 1];
  const layers =
    first && last
      ? html`<bdi>${shortName(first.name)}</bdi>${
            first === last
              ? nothing
              : html` … <bdi>${shortName(last.name)}</bdi> (${segments.length})`
          }`
      : 'none';
  const mark = lane.bottleneckIsTransfer ? '◀ slowest: transfer' : '◀ slowest';
  return html`<tr class=${stage === null ? 'unused-row' : ''}>
    <td>${stage ?? 'unused'}</td>
    <th scope="row">
      <bdi>${shortName(lane.place)}</bdi>
      ${lane.bottleneck ? html`<span class="alarm">${mark}</span>` : nothing}
    </th>
    <td>${fast ? '▲ fast' : '▽ slow'} <bdi class="quiet">${shortName(lane.description)}</bdi></td>
    <td>${layers}</td>
    ${numberCells([
      formatSeconds(lane.computeSeconds),
      formatSeconds(lane.transferSeconds),
      formatSeconds(lane.idleSeconds),
      formatShare(lane.busy),
    ])}
  </tr>`;
}

function layerRows(lane: Lane, actions: PanelActions): TemplateResult[] {
  return lane.segments.map(
    ({ name, seconds }) =>
      html`<tr>
        <th scope="row">
          <button type="button" class="link" @click=${() => actions.revealLayer(name)}>
            <bdi>${shortName(name)}</bdi>
          </button>
        </th>
        <td>${lane.stage}</td>
        <td><bdi>${shortName(lane.place)}</bdi></td>
        ${numberCells([
          formatSeconds(seconds),
          formatShare(lane.computeSeconds > 0 ? seconds / lane.computeSeconds : 0),
        ])}
      </tr>`,
  );
}

function headCells(words: readonly string[], numbers: readonly string[]): TemplateResult[] {
  return [
    ...words.map((word) => html`<th scope="col">${word}</th>`),
    ...numbers.map((word) => html`<th scope="col" class="number">${word}</th>`),
  ];
}

function numberCells(values: readonly string[]): TemplateResult[] {
  return values.map((value) => html`<td class="number">${value}</td>`);
}
