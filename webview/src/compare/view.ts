import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedFigure, CompareModel, Side } from '../../../server/protocol/compareModel';
import { singleLine } from '../common/fitText';
import { formatSeconds } from '../common/formatNumbers';
import { failureView, loadingView, noticeView, titleView } from '../common/panelFrame';
import { legendView, sideView, type MapEvents } from './mapView';
import type { PanelActions, PanelState } from './panelState';
import { layersText, shortName } from './stageWords';

const sides: readonly Side[] = ['left', 'right'];

/** The whole panel: figures with their change, then both pipelines. */
export function panelView(
  state: PanelState,
  actions: PanelActions,
  events: MapEvents,
): TemplateResult {
  const { model, failure } = state;
  if (failure !== null) {
    const hint = 'The comparison returns by itself as soon as both results can be read.';
    return failureView('The results cannot be compared', failure, hint, chooseButtons(actions));
  }
  if (!model) return loadingView();
  const names = [model.left, model.right].map(({ file }) => file.replace(/\.tuning\.json$/i, ''));
  const title = [...new Set(names)].join(' and ');
  const buttons = html`<button
      type="button"
      aria-pressed=${state.asTable ? 'true' : 'false'}
      @click=${() => actions.toggleTable()}
    >
      Show as table
    </button>
    <button type="button" @click=${() => actions.swap()}>⇄ Swap</button>`;
  return html`<main>
    ${titleView(title, model.verdict, buttons)}
    ${noticeView(state.notice, () => actions.dismissNotice())}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
    ${figuresView(model)}
    <div class=${state.layout?.beside ? 'sides beside' : 'sides'}>
      ${sides.map((side) => sideView(state, model, side, actions, events))}
    </div>
    ${state.asTable ? stagesTable(model) : legendView(model)}
  </main>`;
}

function chooseButtons(actions: PanelActions): TemplateResult {
  return html`${sides.map(
    (side) =>
      html`<button type="button" @click=${() => actions.chooseResult(side)}>
        Choose the ${side} result
      </button>`,
  )}`;
}

function figuresView({ figures }: CompareModel): TemplateResult {
  return html`<div class="table-scroll">
    <table class="compare-table" aria-describedby="summary">
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">figure</span></th>
          <th scope="col" class="number">left</th>
          <th scope="col" class="number">right</th>
          <th scope="col">change</th>
        </tr>
      </thead>
      <tbody>
        ${figures.map(figureRow)}
      </tbody>
    </table>
  </div>`;
}

function figureRow({ id, label, left, right, change, better }: ComparedFigure): TemplateResult {
  const cell = (side: Side, value: string): TemplateResult =>
    html`<td class=${better === side ? 'number value better' : 'number value'}>
      ${better === side ? html`<span class="mark" aria-hidden="true">★</span>` : nothing}
      <bdi>${singleLine(value, 60)}</bdi>
      ${better === side ? html`<span class="visually-hidden">better</span>` : nothing}
    </td>`;
  const tone = better === null ? 'quiet' : better === 'right' ? 'gain' : 'loss';
  const words =
    better === null ? '' : better === 'right' ? 'better on the right' : 'better on the left';
  return html`<tr data-figure=${id}>
    <th scope="row">${singleLine(label, 60)}</th>
    ${cell('left', left)} ${cell('right', right)}
    <td class=${tone}>
      <bdi>${singleLine(change, 60)}</bdi>
      ${words === '' ? nothing : html`<span class="quiet words">${words}</span>`}
    </td>
  </tr>`;
}

/** Both maps in words. */
function stagesTable(model: CompareModel): TemplateResult {
  return html`<div class="tables">
    ${sides.map((side) => {
      const result = model[side];
      return html`<div
        class="table-scroll"
        tabindex="0"
        role="region"
        aria-label=${`Stages on the ${side}`}
      >
        <table class="stages-table" data-side=${side}>
          <caption>
            Stages on the ${side}. Period ${formatSeconds(result.periodSeconds)}.
          </caption>
          <thead>
            <tr>
              <th scope="col">stage</th>
              <th scope="col">place</th>
              <th scope="col">layers</th>
              <th scope="col" class="number">time</th>
              <th scope="col" class="number">transfer</th>
              <th scope="col">difference</th>
            </tr>
          </thead>
          <tbody>
            ${result.stages.map((stage) => {
              const lane = result.lanes[stage.lane];
              if (!lane) return nothing;
              return html`<tr>
                <td>${stage.stage}</td>
                <th scope="row">
                  ${lane.fast ? '▲' : '▽'} <bdi>${shortName(lane.place)}</bdi>
                  ${lane.bottleneck ? html`<span class="alarm">◀ slowest</span>` : nothing}
                </th>
                <td><bdi>${layersText(stage)}</bdi></td>
                <td class="number">${formatSeconds(lane.computeSeconds)}</td>
                <td class="number">${formatSeconds(lane.transferSeconds)}</td>
                <td class=${stage.words === '' ? 'quiet' : 'change'}>
                  ${stage.words === '' ? 'none' : html`≠ <bdi>${shortName(stage.words)}</bdi>`}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>`;
    })}
  </div>`;
}
