import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedFigure, CompareModel, Side } from '../../../server/protocol/compareModel';
import { singleLine } from '../common/fitText';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { legendView, sideView, type MapEvents } from './mapView';
import type { PanelActions, PanelState } from './panelState';

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
  // Each apart: what one of them turns round stays within it.
  const title = html`${[...new Set(names)].map(
    (name, index) => html`${index > 0 ? ' and ' : nothing}<bdi>${singleLine(name)}</bdi>`,
  )}`;
  const buttons = html`${tableButton(state.asTable, () => actions.toggleTable())}
    <button type="button" @click=${() => actions.swap()}>⇄ Swap</button>`;
  return html`<main>
    ${titleView(title, model.verdict, buttons)}
    ${noticeView(state.notice, () => actions.dismissNotice())}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 2000)}</p>
    ${figuresView(model)}
    <div class=${state.layout?.beside ? 'sides beside' : 'sides'}>
      ${sides.map((side) => sideView(state, model, side, actions, events))}
    </div>
    ${state.asTable ? nothing : legendView(model)}
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
