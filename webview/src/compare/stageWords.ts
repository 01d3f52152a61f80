import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedResult, ComparedStage } from '../../../server/protocol/compareModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatShare } from '../common/formatNumbers';

/** Longest name in a tooltip or an accessible name, in UTF-16 units. */
const longestName = 120;

/** A name as one short line. */
export function shortName(name: string): string {
  return singleLine(name, longestName);
}

/** `stem … c2_1.expand, 4 layers`. */
export function layersText({ layers: [first, last], layerCount }: ComparedStage): string {
  if (layerCount === 1) return shortName(first);
  return `${shortName(first)} … ${shortName(last)}, ${layerCount} layers`;
}

/** What a screen reader says of a stage. */
export function stageName(result: ComparedResult, stage: ComparedStage): string {
  const lane = result.lanes[stage.lane];
  if (!lane) return '';
  const slowest = lane.bottleneck ? ', the slowest' : '';
  const difference = stage.words === '' ? '' : `, differs: ${shortName(stage.words)}`;
  return (
    `Stage ${stage.stage} on ${shortName(lane.place)}, ${formatSeconds(lane.computeSeconds)}` +
    `${slowest}, ${layersText(stage)}${difference}`
  );
}

/** What the tooltip shows of a stage. */
export function stageTip(result: ComparedResult, stage: ComparedStage): TemplateResult {
  const lane = result.lanes[stage.lane];
  if (!lane) return html``;
  return html`<strong>Stage ${stage.stage} on <bdi>${shortName(lane.place)}</bdi></strong>
    ${stage.words === '' ? nothing : html`<p class="change">≠ <bdi>${shortName(stage.words)}</bdi></p>`}
    <p><bdi>${layersText(stage)}</bdi></p>
    <p>
      <span class="figure">${formatSeconds(lane.computeSeconds)}</span> · transfer
      ${formatSeconds(lane.transferSeconds)} · busy ${formatShare(lane.busy)}
    </p>
    <p class="quiet">
      ${lane.fast ? '▲ fast' : '▽ slow'}${
        lane.description === '' ? nothing : html` · <bdi>${shortName(lane.description)}</bdi>`
      }
    </p>`;
}
