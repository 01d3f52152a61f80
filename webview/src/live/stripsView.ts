import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LiveModel } from '../../../server/protocol/liveModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatShare } from '../common/formatNumbers';
import { place } from '../common/place';
import type { LiveLayout, StripColumn } from './layout';

/** Longest names that are shown. */
const longestName = 60;
/** Units of a strip's picture, which is stretched over the plot. */
const stripWidth = 600;
const stripHeight = 20;

/** What each place did over time: a line of words, and a strip of how busy it was. */
export function stripsView(model: LiveModel, layout: LiveLayout | null): TemplateResult {
  const now = model.minute.at(-1);
  return html`<ul class="places">
    ${model.stages.map((stage, index) => {
      const seconds = now?.stageSeconds[index] ?? 0;
      return html`<li>
        <p class="place-words">
          <span>
            <strong><bdi>${singleLine(stage.place, longestName)}</bdi></strong>
            ${
              stage.emulatedSpeed === null
                ? nothing
                : html`<span class="badge emulated"
                    >emulated at ${formatShare(stage.emulatedSpeed)}</span
                  >`
            }
            <span class="quiet">
              stage ${index + 1} · ${singleLine(stage.cores, longestName)} ·
              <bdi>${singleLine(stage.layers, longestName)}</bdi>
            </span>
          </span>
          <span class="place-figures">
            <span>
              ${seconds > 0 ? formatSeconds(seconds) : '–'}
              <span class="quiet">estimated ${formatSeconds(stage.estimatedSeconds)}</span>
            </span>
            <span class="busy">${formatShare(now?.utilisation[index] ?? 0)} busy</span>
          </span>
        </p>
        ${layout === null ? nothing : strip(layout.strips[index] ?? [])}
      </li>`;
    })}
  </ul>`;
}

function strip(columns: readonly StripColumn[]): TemplateResult {
  const path = columns
    .map(({ x, width, busy }) => {
      const height = Math.round(busy * stripHeight * 10) / 10;
      const wide = Math.round(width * stripWidth * 10) / 10 - 1;
      return `M${x * stripWidth} ${stripHeight}v${-height}h${wide}v${height}z`;
    })
    .join('');
  return html`<svg
    class="strip"
    aria-hidden="true"
    preserveAspectRatio="none"
    viewBox="0 0 ${stripWidth} ${stripHeight}"
  >
    ${svg`<rect class="strip-ground" width=${stripWidth} height=${stripHeight} /><path class="strip-busy" d=${path} />`}
  </svg>`;
}

/** The axis of time below the strips. */
export function timeAxis({ ticks }: LiveLayout, plotPixels: number): TemplateResult {
  return html`<div class="time-axis" aria-hidden="true">
    ${ticks.map(
      ({ x, text }) =>
        html`<span class=${x > 0.97 ? 'end' : ''} ${place({ left: Math.round(x * plotPixels) })}
          >${text}</span
        >`,
    )}
  </div>`;
}
