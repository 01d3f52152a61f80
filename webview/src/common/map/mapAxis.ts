import { html, nothing, svg, type TemplateResult } from 'lit';
import { text, type MapLabel } from './mapDrawing';

/** The time axis over a map, in pixels. */
export interface MapAxis {
  readonly height: number;
  /** Ticks without words have no label. */
  readonly ticks: readonly { readonly x: number; readonly label: MapLabel<string> | null }[];
  readonly period: { readonly x: number; readonly label: MapLabel<string> };
  /** Words over the columns beside the bars. */
  readonly headings?: readonly MapLabel<string>[];
}

/** The time axis over a map: ticks, and where the period ends. */
export function mapAxis(
  { height, ticks, period, headings = [] }: MapAxis,
  width: number,
): TemplateResult {
  return html`<svg
    class="axis"
    aria-hidden="true"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
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

/** A path of vertical lines at `x`, one through each row. */
export function linesAt(
  x: number,
  rows: readonly { readonly lines: { readonly top: number; readonly bottom: number } }[],
): string {
  return rows.map(({ lines }) => `M${x} ${lines.top}V${lines.bottom}`).join('');
}
