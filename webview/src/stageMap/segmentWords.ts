import { html, type TemplateResult } from 'lit';
import type { Lane, LayerSegment, StageMapModel } from '../../../server/protocol/stageMapModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatShare } from '../common/formatNumbers';
import type { SegmentShape } from '../common/map/segmentShapes';
import { stageSeconds } from './arrangement';

/** Longest name in a tooltip or an accessible name, in UTF-16 units. */
const longestName = 120;
/** Layers of a merged segment that a tooltip names. */
const namedLayers = 8;

/** The layers that a segment stands for. */
export function layersOf(lane: Lane, shape: SegmentShape): readonly LayerSegment[] {
  return lane.segments.slice(shape.first, shape.end);
}

/** A name as one short line. */
export function shortName(name: string): string {
  return singleLine(name, longestName);
}

/** What a screen reader says of a segment: `c2_1.reduce, 0.12 ms, 10 % of stage 2 on fep0`. */
export function segmentName(lane: Lane, shape: SegmentShape): string {
  const time = formatSeconds(shape.seconds);
  const where = `${shareOfStage(lane, shape)} of stage ${lane.stage ?? ''} on ${shortName(lane.place)}`;
  return `${segmentTitle(lane, shape)}, ${time}, ${where}`;
}

/** What the tooltip shows of a segment. */
export function segmentTooltip(lane: Lane, shape: SegmentShape): TemplateResult {
  const layers = layersOf(lane, shape);
  const more = layers.length - namedLayers;
  const names =
    layers.length === 1
      ? null
      : html`<ul>
          ${layers
            .slice(0, namedLayers)
            .map(
              ({ name, seconds }) =>
                html`<li><bdi>${shortName(name)}</bdi> <span>${formatSeconds(seconds)}</span></li>`,
            )}
          ${more > 0 ? html`<li>and ${more} more</li>` : null}
        </ul>`;
  return html`<strong><bdi>${segmentTitle(lane, shape)}</bdi></strong>
    <p>
      <span class="figure">${formatSeconds(shape.seconds)}</span>
      · ${shareOfStage(lane, shape)} of its stage
    </p>
    <p>Stage ${lane.stage} on <bdi>${shortName(lane.place)}</bdi> · ${speedWords(lane)}</p>
    ${names} ${stageFigures(lane)}`;
}

/** What the tooltip shows of a stage, beside its layers. */
export function stageTooltip(lane: Lane): TemplateResult {
  const slowest = lane.bottleneckIsTransfer ? ' · its transfer is the slowest' : ' · the slowest';
  return html`<strong>Stage ${lane.stage} on <bdi>${shortName(lane.place)}</bdi></strong>
    <p>${speedWords(lane)}${lane.bottleneck ? slowest : null}</p>
    ${stageFigures(lane)}`;
}

/** What a screen reader says of a stage: `Stage 2 on fep0, fast, 1.12 ms, 92 % busy, slowest`. */
export function stageName(lane: Lane, model: Pick<StageMapModel, 'transfers'>): string {
  const slowest = lane.bottleneckIsTransfer ? 'slowest transfer' : 'slowest';
  return [
    `Stage ${lane.stage ?? ''} on ${shortName(lane.place)}`,
    lane.fast ? 'fast' : 'slow',
    formatSeconds(stageSeconds(lane, model)),
    `${formatShare(lane.busy)} busy`,
    ...(lane.bottleneck ? [slowest] : []),
  ].join(', ');
}

function stageFigures(lane: Lane): TemplateResult {
  const { computeSeconds, transferSeconds, idleSeconds, segments } = lane;
  const row = (what: string, figure: string): TemplateResult =>
    html`<li><span>${what}</span> <span>${figure}</span></li>`;
  return html`<ul>
    ${row(segments.length === 1 ? 'its layer' : `its ${segments.length} layers`, formatSeconds(computeSeconds))}
    ${transferSeconds > 0 ? row('transfer to the next stage', formatSeconds(transferSeconds)) : null}
    ${row('idle', formatSeconds(idleSeconds))} ${row('busy', formatShare(lane.busy))}
  </ul>`;
}

function speedWords({ fast, description }: Lane): TemplateResult {
  const about = description === '' ? null : html` · <bdi>${shortName(description)}</bdi>`;
  return html`${fast ? '▲ fast' : '▽ slow'}${about}`;
}

function segmentTitle(lane: Lane, shape: SegmentShape): string {
  const layers = layersOf(lane, shape);
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) return '';
  if (first === last) return shortName(first.name);
  return `${layers.length} layers, ${shortName(first.name)} … ${shortName(last.name)}`;
}

function shareOfStage(lane: Lane, shape: SegmentShape): string {
  return formatShare(lane.computeSeconds > 0 ? shape.seconds / lane.computeSeconds : 0);
}
