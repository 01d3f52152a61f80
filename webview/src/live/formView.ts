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

const policies: readonly (readonly [LoadForm['policy'], string])[] = [
  ['static', 'Stay as they are'],
  ['calibrated', 'Calibrated'],
  ['odin', 'ODIN'],
  ['lls', 'LLS'],
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
  const chosen = <Name extends string>(
    label: string,
    options: readonly (readonly [Name, string])[],
    now: Name,
    choose: (name: Name) => void,
  ): TemplateResult =>
    html`<label>
      <span>${label}</span>
      <select
        ?disabled=${underWay}
        @change=${({ target }: Event) => {
          const option = options.find(
            ([name]) => target instanceof HTMLSelectElement && name === target.value,
          );
          if (option) choose(option[0]);
        }}
      >
        ${options.map(
          ([name, words]) =>
            html`<option value=${name} .selected=${live(name === now)}>${words}</option>`,
        )}
      </select>
    </label>`;
  return html`<div class="load" role="group" aria-label="Load">
      ${chosen('Queries', choices, form.arrivals, (name) => actions.setArrivals(name))}
      ${chosen('Stages', policies, form.policy, (name) => actions.setPolicy(name))}
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
