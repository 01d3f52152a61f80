import { html, nothing, type TemplateResult } from 'lit';
import type { LiveModel } from '../../../server/protocol/liveModel';
import { singleLine } from '../common/fitText';
import { formatSeconds } from '../common/formatNumbers';
import { place } from '../common/place';
import type { MomentLabel } from './momentLabels';
import type { PanelActions } from './panelState';

/** More are no overview. */
const mostMoments = 6;
/** Pixels of a row of labels. */
const rowPixels = 18;

const words = { detected: 'noticed', trial: 'tried', settled: 'now' };

/** Words below the charts, where things happened; the list says the same to those who cannot see it. */
export function labelsView({
  labels,
}: {
  readonly labels: readonly MomentLabel[];
}): TemplateResult | typeof nothing {
  if (labels.length === 0) return nothing;
  const rows = 1 + Math.max(...labels.map(({ row }) => row));
  return html`<div class="moment-labels" aria-hidden="true" ${place({ height: rows * rowPixels })}>
    ${labels.map(
      ({ kind, text, left, row }) =>
        html`<span class=${kind} ${place({ left, top: row * rowPixels })}
          ><bdi>${singleLine(text, 80)}</bdi></span
        >`,
    )}
  </div>`;
}

/** What happened in words, the newest first, with the way to end what was injected. */
export function momentsView(
  { marks, bands, state }: LiveModel,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  const moments = [
    ...marks.map(({ elapsedSeconds, kind, words: detail }) => ({
      at: elapsedSeconds,
      text: `${words[kind]}: ${detail}`,
      open: null,
    })),
    ...bands.map(({ episode, place: name, words: detail, fromSeconds, toSeconds }) => ({
      at: fromSeconds,
      text: `${detail} on ${name}${toSeconds === null ? '' : `, for ${formatSeconds(toSeconds - fromSeconds)}`}`,
      open: toSeconds === null && state === 'running' ? episode : null,
    })),
  ].sort((a, b) => Number(b.open !== null) - Number(a.open !== null) || b.at - a.at);
  if (moments.length === 0) return nothing;
  return html`<ul class="marks quiet" aria-label="What happened">
    ${moments
      .slice(0, mostMoments)
      .map(
        ({ at, text, open }) =>
          html`<li>
            ${formatSeconds(at)}: <bdi>${singleLine(text, 200)}</bdi>${
              open === null
                ? nothing
                : html`<button
                    type="button"
                    class="calm"
                    @click=${() => actions.endInterference(open)}
                  >
                    ■ End
                  </button>`
            }
          </li>`,
      )}
  </ul>`;
}
