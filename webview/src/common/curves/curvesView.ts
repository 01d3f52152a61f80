import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { EndLabel } from '../endLabels';
import { formatSeconds, formatWhole } from '../formatNumbers';
import { place } from '../place';
import { runStyle } from '../runStyle';
import type { Axis, AxisLook } from './axisPlace';
import type { CurvesActions } from './curvesState';

/** Steps of the slider that moves the reading. */
const sliderSteps = 1000;

/** A button that stays pressed. */
export function toggleButton(words: string, on: boolean, press: () => void): TemplateResult {
  return html`<button type="button" aria-pressed=${on ? 'true' : 'false'} @click=${press}>
    ${words}
  </button>`;
}

/** What the axis counts, and whether it is logarithmic. */
export function axisButtons({ axis, log }: AxisLook, actions: CurvesActions): TemplateResult {
  return html`<span class="choice" role="group" aria-label="Horizontal axis">
      ${toggleButton('Trials', axis === 'trials', () => actions.setAxis('trials'))}
      ${toggleButton('Trial time', axis === 'seconds', () => actions.setAxis('seconds'))}
    </span>
    ${toggleButton('Log axis', log, () => actions.toggleLog())}`;
}

/** What the chart of curves is drawn from. */
export interface CurvesInView {
  readonly labels: readonly EndLabel[];
  readonly axis: Axis;
  /** Place on the axis that is read, as a share 0…1 of it. */
  readonly share: number;
  /** What is read there, in words. */
  readonly words: string;
  /** Whether there is more than one curve. */
  readonly several: boolean;
}

/** The chart of curves with their names, and the slider that reads them. */
export function curvesView(
  { labels, axis, share, words, several }: CurvesInView,
  actions: CurvesActions,
): TemplateResult {
  const onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement)
      actions.read(event.target.valueAsNumber / sliderSteps);
  };
  return html`<div class=${several ? 'curves several' : 'curves'} aria-describedby="summary">
      <div class="chart"><canvas class="curves-chart" aria-hidden="true"></canvas></div>
      <div class="end-labels" aria-hidden="true">
        ${labels.map(
          ({ text, top, run }) =>
            html`<span class=${runStyle(run).className} ${place({ top })}
              ><bdi>${text}</bdi></span
            >`,
        )}
      </div>
    </div>
    <input
      class="slider"
      type="range"
      min="0"
      max=${sliderSteps}
      step="1"
      .value=${live(String(Math.round(share * sliderSteps)))}
      aria-label=${axis === 'trials' ? 'Trial that is read' : 'Trial time that is read'}
      aria-valuetext=${words}
      @input=${onInput}
    />`;
}

/** `At trial 12: Shisha 93.1 %, …`; each of `words` says what one curve reads there. */
export function readingWords(axis: Axis, reading: number, words: readonly string[]): string {
  const where = axis === 'trials' ? `trial ${formatWhole(reading)}` : formatSeconds(reading);
  return `At ${where}: ${words.join(', ')}`;
}
