import { html, type TemplateResult } from 'lit';
import { runStyle } from './runStyle';

/** A run's line and point, as they are drawn. */
export function runSign(index: number): TemplateResult {
  const { className, dash, glyph } = runStyle(index);
  return html`<svg
      class="run-line ${className}"
      width="24"
      height="10"
      viewBox="0 0 24 10"
      aria-hidden="true"
    >
      <line x1="0" x2="24" y1="5" y2="5" stroke-dasharray=${dash.join(' ') || 'none'} /></svg
    ><span class="run-glyph ${className}" aria-hidden="true">${glyph}</span>`;
}
