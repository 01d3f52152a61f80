import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedResult, Side } from '../../../server/protocol/compareModel';
import { formatSeconds } from '../common/formatNumbers';
import { layersText, shortName } from './stageWords';

/** One of the two maps in words. */
export function stagesTable(result: ComparedResult, side: Side): TemplateResult {
  return html`<div
    class="table-scroll"
    tabindex="0"
    role="region"
    aria-label=${`Stages on the ${side}`}
  >
    <table class="stages-table" data-side=${side}>
      <caption>
        Stages on the ${side}. Period ${formatSeconds(result.periodSeconds)}.
      </caption>
      <thead>
        <tr>
          <th scope="col">stage</th>
          <th scope="col">place</th>
          <th scope="col">layers</th>
          <th scope="col" class="number">time</th>
          <th scope="col" class="number">transfer</th>
          <th scope="col">difference</th>
        </tr>
      </thead>
      <tbody>
        ${result.stages.map((stage) => {
          const lane = result.lanes[stage.lane];
          if (!lane) return nothing;
          return html`<tr>
            <td>${stage.stage}</td>
            <th scope="row">
              ${lane.fast ? '▲' : '▽'} <bdi>${shortName(lane.place)}</bdi>
              ${lane.bottleneck ? html`<span class="alarm">◀ slowest</span>` : nothing}
            </th>
            <td><bdi>${layersText(stage)}</bdi></td>
            <td class="number">${formatSeconds(lane.computeSeconds)}</td>
            <td class="number">${formatSeconds(lane.transferSeconds)}</td>
            <td class=${stage.words === '' ? 'quiet' : 'change'}>
              ${stage.words === '' ? 'none' : html`≠ <bdi>${shortName(stage.words)}</bdi>`}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
