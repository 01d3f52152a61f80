import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LayersModel } from '../../../server/protocol/layersModel';
import { place } from '../common/place';
import { headings, stackedHeading } from './headings';
import { rowName } from './layerWords';
import type { LayersLayout } from './layout';
import type { PanelActions, PanelState } from './panelState';
import type { Bar, CellText, RowShape } from './rowShapes';

/** Handlers of the grid's events, which bubble from the rows. */
export interface GridEvents {
  click(event: Event): void;
  keydown(event: KeyboardEvent): void;
  pointermove(event: PointerEvent): void;
  pointerleave(): void;
}

/** The columns' headings and the rows in sight, as a grid with one tab stop. */
export function gridView(
  state: PanelState,
  model: LayersModel,
  layout: LayersLayout,
  actions: PanelActions,
  events: GridEvents,
): TemplateResult {
  const { arrangement, rows, height } = layout;
  const [first, end] = state.drawn;
  const top = first * arrangement.rowHeight;
  const drawnHeight = Math.max(0, end - first) * arrangement.rowHeight;
  const activeIsDrawn = state.active >= first && state.active < end;
  return html`<div
    class="grid ${arrangement.kind}"
    role="grid"
    aria-label="Layers"
    aria-describedby="summary"
    aria-rowcount=${rows.length + 1}
    aria-colcount=${arrangement.columns.length}
    aria-activedescendant=${activeIsDrawn ? `row-${state.active}` : nothing}
    tabindex="0"
    @keydown=${events.keydown}
  >
    ${arrangement.kind === 'wide' ? headings(state, layout, actions) : stackedHeading(layout)}
    <div class="rows" role="rowgroup" ${place({ height })}>
      <svg
        role="presentation"
        ${place({ top })}
        width=${arrangement.width}
        height=${drawnHeight}
        viewBox="0 0 ${arrangement.width} ${Math.max(1, drawnHeight)}"
        @click=${events.click}
        @pointermove=${events.pointermove}
        @pointerleave=${events.pointerleave}
      >
        <defs>
          <pattern id="pattern-slow" width="5" height="5" patternUnits="userSpaceOnUse">
            <circle class="dot" cx="1.5" cy="1.5" r="0.85" />
          </pattern>
        </defs>
        ${layout.shapes(first, end).map((shape) => row(state, model, layout, shape))}
      </svg>
    </div>
    ${rows.length === 0 ? html`<p class="quiet empty">No layer has these words.</p>` : nothing}
  </div>`;
}

function row(
  { active, selected, drawn }: PanelState,
  model: LayersModel,
  { arrangement: { rowHeight, width } }: LayersLayout,
  shape: RowShape,
): TemplateResult {
  const facts = model.layers[shape.layer];
  const isSelected = selected.has(shape.layer);
  const y = (shape.position - drawn[0]) * rowHeight;
  const classes = ['row', isSelected ? 'selected' : '', shape.position === active ? 'active' : ''];
  return svg`<g
    role="row"
    class=${classes.join(' ')}
    id="row-${shape.position}"
    data-position=${shape.position}
    aria-rowindex=${shape.position + 2}
    aria-selected=${isSelected ? 'true' : 'false'}
    aria-label=${facts ? rowName(model, facts) : nothing}
    transform="translate(0 ${y})"
  >
    <rect class="row-back" width=${width} height=${rowHeight} />
    ${isSelected ? svg`<rect class="row-mark" width="3" height=${rowHeight} />` : nothing}
    <g aria-hidden="true">${shape.bars.map(bar)}</g>
    ${shape.cells.map(
      ({ texts }, index) =>
        svg`<g role="gridcell" aria-colindex=${index + 1}>${texts.map(cellText)}</g>`,
    )}
    <rect class="ring" x="1" y="1" width=${Math.max(0, width - 2)} height=${rowHeight - 2} />
  </g>`;
}

function bar({ kind, x, y, width, height }: Bar): TemplateResult {
  const box = svg`<rect class="bar ${kind}" x=${x} y=${y} width=${width} height=${height} />`;
  if (kind !== 'slow') return box;
  return svg`${box}<rect fill="url(#pattern-slow)" x=${x} y=${y} width=${width} height=${height} />`;
}

function cellText({ kind, text, x, baseline, width, align }: CellText): TemplateResult {
  const anchor = align === 'start' ? x : x + width;
  return svg`<text class="label text-${kind} ${align}" x=${anchor} y=${baseline}>${text}</text>`;
}
