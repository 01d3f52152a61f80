import { html, type TemplateResult } from 'lit';

/** One sign of a map: its kind, what it means, and whether the map has it. */
export type LegendItem = readonly [kind: string, words: string, isShown: boolean];

/**
 * What the signs of a map mean, each in a small picture of its own.
 * @param size of the pictures, in pixels.
 */
export function mapLegend(
  items: readonly LegendItem[],
  { width, height }: { readonly width: number; readonly height: number },
  swatch: (kind: string) => TemplateResult,
): TemplateResult {
  const shown = items.filter(([, , isShown]) => isShown);
  return html`<ul class="legend" aria-label="Legend">
    ${shown.map(
      ([kind, words]) =>
        html`<li>
          <svg
            class="swatch"
            width=${width}
            height=${height}
            viewBox="0 0 ${width} ${height}"
            aria-hidden="true"
          >
            ${swatch(kind)}
          </svg>
          ${words}
        </li>`,
    )}
  </ul>`;
}
