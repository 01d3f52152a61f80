import { html, nothing, svg, type TemplateResult } from 'lit';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import type { PanelState } from './panelState';
import { segmentName } from './segmentWords';
import type { Label, LaneShape, StageMapLayout } from './shapes';
import { formatSeconds } from '../common/formatNumbers';
import { box, patterns, text, type Rect } from '../common/mapDrawing';

/** Handlers of the grid's events, which bubble from the segments. */
export interface MapEvents {
  click(event: Event): void;
  keydown(event: KeyboardEvent): void;
  pointermove(event: PointerEvent): void;
  pointerleave(): void;
  focusin(event: FocusEvent): void;
  focusout(): void;
}

/** The lanes under their time axis, as a grid whose cells are the segments. */
export function mapView(
  state: PanelState,
  model: StageMapModel,
  layout: StageMapLayout,
  events: MapEvents,
): TemplateResult {
  return html`<div class="map" aria-busy=${state.wantedTrial === null ? 'false' : 'true'}>
    ${axis(layout)}
    <svg
      class="lanes"
      role="grid"
      aria-label="Stages in pipeline order, a row for each execution place"
      aria-describedby="summary"
      width=${layout.width}
      height=${layout.height}
      viewBox="0 0 ${layout.width} ${layout.height}"
      @click=${events.click}
      @keydown=${events.keydown}
      @pointermove=${events.pointermove}
      @pointerleave=${events.pointerleave}
      @focusin=${events.focusin}
      @focusout=${events.focusout}
    >
      ${patterns('pattern')} ${gridLines(layout)}
      ${layout.lanes.slice(0, state.lanesDrawn).map((shape, index) => lane(model, shape, index, state))}
      ${layout.unused.map(
        ({ labels }) => svg`<g role="row"><g role="gridcell">${labels.map(text)}</g></g>`,
      )}
      ${periodLine(layout)} ${focusRing(state, layout)}
    </svg>
  </div>`;
}

/** What colours and patterns mean. */
export function legendView(model: StageMapModel): TemplateResult {
  const used = model.lanes.filter(({ stage }) => stage !== null);
  const item = (kind: string, words: string): TemplateResult =>
    html`<li>
      <svg class="swatch" width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
        ${swatch(kind)}
      </svg>
      ${words}
    </li>`;
  return html`<ul class="legend" aria-label="Legend">
    ${used.some(({ fast }) => fast) ? item('fast', '▲ layers on a fast place') : nothing}
    ${used.some(({ fast }) => !fast) ? item('slow', '▽ layers on a slow place') : nothing}
    ${used.some((each) => each.transferSeconds > 0) ? item('transfer', 'transfer') : nothing}
    ${used.some((each) => each.idleSeconds > 0) ? item('idle', 'idle') : nothing}
    ${item('period', 'period: time from result to result')}
  </ul>`;
}

function swatch(kind: string): TemplateResult {
  if (kind === 'period') return svg`<line class="period" x1="11" y1="0" x2="11" y2="12" />`;
  const rect: Rect =
    kind === 'transfer'
      ? { x: 0.5, y: 3.5, width: 21, height: 5 }
      : { x: 0.5, y: 0.5, width: 21, height: 11 };
  if (kind === 'transfer') return box(rect, 'transfer');
  if (kind === 'idle') return box(rect, 'idle', 'url(#pattern-idle)');
  return svg`${box(rect, `segment ${kind}`)}
    ${kind === 'slow' ? box(rect, 'dots', 'url(#pattern-slow)') : nothing}
    ${box(rect, `bar ${kind}`)}`;
}

function axis(layout: StageMapLayout): TemplateResult {
  const { ticks, headings, period, height } = layout.axis;
  return html`<svg
    class="axis"
    aria-hidden="true"
    width=${layout.width}
    height=${height}
    viewBox="0 0 ${layout.width} ${height}"
  >
    ${ticks.map(
      ({ x, label }) =>
        svg`<line class="grid-line" x1=${x} x2=${x} y1=${height - 4} y2=${height} />${
          label ? text(label) : nothing
        }`,
    )}
    <line
      class="period"
      x1=${period.x}
      x2=${period.x}
      y1=${period.label.baseline + 4}
      y2=${height}
    />
    ${headings.map(text)} ${text(period.label)}
  </svg>`;
}

