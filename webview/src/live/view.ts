import { html, nothing, type TemplateResult } from 'lit';
import type { LiveMark, LiveModel } from '../../../server/protocol/liveModel';
import { singleLine } from '../common/fitText';
import { failureView, loadingView, noticeView, tableButton, titleView } from '../common/panelFrame';
import { formView } from './formView';
import type { LiveLayout } from './layout';
import { isUnderWay, stateWords } from './liveWords';
import type { MomentLabel } from './momentLabels';
import { labelsView, momentsView } from './momentsView';
import type { PanelActions, PanelState } from './panelState';
import { stripsView, timeAxis } from './stripsView';
import { momentsTable } from './momentsTable';

/** The picture of the moment: null before it can be drawn. */
export interface LivePicture {
  readonly layout: LiveLayout;
  readonly plotPixels: number;
  readonly labels: readonly MomentLabel[];
}

/** The whole panel: how the pipeline does under which load. */
export function panelView(
  state: PanelState,
  picture: LivePicture | null,
  actions: PanelActions,
): TemplateResult {
  const { failure, isReady, name, model, notice } = state;
  if (failure !== null) {
    const hint = 'The panel returns by itself as soon as the language server answers.';
    return failureView('The run cannot be shown', failure, hint);
  }
  if (!isReady) return loadingView();
  const shown = state.frozen ?? model;
  return html`<main>
    ${titleView(model?.title ?? name, model?.subtitle ?? 'Run on this machine’s cores', buttons(state, actions))}
    ${noticeView(notice, () => actions.dismissNotice())} ${formView(state, actions)}
    ${stateView(state)} ${shown === null ? nothing : runView(state, shown, picture, actions)}
  </main>`;
}

function buttons({ model, asTable }: PanelState, actions: PanelActions): TemplateResult {
  const hasPoints = (model?.whole.length ?? 0) > 0;
  return html`${tableButton(asTable, () => actions.toggleTable(), !hasPoints)}
    <button
      type="button"
      aria-label="Export CSV"
      title="Export every kept moment as CSV"
      ?disabled=${!hasPoints}
      @click=${() => actions.saveCsv()}
    >
      ↓ CSV
    </button>
    ${
      model === null || isUnderWay(model)
        ? nothing
        : html`<button
            type="button"
            title="Save what happened for the replay editor"
            ?disabled=${!hasPoints}
            @click=${() => actions.saveReplay()}
          >
            ↓ Save as Replay
          </button>`
    }
    ${
      model?.state === 'running'
        ? html`<button
            type="button"
            title="Slow a place by work beside the pipeline"
            @click=${() => actions.inject()}
          >
            ⚡ Inject interference
          </button>`
        : nothing
    }
    <button type="button" @click=${() => actions.openResult()}>Stage map</button>`;
}

/** Where the run stands; said aloud when it changes, and not every moment. */
function stateView({ model, frozen }: PanelState): TemplateResult {
  const words =
    model === null
      ? 'No run of this result is known: runs end with the window and with the language server. Press Run to begin one.'
      : `${stateWords[model.state]}${model.failure === null ? '' : `: ${singleLine(model.failure, 1000)}`}`;
  return html`<p
      class=${model?.state === 'failed' ? 'state failed' : 'state'}
      role=${model?.state === 'failed' ? 'alert' : 'status'}
    >
      <bdi>${words}</bdi>${frozen === null ? nothing : html` · <span>picture paused</span>`}
    </p>
    ${
      model === null || model.notes.length === 0
        ? nothing
        : html`<ul class="notes" aria-label="Notes">
            ${model.notes.map((note) => html`<li><bdi>${singleLine(note, 500)}</bdi></li>`)}
          </ul>`
    }`;
}

function runView(
  state: PanelState,
  model: LiveModel,
  picture: LivePicture | null,
  actions: PanelActions,
): TemplateResult {
  const { asTable, look } = state;
  return html`<p id="summary" class="visually-hidden">${singleLine(model.summary, 4000)}</p>
    ${figuresView(model)}
    ${
      model.whole.length === 0
        ? nothing
        : html`<div class="toolbar">${spanButtons(state, actions)}</div>
            ${asTable ? momentsTable(model, look) : chartsView(model)}`
    }
    ${asTable || picture === null ? nothing : labelsView(picture)} ${momentsView(model, actions)}
    <section aria-labelledby="places-title">
      <h2 id="places-title">Places</h2>
      ${stripsView(model, asTable || model.whole.length === 0 ? null : (picture?.layout ?? null))}
      ${
        picture === null || asTable || model.whole.length === 0
          ? nothing
          : timeAxis(picture.layout, picture.plotPixels)
      }
    </section>`;
}

