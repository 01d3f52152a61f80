import { html, type TemplateResult } from 'lit';
import type { ReplayCurves, ReplayModel, ReplayWindow } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import { formatSeconds, formatThroughput, formatWhole } from '../common/formatNumbers';
import type { PanelState } from './panelState';

/** Rows of the table: columns that are asked for in place of pixels. */
export const tableColumns = 40;
/** Longest title of a policy and of interference in a cell. */
const longest = 40;

/** The charts as a table: a row for each stretch of the window. */
export function chartsTable({ told, hidden }: PanelState, model: ReplayModel): TemplateResult {
  if (told === null || told.columns > tableColumns) {
    return html`<p class="quiet" role="status">Asking for the table…</p>`;
  }
  const shown = model.policies.flatMap(({ title }, policy) => {
    const curves = told.curves[policy];
    return curves && !hidden.has(policy) ? [{ title: singleLine(title, longest), curves }] : [];
  });
  return html`<div
    class="table-scroll tall"
    tabindex="0"
    role="region"
    aria-label="Charts as a table"
  >
    <table class="moments">
      <caption>
        The stretch in sight in ${told.columns} parts. Latency: p50 / p99, and from least to most.
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">${model.axis === 'queries' ? 'queries' : 'time'}</th>
          <th scope="col">interference</th>
          ${shown.map(
            ({ title }) =>
              html`<th scope="col" class="number"><bdi>${title}</bdi> throughput</th>
                <th scope="col" class="number">p50 / p99</th>
                <th scope="col" class="number">least – most</th>
                <th scope="col" class="number">over SLO</th>
                <th scope="col" class="number">▲ detected</th>
                <th scope="col" class="number">● trials</th>
                <th scope="col" class="number">▮ switches</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${Array.from({ length: told.columns }, (_, column) => row(model, told, column, shown))}
      </tbody>
    </table>
  </div>`;
}

function row(
  model: ReplayModel,
  told: ReplayWindow,
  column: number,
  shown: readonly { readonly curves: ReplayCurves }[],
): TemplateResult {
  const width = (told.to - told.from) / told.columns;
  const from = told.from + column * width;
  const to = from + width;
  const write = model.axis === 'queries' ? (at: number) => formatWhole(Math.floor(at)) : formatSeconds; // prettier-ignore
  return html`<tr>
    <th scope="row" class="number">${write(from)} – ${write(to)}</th>
    <td><bdi>${slowed(model, told, from, to)}</bdi></td>
    ${shown.map(({ curves }) => cells(curves, column, from, to).map((words) => html`<td class="number">${words}</td>`))}
  </tr>`;
}

function cells(curves: ReplayCurves, column: number, from: number, to: number): string[] {
  const seconds = (values: readonly (number | null)[]): string => {
    const value = values[column] ?? null;
    return value === null ? '–' : formatSeconds(value);
  };
  const rate = curves.throughput[column] ?? null;
  const count = (kind: string): string =>
    formatWhole(
      curves.marks
        .filter((mark) => mark.kind === kind && mark.from >= from && mark.from < to)
        .reduce((sum, mark) => sum + mark.count, 0),
    );
  return [
    rate === null ? '–' : formatThroughput(rate),
    `${seconds(curves.latencyP50)} / ${seconds(curves.latencyP99)}`,
    `${seconds(curves.latencyMin)} – ${seconds(curves.latencyMax)}`,
    formatWhole(curves.violations[column] ?? 0),
    count('detection'),
    count('trial'),
    count('switch'),
  ];
}

function slowed(
  { places }: ReplayModel,
  { bands }: ReplayWindow,
  from: number,
  to: number,
): string {
  const here = bands.filter((band) => band.from < to && band.to > from);
  const words = here
    .slice(0, 3)
    .map(({ place, words: what }) => `${places[place]?.name.slice(0, longest) ?? ''} ${what}`);
  const more = here.length > 3 ? [`${here.length - 3} more`] : [];
  return singleLine([...words, ...more].join(', '), 160);
}
