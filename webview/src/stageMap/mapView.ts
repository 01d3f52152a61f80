import { html, nothing, svg, type TemplateResult } from 'lit';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import type { PanelState } from './panelState';
import { segmentName, stageName } from './segmentWords';
import type { Label, LaneShape, StageMapLayout } from './shapes';
import { formatSeconds } from '../common/formatNumbers';
import { linesAt, mapAxis } from '../common/map/mapAxis';
import { box, patterns, text, type Rect } from '../common/map/mapDrawing';
import { mapLegend, type LegendItem } from '../common/map/mapLegend';

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
    ${mapAxis(layout.axis, layout.width)}
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
  const items: readonly LegendItem[] = [
    ['fast', '▲ layers on a fast place', used.some(({ fast }) => fast)],
    ['slow', '▽ layers on a slow place', used.some(({ fast }) => !fast)],
    ['transfer', 'transfer', used.some((each) => each.transferSeconds > 0)],
    ['idle', 'idle', used.some((each) => each.idleSeconds > 0)],
    ['period', 'period: time from result to result', true],
  ];
  return mapLegend(items, { width: 22, height: 12 }, swatch);
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

function gridLines({ axis: { ticks }, lanes }: StageMapLayout): TemplateResult {
  const path = ticks.map(({ x }) => linesAt(x, lanes)).join('');
  return svg`<path aria-hidden="true" class="grid-line" d=${path} />`;
}

function periodLine({ axis: { period }, lanes }: StageMapLayout): TemplateResult {
  return svg`<path aria-hidden="true" class="period" d=${linesAt(period.x, lanes)} />`;
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
  return svg`<g
    role="row"
    class=${data.bottleneck && !data.bottleneckIsTransfer ? 'lane slowest' : 'lane'}
    data-stage=${index}
    aria-label=${stageName(data, model)}
  >
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
    ${figures.map((label) => svg`<g role="gridcell" aria-label=${figureName(label)}>${text(label)}</g>`)}
  </g>`;
}

/** A figure with what it is: the headings of its columns are for the eyes only. */
function figureName({ kind, text: words }: Label): string {
  if (kind === 'time') return `time ${words}`;
  return kind === 'busy' && !words.endsWith('busy') ? `${words} busy` : words.replace('◀ ', '');
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
