import { html, nothing, type TemplateResult } from 'lit';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import { formatSeconds } from '../common/formatNumbers';
import type { PanelState } from './panelState';
import { shortName } from './segmentWords';

/**
 * What each stage takes on this machine while the result runs, beside what was estimated. Only the
 * best trial runs: other trials have nothing measured.
 */
export function measuredView(
  { measuredSeconds }: Pick<PanelState, 'measuredSeconds'>,
  { lanes, trial, bestTrial }: StageMapModel,
): TemplateResult | typeof nothing {
  if (measuredSeconds.length === 0 || trial !== bestTrial) return nothing;
  return html`<dl class="measured" aria-label="Measured on this machine">
    ${lanes.map(({ stage, place, computeSeconds }) => {
      const seconds = stage === null ? 0 : (measuredSeconds[stage - 1] ?? 0);
      if (seconds === 0) return nothing;
      return html`<div>
        <dt><span class="quiet">${stage}</span> <bdi>${shortName(place)}</bdi></dt>
        <dd>
          ${formatSeconds(seconds)}
          <span class="quiet">measured · ${formatSeconds(computeSeconds)} estimated</span>
        </dd>
      </div>`;
    })}
  </dl>`;
}