function gridLines({ axis: { ticks }, lanes }: StageMapLayout): TemplateResult {
  const path = ticks.map(({ x }) => linesThrough(lanes, x)).join('');
  return svg`<path aria-hidden="true" class="grid-line" d=${path} />`;
}

function periodLine({ axis: { period }, lanes }: StageMapLayout): TemplateResult {
  return svg`<path aria-hidden="true" class="period" d=${linesThrough(lanes, period.x)} />`;
}

function linesThrough(lanes: readonly LaneShape[], x: number): string {
  return lanes.map(({ lines }) => `M${x} ${lines.top}V${lines.bottom}`).join('');
}

function lane(
  model: StageMapModel,
  shape: LaneShape,
  index: number,
  { active }: PanelState,
): TemplateResult {
  const data = model.lanes[shape.lane];
  if (!data) return svg``;
  const speed = data.fast ? 'fast' : 'slow';
  const header = shape.labels.filter(({ kind }) => ['stage', 'place', 'detail'].includes(kind));
  const figures = shape.labels.filter(({ kind }) => ['time', 'busy', 'mark'].includes(kind));
  const names = shape.labels.filter(({ kind }) => kind === 'segment' || kind === 'range');
  const transfer = `transfer to the next stage ${formatSeconds(data.transferSeconds)}`;
  return svg`<g role="row" class=${data.bottleneck && !data.bottleneckIsTransfer ? 'lane slowest' : 'lane'}>
    <rect class="row-back" x="0" y=${shape.row.y} width=${shape.row.width} height=${shape.row.height} />
    <g role="rowheader">${header.map(text)}</g>
    ${shape.idle ? box(shape.idle, 'idle', 'url(#pattern-idle)') : nothing}
    ${shape.segments.map((segment, position) => {
      const isActive = active.lane === index && active.segment === position;
      return svg`<rect
        role="gridcell"
        class="segment ${speed} ${segment.odd ? 'odd' : 'even'}"
        tabindex=${isActive ? '0' : '-1'}
        data-lane=${index}
        data-segment=${position}
        aria-label=${segmentName(data, segment)}
        x=${segment.x} y=${segment.y} width=${segment.width} height=${segment.height} />`;
    })}
    <g aria-hidden="true" class="ink">
      ${data.fast ? nothing : box(shape.bar, 'dots', 'url(#pattern-slow)')}
      ${shape.segments.slice(1).map(({ x, width }) => separator(x, width, shape.bar))}
      ${box(shape.bar, `bar ${speed}`)} ${names.map((label) => segmentText(label, speed))}
    </g>
    ${shape.transfer ? svg`<g role="gridcell" aria-label=${transfer}>${box(shape.transfer, 'transfer')}</g>` : nothing}
    ${shape.outline ? box(shape.outline, 'outline') : nothing}
    ${figures.map((label) => svg`<g role="gridcell">${text(label)}</g>`)}
  </g>`;
}

/** Between segments that are wide enough to be told apart by a line. */
function separator(x: number, width: number, bar: Rect): TemplateResult | typeof nothing {
  if (width < 4) return nothing;
  return svg`<line class="separator" x1=${x} x2=${x} y1=${bar.y} y2=${bar.y + bar.height} />`;
}

function focusRing(
  { active }: PanelState,
  { lanes }: StageMapLayout,
): TemplateResult | typeof nothing {
  const shape = lanes[active.lane]?.segments[active.segment];
  return shape ? box({ ...shape, width: Math.max(3, shape.width) }, 'ring') : nothing;
}

function segmentText(label: Label, speed: string): TemplateResult {
  return svg`<g class=${speed}>${text(label)}</g>`;
}
