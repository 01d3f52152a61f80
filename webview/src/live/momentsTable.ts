import { html, type TemplateResult } from 'lit';
import type { LiveModel, LivePoint } from '../../../server/protocol/liveModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatShare, formatThroughput, formatWhole } from '../common/formatNumbers';
import type { LiveLook } from './timeWindow';

/** More rows are no overview. */
const mostRows = 120;

/** The curves as a table, the newest moment first: a row a second, or a row a point of the whole run. */
export function momentsTable(model: LiveModel, { span }: LiveLook): TemplateResult {
  const rows = span === 'minute' ? eachSecond(model.minute) : everySo(model.whole);
  return html`<div class="table-scroll tall" tabindex="0" role="region" aria-label="Moments">
    <table class="moments-table">
      <caption>
        ${
          span === 'minute'
            ? 'The last minute, a row a second, the newest first.'
            : 'The whole run, the newest first. p99 is the highest of its moments.'
        }
      </caption>
      <thead>
        <tr>
          ${['time', 'throughput', 'p50', 'p99', 'violations', 'queue'].map(
            (word) => html`<th scope="col" class="number">${word}</th>`,
          )}
          ${model.places.map(
            (place) =>
              html`<th scope="col" class="number"><bdi>${singleLine(place, 40)}</bdi> busy</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((point) => row(point, model.places.length))}
      </tbody>
    </table>
  </div>`;
}

function row(point: LivePoint, places: number): TemplateResult {
  const seconds = (value: number | null): string => (value === null ? '–' : formatSeconds(value));
  const cells = [
    formatThroughput(point.throughput),
    seconds(point.p50Seconds),
    seconds(point.p99Seconds),
    formatWhole(point.violations),
    formatWhole(point.queueDepth),
    ...Array.from({ length: places }, (_, place) => formatShare(point.utilisation[place] ?? 0)),
  ];
  return html`<tr>
    <th scope="row" class="number">${formatSeconds(point.elapsedSeconds)}</th>
    ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
  </tr>`;
}

/** The first point of each second: rows that do not change under the reader. */
function eachSecond(points: readonly LivePoint[]): LivePoint[] {
  const second = (point: LivePoint | undefined): number =>
    Math.floor((point?.elapsedSeconds ?? -1) + 1e-6);
  return points.filter((point, index) => second(point) > second(points[index - 1])).reverse();
}

function everySo(points: readonly LivePoint[]): LivePoint[] {
  const step = Math.ceil(points.length / mostRows);
  return points.filter((_, index) => (points.length - 1 - index) % step === 0).reverse();
}
