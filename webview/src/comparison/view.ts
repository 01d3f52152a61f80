import { html, nothing, type TemplateResult } from 'lit';
import type { BoxedMeasure, ComparisonModel } from '../../../server/protocol/comparisonModel';
import { valueAtShare, type Axis } from '../common/curves/axisPlace';
import { axisButtons, curvesView, readingWords } from '../common/curves/curvesView';
import type { EndLabel } from '../common/endLabels';
import { singleLine } from '../common/fitText';
import { formatQuality } from '../common/formatNumbers';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { place } from '../common/place';
import { axisRange, qualityAt } from './layout';
import type { PanelActions, PanelState } from './panelState';
import { figuresTable, qualityTable, spreadTable } from './tablesView';

/** Height of a box plot: of each explorer's row, and of the axis below them. */
const rowPixels = 28;
const axisPixels = 30;

/** Measures that have a box plot, in order. */
export const boxedMeasures: readonly BoxedMeasure[] = ['quality', 'trials', 'convergenceSeconds'];

/** The whole panel: how good each explorer is, how soon, and how sure that is. */
export function panelView(
  state: PanelState,
  labels: readonly EndLabel[],
  actions: PanelActions,
): TemplateResult {
  const { model, failure, asTable } = state;
  if (failure !== null) {
    const hint = 'The comparison returns by itself as soon as its file can be read.';
    return failureView('The comparison cannot be shown', failure, hint);
  }
  if (!model) return loadingView();
  const reading = valueAtShare(state.reading, axisRange(model, state.look), state.look);
  return html`<main>
    ${titleView(model.title, model.subtitle, buttons(state, actions))}
    ${noticeView(state.notice, () => actions.dismissNotice())}
    <p id="summary" class="visually-hidden">${singleLine(model.summary, 4000)}</p>
    <section aria-labelledby="figures-title">
      <h2 id="figures-title">Explorers</h2>
      <p class="quiet">${singleLine(model.reference)}</p>
      ${figuresTable(model, state.look.axis, reading)}
    </section>
    <section aria-labelledby="curves-title">
      <header class="curves-header">
        <h2 id="curves-title">Quality, best so far</h2>
        ${asTable ? nothing : html`<div class="actions">${axisButtons(state.look, actions)}</div>`}
      </header>
      ${asTable ? qualityTable(model, state.look.axis) : chart(state, model, labels, reading, actions)}
    </section>
    <section aria-labelledby="spread-title">
      <h2 id="spread-title">How the runs spread</h2>
      ${asTable ? spreadTable(model) : boxes(model)}
    </section>
    ${wordsView(
      'Where they lose',
      model.explorers.flatMap(({ losses }) => losses),
    )}
    ${wordsView('Worst run', worstOf(model))} ${wordsView('Notes', model.notes)}
  </main>`;
}

function buttons({ asTable }: PanelState, actions: PanelActions): TemplateResult {
  return html`${tableButton(asTable, () => actions.toggleTable())}
    <button
      type="button"
      aria-label="Export CSV"
      title="Export every run as CSV"
      @click=${() => actions.export('csv')}
    >
      ↓ CSV
    </button>
    <button
      type="button"
      aria-label="Export JSON"
      title="Export everything as JSON"
      @click=${() => actions.export('json')}
    >
      ↓ JSON
    </button>
    <button type="button" @click=${() => actions.compareAgain()}>Compare again</button>`;
}

function chart(
  { reading: share, look: { axis } }: PanelState,
  model: ComparisonModel,
  labels: readonly EndLabel[],
  reading: number,
  actions: PanelActions,
): TemplateResult {
  const words = readingWords(axis, reading, wordsAt(model, axis, reading));
  return html`<p class="quiet">Median over the runs; the band holds the middle half of them.</p>
    ${curvesView({ labels, axis, share, words, several: true }, actions)}`;
}

/** `Shisha 93.1 %`, for each explorer. */
function wordsAt(model: ComparisonModel, axis: Axis, reading: number): string[] {
  return model.explorers.map((explorer) => {
    const quality = qualityAt(explorer, model, axis, reading);
    return `${singleLine(explorer.title, 60)} ${quality === null ? 'nothing yet' : formatQuality(quality)}`;
  });
}

function boxes({ measures, explorers }: ComparisonModel): TemplateResult {
  const height = axisPixels + explorers.length * rowPixels;
  return html`<p class="quiet">
      Least, quartiles and most over the runs. An explorer without chance has one run, and a line.
    </p>
    <div class="boxes" aria-describedby="summary">
      ${boxedMeasures.map((name) => {
        const label = measures.find((measure) => measure.name === name)?.label ?? name;
        return html`<figure>
          <figcaption>${label}</figcaption>
          <div class="box-chart" ${place({ height })}>
            <canvas data-measure=${name} aria-hidden="true"></canvas>
          </div>
        </figure>`;
      })}
    </div>`;
}

function worstOf({ explorers }: ComparisonModel): string[] {
  return explorers.flatMap(({ title, worst }) => (worst === '' ? [] : [`${title}: ${worst}.`]));
}

/** A list with a heading; nothing where there is nothing to say. */
function wordsView(title: string, lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<section>
    <h2>${title}</h2>
    <ul class="words">
      ${lines.map((line) => html`<li><bdi>${singleLine(line, 300)}</bdi></li>`)}
    </ul>
  </section>`;
}
