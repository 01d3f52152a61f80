import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ComparedResult, CompareModel, Side } from '../../../server/protocol/compareModel';
import { stagesTable } from './stagesTable';
import { shortName, stageName } from './stageWords';
import { linesAt, mapAxis } from '../common/map/mapAxis';
import { box, patterns, text, type Rect } from '../common/map/mapDrawing';
import { mapLegend, type LegendItem } from '../common/map/mapLegend';
import type { MiniMap, StageRow } from './layout';
import type { PanelActions, PanelState } from './panelState';

/** Handlers of the maps' events, which bubble from the stages. */
export interface MapEvents {
  keydown(event: KeyboardEvent): void;
  pointermove(event: PointerEvent): void;
  pointerleave(): void;
  focusin(event: FocusEvent): void;
  focusout(): void;
}

/** One of the two pipelines: what it is, and its stages on the time axis of both. */
export function sideView(
  state: PanelState,
  model: CompareModel,
  side: Side,
  actions: PanelActions,
  events: MapEvents,
): TemplateResult {
  const result = model[side];
  const map = state.layout?.[side];
  return html`<section class="side" aria-label=${side === 'left' ? 'Left result' : 'Right result'}>
    <header>
      <h2><bdi>${shortName(result.title)}</bdi></h2>
      <p class="quiet"><bdi>${shortName(result.subtitle)}</bdi></p>
      <p>
        <button
          type="button"
          class="link"
          title="Open the stage map"
          @click=${() => actions.openResult(side)}
        >
          <bdi>${shortName(result.file)}</bdi>
        </button>
        <button type="button" class="link" @click=${() => actions.chooseResult(side)}>
          Change…
        </button>
      </p>
    </header>
    ${state.asTable ? stagesTable(result, side) : map ? mapView(state, result, side, map, events) : nothing}
  </section>`;
}

function mapView(
  { active }: PanelState,
  result: ComparedResult,
  side: Side,
  map: MiniMap,
  events: MapEvents,
): TemplateResult {
  const { width, height, axisHeight, ticks, period, rows } = map;
  return html`${mapAxis({ height: axisHeight, ticks, period }, width)}
    <svg
      class="stages"
      role="listbox"
      aria-label=${`Stages of ${shortName(result.title)}`}
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${Math.max(1, height)}"
      @keydown=${events.keydown}
      @pointermove=${events.pointermove}
      @pointerleave=${events.pointerleave}
      @focusin=${events.focusin}
      @focusout=${events.focusout}
    >
      ${patterns(side)}
      <path
        class="grid-line"
        aria-hidden="true"
        d=${ticks.map(({ x }) => linesAt(x, rows)).join('')}
      />
      ${rows.map((row) => {
        const isActive = active.side === side && active.stage === row.stage;
        return stage(result, side, row, isActive);
      })}
      <path class="period" aria-hidden="true" d=${linesAt(period.x, rows)} />
    </svg>
    ${
      result.unusedPlaces > 0
        ? html`<p class="quiet unused">
            ${result.unusedPlaces} unused ${result.unusedPlaces === 1 ? 'place' : 'places'}
          </p>`
        : nothing
    }`;
}

function stage(
  result: ComparedResult,
  side: Side,
  shape: StageRow,
  isActive: boolean,
): TemplateResult {
  const data = result.stages[shape.stage];
  const lane = data && result.lanes[data.lane];
  if (!data || !lane) return svg``;
  const speed = lane.fast ? 'fast' : 'slow';
  const differs = data.difference !== 'same';
  const classes = ['stage', speed, differs ? 'differs' : '', lane.bottleneck ? 'slowest' : ''];
  return svg`<g
    role="option"
    class=${classes.join(' ')}
    tabindex=${isActive ? '0' : '-1'}
    aria-selected=${isActive ? 'true' : 'false'}
    aria-label=${stageName(result, data)}
    data-side=${side}
    data-stage=${shape.stage}
  >
    ${box(shape.row, 'row-back')}
    ${shape.idle ? box(shape.idle, 'idle', `url(#${side}-idle)`) : nothing}
    ${box(shape.bar, 'bar')}
    ${lane.fast ? nothing : box(shape.bar, 'dots', `url(#${side}-slow)`)}
    ${shape.transfer ? box(shape.transfer, 'transfer') : nothing}
    ${differs ? box(around(shape.bar), 'outline') : nothing}
    ${shape.labels.map(text)}
    ${box(around(shape.row, -1), 'ring')}
  </g>`;
}

/** What colours, patterns and outlines mean. */
export function legendView({ left, right, sameLayers }: CompareModel): TemplateResult {
  const lanes = [...left.lanes, ...right.lanes];
  const items: readonly LegendItem[] = [
    ['differs', '≠ a stage that differs', sameLayers],
    ['fast', '▲ fast place', lanes.some(({ fast }) => fast)],
    ['slow', '▽ slow place', lanes.some(({ fast }) => !fast)],
    ['transfer', 'transfer', lanes.some(({ transferSeconds }) => transferSeconds > 0)],
    ['idle', 'idle', lanes.some(({ idleSeconds }) => idleSeconds > 0)],
    ['period', 'period: time from result to result', true],
  ];
  return mapLegend(items, { width: 24, height: 14 }, swatch);
}

function swatch(kind: string): TemplateResult {
  if (kind === 'period') return svg`<path class="period" d="M12 0V14" />`;
  const rect: Rect = { x: 2, y: 3, width: 20, height: 8 };
  if (kind === 'transfer') return box({ ...rect, y: 5, height: 4 }, 'transfer');
  if (kind === 'idle') return box(rect, 'idle', 'url(#left-idle)');
  if (kind === 'differs') return box(around(rect), 'outline');
  return svg`<g class="stage ${kind}">${box(rect, 'bar')}${
    kind === 'slow' ? box(rect, 'dots', 'url(#left-slow)') : nothing
  }</g>`;
}

function around({ x, y, width, height }: Rect, by = 1.5): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
