import { html, type TemplateResult } from 'lit';
import type { Lane, LayerSegment } from '../../../server/protocol/stageMapModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatShare } from '../common/formatNumbers';
import type { SegmentShape } from '../common/map/segmentShapes';

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
  const speed = lane.fast ? '▲ fast' : '▽ slow';
  return html`<strong><bdi>${segmentTitle(lane, shape)}</bdi></strong>
    <p>
      <span class="figure">${formatSeconds(shape.seconds)}</span>
      · ${shareOfStage(lane, shape)} of its stage
    </p>
    <p>
      Stage ${lane.stage} on <bdi>${shortName(lane.place)}</bdi> ·
      ${speed}${lane.description === '' ? null : html` · <bdi>${shortName(lane.description)}</bdi>`}
    </p>
    ${names}`;
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
