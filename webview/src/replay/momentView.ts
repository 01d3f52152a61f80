import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ReplayModel, ReplayMoment } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import {
  formatQuality,
  formatSeconds,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';
import { box, patterns, text } from '../common/map/mapDrawing';
import type { Lettering } from '../common/measureText';
import { laneName, lanesLayout, unusedPlaces, type LanePicture } from './lanes';
import { isBetter, positionWords, versusWords } from './momentWords';
import type { PanelState } from './panelState';

/** Longest name and longest list that are shown. */
const longestName = 80;
const mostChanges = 12;

/** What one policy does at the playhead: its figures, its stage map, what changed, and the others beside it. */
export function momentView(
  state: PanelState,
  width: number,
  letters: Lettering,
): TemplateResult | typeof nothing {
  const { model, moments, momentPosition, chosen } = state;
  if (!model) return nothing;
  const moment = moments.find(({ policy }) => policy === chosen);
  const title = `Stage map at ${positionWords(model, momentPosition < 0 ? state.position : momentPosition)}`;
  if (!moment) {
    const why = moments.length > 0 ? 'This policy has ended before.' : 'Asking for this moment…';
    return html`<h2>${title}</h2>
      <p class="quiet">${why}</p>`;
  }
  return html`<h2>${title}</h2>
    <p class="quiet">
      <bdi>${singleLine(model.policies[chosen]?.title ?? '', longestName)}</bdi> ·
      ${model.axis === 'queries' ? formatSeconds(moment.seconds) : `query ${formatWhole(moment.query)}`}${
        moment.mode === 'rebalancing'
          ? html` · <strong class="rebalancing">● rebalancing</strong>`
          : nothing
      }
    </p>
    ${figures(model, moment)} ${lanesView(moment, width, letters)} ${changeView(moment)}
    ${versusView(model, moment, moments)}`;
}

function figures({ sloSeconds }: ReplayModel, moment: ReplayMoment): TemplateResult {
  const isLate = sloSeconds !== null && moment.p99Seconds > sloSeconds;
  const slo = sloSeconds === null ? '' : ` · SLO ${formatSeconds(sloSeconds)}`;
  return html`<dl class="moment-figures">
    <div class="lead">
      <dt>Throughput</dt>
      <dd class="value">${formatThroughput(moment.throughput)}</dd>
    </div>
    <div>
      <dt>Of the bound</dt>
      <dd class="value">
        ${moment.shareOfBound === null ? '–' : formatQuality(moment.shareOfBound)}
      </dd>
    </div>
    <div class=${isLate ? 'late' : ''}>
      <dt>p99${slo}</dt>
      <dd class="value">
        ${formatSeconds(moment.p99Seconds)}${isLate ? html` <span class="verdict">over</span>` : nothing}
      </dd>
    </div>
  </dl>`;
}

function lanesView(moment: ReplayMoment, width: number, letters: Lettering): TemplateResult {
  const layout = lanesLayout(moment, width, letters);
  const unused = unusedPlaces(moment.lanes);
  const [first, last] = [layout.lanes[0], layout.lanes.at(-1)];
  const period = layout.lanes
    .map(({ bar }) => `M${layout.periodX} ${bar.y - 3}V${bar.y + bar.height + 3}`)
    .join('');
  return html`<div class="lanes-frame" tabindex="0" role="region" aria-label="Stages">
      <svg
        class="lanes"
        role="list"
        aria-label="Stages in pipeline order"
        width=${layout.width}
        height=${layout.height}
        viewBox="0 0 ${layout.width} ${Math.max(1, layout.height)}"
      >
        ${patterns('moment')}
        <defs>
          <pattern
            id="slowed-hatch"
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <line class="slowed-line" x1="0" x2="0" y1="0" y2="7" />
          </pattern>
        </defs>
        ${layout.lanes.map((picture) => lane(moment, picture))}
        ${first && last ? svg`<path class="period" aria-hidden="true" d=${period} />${text(layout.period)}` : nothing}
      </svg>
    </div>
    ${unused === '' ? nothing : html`<p class="quiet unused">unused: <bdi>${unused}</bdi></p>`}`;
}

function lane(moment: ReplayMoment, picture: LanePicture): TemplateResult {
  const data = moment.lanes[picture.lane];
  if (!data) return svg``;
  const { bar, segments, transfer, idle, moved, texts } = picture;
  const isSlowed = data.interference !== '';
  const classes = ['lane', data.fast ? 'fast' : 'slow', data.bottleneck ? 'slowest' : '', isSlowed ? 'slowed' : '']; // prettier-ignore
  return svg`<g role="listitem" class=${classes.join(' ')} aria-label=${laneName(data, moment.movedLayers)}>
    <g aria-hidden="true">
      ${idle ? box(idle, 'idle', 'url(#moment-idle)') : nothing}
      ${segments.map(({ odd, ...rect }) => box(rect, odd ? 'segment odd' : 'segment'))}
      ${data.fast ? nothing : box(bar, 'dots', 'url(#moment-slow)')}
      ${isSlowed ? box(bar, 'slowed-bar', 'url(#slowed-hatch)') : nothing}
      ${box(bar, 'bar')}
      ${transfer ? box(transfer, 'transfer') : nothing}
      ${moved.map((rect) => box(rect, 'moved'))}
      ${texts.map(text)}
    </g>
  </g>`;
}

function changeView({ lastChange }: ReplayMoment): TemplateResult {
  if (lastChange === null) {
    return html`<p class="quiet change">The configuration has not changed yet.</p>`;
  }
  const { query, words } = lastChange;
  const more = words.length - mostChanges;
  return html`<div class="change">
    <p class="quiet">Changed by the last switch (query ${formatWhole(query)})</p>
    <ul>
      ${words.slice(0, mostChanges).map((word) => html`<li class="good-words"><bdi>${singleLine(word, 200)}</bdi></li>`)}
      ${more > 0 ? html`<li class="quiet">and ${formatWhole(more)} more</li>` : nothing}
    </ul>
  </div>`;
}

function versusView(
  { policies, axis }: ReplayModel,
  moment: ReplayMoment,
  moments: readonly ReplayMoment[],
): TemplateResult | typeof nothing {
  const others = moments.filter(({ policy }) => policy !== moment.policy);
  if (others.length === 0) return nothing;
  return html`<dl
    class="versus"
    aria-label=${axis === 'queries' ? 'Compared at this query' : 'Compared at this time'}
  >
    ${others.map(
      (other) =>
        html`<div>
          <dt>Versus <bdi>${singleLine(policies[other.policy]?.title ?? '', longestName)}</bdi></dt>
          <dd class=${isBetter(moment, other) ? 'good-words' : ''}>
            ${versusWords(moment, other)}
          </dd>
        </div>`,
    )}
  </dl>`;
}
