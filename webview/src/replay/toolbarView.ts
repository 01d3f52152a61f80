import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ReplayModel } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import { isWhole } from './axisWindow';
import { endWords } from './momentWords';
import { speeds, type PanelActions, type PanelState } from './panelState';

/** Stands where an event's words will, so that nothing moves when they come. */
const hint =
  'Drag in the charts or use the arrow keys; N and P go to the next and the previous event.';

/** Where the playhead stands, what moves it, and which stretch is looked at. */
export function toolbarView(
  state: PanelState,
  model: ReplayModel,
  actions: PanelActions,
): TemplateResult {
  const { isPlaying, eventWords, window } = state;
  const sign = (
    glyph: string,
    words: string,
    key: string,
    press: () => void,
    off = false,
  ): TemplateResult =>
    html`<button
      type="button"
      aria-label=${words}
      title=${`${words} (${key})`}
      aria-keyshortcuts=${key}
      ?disabled=${off}
      @click=${press}
    >
      ${glyph}
    </button>`;
  const whole = isWhole(window, model);
  return html`<div class="toolbar">
      <p class="place">
        <strong class="position"></strong> <span class="quiet">of ${endWords(model)}</span>
      </p>
      <span class="choice" role="group" aria-label="Play">
        ${sign('⇤', 'To the beginning', 'Home', () => actions.moveTo(0))}
        ${sign(isPlaying ? '❚❚' : '▷', isPlaying ? 'Pause' : 'Play', 'K', () => actions.togglePlay())}
        ${sign('⇥', 'To the end', 'End', () => actions.moveTo(model.end))}
      </span>
      <label class="speed">
        <span class="visually-hidden">Speed</span>
        <select
          title="How many times as fast as it happened"
          @change=${({ target }: Event) => {
            const speed = target instanceof HTMLSelectElement ? speeds[target.selectedIndex] : undefined; // prettier-ignore
            if (speed !== undefined) actions.setSpeed(speed);
          }}
        >
          ${speeds.map((speed) => html`<option .selected=${live(speed === state.speed)}>${speed}×</option>`)}
        </select>
      </label>
      <span class="choice" role="group" aria-label="Events">
        ${sign('↶ Previous event', 'Previous event', 'P', () => actions.goToEvent('previous'))}
        ${sign('Next event ↷', 'Next event', 'N', () => actions.goToEvent('next'))}
      </span>
      <span class="zoom" role="group" aria-label="Zoom">
        ${sign('+', 'Zoom in', '+', () => actions.zoom(0.5))}
        ${sign('−', 'Zoom out', '-', () => actions.zoom(2), whole)}
        ${sign('◂', 'Earlier', ',', () => actions.pan(-0.5), whole)}
        ${sign('▸', 'Later', '.', () => actions.pan(0.5), whole)}
        ${sign('Fit', 'Fit', '0', () => actions.fit(), whole)}
      </span>
    </div>
    <p class="event-words ${eventWords === '' ? 'quiet' : ''}">
      <bdi>${eventWords === '' ? hint : singleLine(eventWords, 200)}</bdi>
    </p>`;
}
