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
  // Before the first moment nobody has served.
  const places = model.places.length > 0 ? model.places : model.stages.map(({ place }) => place);
  return html`<ul class="places">
    ${places.map(
      (place, index) =>
        html`<li>
          ${placeWords(model, place, index)}
          ${layout === null ? nothing : strip(layout, place, index)}
        </li>`,
    )}
  </ul>`;
}

function placeWords(model: LiveModel, place: string, index: number): TemplateResult {
  const now = model.minute.at(-1);
  const seconds = now?.stageSeconds[index] ?? 0;
  const number = model.stages.findIndex((one) => one.place === place);
  const stage = model.stages[number];
  const emulatedSpeed = stage?.emulatedSpeed ?? null;
  return html`<p class="place-words">
    <span>
      <strong><bdi>${singleLine(place, longestName)}</bdi></strong>
      ${
        emulatedSpeed === null
          ? nothing
          : html`<span class="badge emulated">emulated at ${formatShare(emulatedSpeed)}</span>`
      }
      ${
        stage === undefined
          ? html`<span class="quiet">no stage</span>`
          : html`<span class="quiet">
              stage ${number + 1} · ${singleLine(stage.cores, longestName)} ·
              <bdi>${singleLine(stage.layers, longestName)}</bdi>
            </span>`
      }
    </span>
    <span class="place-figures">
      ${
        stage === undefined
          ? nothing
          : html`<span>
              ${seconds > 0 ? formatSeconds(seconds) : '–'}
              <span class="quiet">estimated ${formatSeconds(stage.estimatedSeconds)}</span>
            </span>`
      }
      <span class="busy">${formatShare(now?.utilisation[index] ?? 0)} busy</span>
    </span>
  </p>`;
}

function strip({ strips, bands, window }: LiveLayout, name: string, index: number): TemplateResult {
  const toX = (seconds: number) =>
    Math.round(((seconds - window.from) / (window.to - window.from)) * stripWidth * 10) / 10;
  const path = (strips[index] ?? []).map(columnPath).join('');
  const slowed = bands.filter((band) => band.place === name);
  return html`<svg
    class="strip"
    aria-hidden="true"
    preserveAspectRatio="none"
    viewBox="0 0 ${stripWidth} ${stripHeight}"
  >
    ${svg`<rect class="strip-ground" width=${stripWidth} height=${stripHeight} />
      <path class="strip-busy" d=${path} />
      ${slowed.map(
        ({ from, to }) =>
          svg`<rect class="strip-band" x=${toX(from)} width=${toX(to) - toX(from)} height=${stripHeight} />`,
      )}`}
  </svg>`;
}

function columnPath({ x, width, busy }: StripColumn): string {
  const height = Math.round(busy * stripHeight * 10) / 10;
  const wide = Math.round(width * stripWidth * 10) / 10 - 1;
  return `M${x * stripWidth} ${stripHeight}v${-height}h${wide}v${height}z`;
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
