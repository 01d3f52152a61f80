import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isUnderWay } from './liveWords';
import type { LoadField, LoadForm } from './loadForm';
import type { PanelActions, PanelState } from './panelState';

const choices: readonly (readonly [LoadForm['arrivals'], string])[] = [
  ['closed', 'As fast as they go'],
  ['constant', 'Evenly spaced'],
  ['poisson', 'Poisson'],
];

/** What the next run is asked for, with Run and Stop. */
export function formView(state: PanelState, actions: PanelActions): TemplateResult {
  const { form, mistake, model } = state;
  const underWay = isUnderWay(model);
  const typed = (field: LoadField, label: string, unit: string): TemplateResult =>
    html`<label>
      <span>${label}</span>
      <span class="field">
        <input
          type="text"
          inputmode="decimal"
          autocomplete="off"
          size="6"
          name=${field}
          .value=${live(form[field])}
          ?disabled=${underWay}
          aria-invalid=${mistake?.field === field ? 'true' : 'false'}
          aria-describedby=${mistake?.field === field ? 'mistake' : nothing}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) actions.setField(field, target.value);
          }}
          @keydown=${({ key }: KeyboardEvent) => {
            if (key === 'Enter') actions.run();
          }}
        />
        <span class="quiet">${unit}</span>
      </span>
    </label>`;
  return html`<div class="load" role="group" aria-label="Load">
      <label>
        <span>Queries</span>
        <select
          ?disabled=${underWay}
          @change=${({ target }: Event) => {
            const chosen = choices.find(
              ([name]) => target instanceof HTMLSelectElement && name === target.value,
            );
            if (chosen) actions.setArrivals(chosen[0]);
          }}
        >
          ${choices.map(
            ([name, words]) =>
              html`<option value=${name} .selected=${live(name === form.arrivals)}>
                ${words}
              </option>`,
          )}
        </select>
      </label>
      ${form.arrivals === 'closed' ? nothing : typed('perSecond', 'Rate', '/s')}
      ${typed('seconds', 'Time', 's')} ${typed('sloMilliseconds', 'SLO', 'ms')}
      ${
        underWay
          ? html`<button
              type="button"
              class="run"
              ?disabled=${model?.state === 'stopping'}
              @click=${() => actions.stop()}
            >
              ■ Stop
            </button>`
          : html`<button type="button" class="run" @click=${() => actions.run()}>▶ Run</button>`
      }
    </div>
    <p id="mistake" class="mistake" role="alert">${mistake?.message ?? nothing}</p>`;
}
