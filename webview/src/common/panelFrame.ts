import { html, nothing, type TemplateResult } from 'lit';
import { singleLine } from './fitText';

/** Title and subtitle of a panel, with what can be done beside them. */
export function titleView(
  title: string | TemplateResult,
  subtitle: string | TemplateResult,
  actions: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<header class="title">
    <div>
      <h1>${typeof title === 'string' ? html`<bdi>${singleLine(title)}</bdi>` : title}</h1>
      <p class="quiet">
        ${typeof subtitle === 'string' ? html`<bdi>${singleLine(subtitle)}</bdi>` : subtitle}
      </p>
    </div>
    <div class="actions" role="group" aria-label="Actions">${actions}</div>
  </header>`;
}

/** Shows the same as a table, and back; there may be nothing to show yet. */
export function tableButton(
  asTable: boolean,
  toggle: () => void,
  isDisabled = false,
): TemplateResult {
  return html`<button
    type="button"
    aria-pressed=${asTable ? 'true' : 'false'}
    ?disabled=${isDisabled}
    @click=${toggle}
  >
    Show as table
  </button>`;
}

/** A request that failed, said above everything else until it is dismissed. */
export function noticeView(notice: string | null, dismiss: () => void): TemplateResult {
  return html`<div role="alert">
    ${
      notice === null
        ? nothing
        : html`<p class="notice">
            <span>${singleLine(notice)}</span>
            <button type="button" @click=${dismiss}>Dismiss</button>
          </p>`
    }
  </div>`;
}

/** Why a panel has nothing to show, and the way out. */
export function failureView(
  title: string,
  reason: string,
  hint: string,
  actions: TemplateResult | typeof nothing = nothing,
  notice: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<main class="failure">
    <div role="alert">
      <h1>${title}</h1>
      <p><bdi>${singleLine(reason, 2000)}</bdi></p>
    </div>
    <p class="quiet">${hint}</p>
    <div class="actions">${actions}</div>
    ${notice}
  </main>`;
}

/** What stands in a panel before its first model. */
export function loadingView(): TemplateResult {
  return html`<p class="loading" role="status">Loading…</p>`;
}
