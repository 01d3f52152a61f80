import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ReplayModel, ReplayPolicy } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import {
  formatQuality,
  formatSeconds,
  formatShare,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';
import type { PanelActions, PanelState } from './panelState';
import { policyStyles, type PolicyStyle } from './policyStyles';

/** Longest title that is shown. */
const longestTitle = 60;

/** Which policies are drawn, each with its line and what it does where the playhead is. */
export function policyChoice(
  { hidden }: PanelState,
  { policies }: ReplayModel,
  actions: PanelActions,
): TemplateResult {
  const styles = policyStyles(policies);
  return html`<ul class="policies" aria-label="Policies that are drawn">
    ${policies.map(
      ({ title }, policy) =>
        html`<li>
          <label>
            <input
              type="checkbox"
              .checked=${live(!hidden.has(policy))}
              @change=${() => actions.togglePolicy(policy)}
            />
            ${lineSign(styles[policy])}
            <bdi>${singleLine(title, longestTitle)}</bdi>
          </label>
          <span class="quiet readout" data-policy=${policy}></span>
        </li>`,
    )}
  </ul>`;
}

/** Every policy's whole replay side by side. */
export function summaryView(
  { chosen }: PanelState,
  model: ReplayModel,
  actions: PanelActions,
): TemplateResult {
  const { policies } = model;
  const styles = policyStyles(policies);
  return html`<section aria-labelledby="policies-title">
    <h2 id="policies-title">Policies over the whole replay</h2>
    <div class="table-scroll" tabindex="0" role="region" aria-labelledby="policies-title">
      <table class="summary">
        <thead>
          <tr>
            <th scope="col">policy</th>
            ${[
              'throughput',
              'of the bound',
              'p99',
              'over SLO',
              'detections',
              'trials',
              'switches',
              'rebalancing',
            ].map((words) => html`<th scope="col" class="number">${words}</th>`)}
            <th scope="col">stage map</th>
          </tr>
        </thead>
        <tbody>
          ${policies.map(
            (policy, index) =>
              html`<tr aria-current=${index === chosen ? 'true' : 'false'}>
                <th scope="row">
                  ${lineSign(styles[index])} <bdi>${singleLine(policy.title, longestTitle)}</bdi>${
                    policy.isBound ? html` <span class="badge good">bound</span>` : nothing
                  }
                </th>
                ${cells(policy).map((words) => html`<td class="number">${words}</td>`)}
                <td>
                  <button
                    type="button"
                    class="link"
                    aria-pressed=${index === chosen ? 'true' : 'false'}
                    aria-label=${`Stage map of ${singleLine(policy.title, longestTitle)}`}
                    @click=${() => actions.choosePolicy(index)}
                  >
                    ${index === chosen ? 'shown' : 'show'}
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Which policy the stage map is of. */
export function chosenPolicyView(
  { chosen }: PanelState,
  { policies }: ReplayModel,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  if (policies.length < 2) return nothing;
  return html`<label class="chosen">
    <span class="quiet">Stage map of</span>
    <select
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) actions.choosePolicy(target.selectedIndex);
      }}
    >
      ${policies.map(
        ({ title }, index) =>
          html`<option .selected=${live(index === chosen)}>
            ${singleLine(title, longestTitle)}
          </option>`,
      )}
    </select>
  </label>`;
}

function cells(policy: ReplayPolicy): string[] {
  const { queries, violations, rebalancingQueries } = policy;
  const share = (count: number): string =>
    queries > 0 ? `${formatWhole(count)} (${formatShare(count / queries)})` : '–';
  return [
    formatThroughput(policy.throughput),
    policy.shareOfBound === null ? '–' : formatQuality(policy.shareOfBound),
    formatSeconds(policy.p99Seconds),
    share(violations),
    formatWhole(policy.detections),
    formatWhole(policy.trials),
    formatWhole(policy.switches),
    share(rebalancingQueries),
  ];
}

/** A policy's line as it is drawn. */
function lineSign(style: PolicyStyle | undefined): TemplateResult {
  const ink = (style?.ink ?? '--text').slice(2);
  return html`<svg
    class="line-sign ${ink}"
    width="26"
    height="10"
    viewBox="0 0 26 10"
    aria-hidden="true"
  >
    ${svg`<line x1="0" x2="26" y1="5" y2="5" stroke-dasharray=${style?.dash.join(' ') || 'none'} />`}
  </svg>`;
}