function figuresView({ figures }: LiveModel): TemplateResult | typeof nothing {
  if (figures.length === 0) return nothing;
  return html`<dl class="figures">
    ${figures.map(
      ({ label, value, detail, verdict }) =>
        html`<div class="figure-card ${verdict ?? ''}">
          <dt>${label}</dt>
          <dd class="value">
            ${value}${verdict === 'broken' ? html` <span class="verdict">over</span>` : nothing}
          </dd>
          <dd class="quiet">${detail}</dd>
        </div>`,
    )}
  </dl>`;
}

function spanButtons(state: PanelState, actions: PanelActions): TemplateResult {
  const { look, asTable, frozen, model } = state;
  const pressed = (words: string, on: boolean, press: () => void): TemplateResult =>
    html`<button type="button" aria-pressed=${on ? 'true' : 'false'} @click=${press}>
      ${words}
    </button>`;
  const sign = (glyph: string, words: string, press: () => void, off = false): TemplateResult =>
    html`<button type="button" aria-label=${words} title=${words} ?disabled=${off} @click=${press}>
      ${glyph}
    </button>`;
  const isZoomed = look.zoom !== null;
  return html`<span class="choice" role="group" aria-label="Span">
      ${pressed('Last minute', look.span === 'minute' && !isZoomed, () => actions.setSpan('minute'))}
      ${pressed('Whole run', look.span === 'whole' && !isZoomed, () => actions.setSpan('whole'))}
    </span>
    ${
      asTable
        ? nothing
        : html`<span class="zoom" role="group" aria-label="Zoom">
            ${sign('+', 'Zoom in', () => actions.zoomIn())}
            ${sign('−', 'Zoom out', () => actions.zoomOut(), !isZoomed)}
            ${sign('◂', 'Earlier', () => actions.shift(-0.5), !isZoomed)}
            ${sign('▸', 'Later', () => actions.shift(0.5), !isZoomed)}
            ${isZoomed ? pressed('Follow', false, () => actions.follow()) : nothing}
          </span>`
    }
    ${
      isUnderWay(model) || frozen !== null
        ? pressed('Pause picture', frozen !== null, () => actions.togglePause())
        : nothing
    }`;
}

/** Charts above each other on one axis of time. */
function chartsView(model: LiveModel): TemplateResult {
  const slo = model.load.sloSeconds;
  const sample = (kind: string, words: string): TemplateResult =>
    html`<li>
      <svg width="24" height="10" viewBox="0 0 24 10" aria-hidden="true">
        <line class="sample ${kind}" x1="0" x2="24" y1="5" y2="5" />
      </svg>
      ${words}
    </li>`;
  const legend = (...items: (TemplateResult | typeof nothing)[]): TemplateResult =>
    html`<ul class="chart-legend">
      ${items}
    </ul>`;
  const hasMark = (kind: LiveMark['kind']) => model.marks.some((mark) => mark.kind === kind);
  const marks: (TemplateResult | typeof nothing)[] = [
    model.bands.length === 0 ? nothing : sample('band', 'interference'),
    hasMark('detected') ? sample('detected', 'noticed') : nothing,
    hasMark('trial') ? sample('trial', 'tried') : nothing,
    hasMark('settled') ? sample('mark', 'another configuration from here') : nothing,
  ];
  return html`<div class="moments" aria-describedby="summary">
    <section aria-labelledby="throughput-title">
      <header class="chart-header">
        <h2 id="throughput-title">Throughput</h2>
        ${legend(sample('throughput', 'inferences a second'), ...marks)}
      </header>
      <div class="chart"><canvas data-chart="throughput" aria-hidden="true"></canvas></div>
    </section>
    <section aria-labelledby="latency-title">
      <header class="chart-header">
        <h2 id="latency-title">Latency</h2>
        ${legend(
          sample('p99', 'p99'),
          sample('p50', 'p50'),
          slo === null ? nothing : sample('slo', 'SLO'),
          slo === null ? nothing : html`<li><span class="alarm">▲</span> violations</li>`,
        )}
      </header>
      <div class="chart"><canvas data-chart="latency" aria-hidden="true"></canvas></div>
    </section>
    <section aria-labelledby="queue-title">
      <header class="chart-header">
        <h2 id="queue-title">Queue</h2>
        ${legend(sample('queue', 'queries inside or waiting'))}
      </header>
      <div class="chart low"><canvas data-chart="queue" aria-hidden="true"></canvas></div>
    </section>
    <div class="selection" hidden></div>
  </div>`;
}
