import { html, nothing, type TemplateResult } from 'lit';
import type {
  BoxedMeasure,
  ComparisonModel,
  MeasuredFigure,
} from '../../../server/protocol/comparisonModel';
import type { Axis } from '../common/curves/axisPlace';
import { singleLine } from '../common/fitText';
import { formatQuality, formatSeconds, formatWhole } from '../common/formatNumbers';
import { runSign } from '../common/runSign';
import { qualityAt } from './layout';

/** Longest name of an explorer, in UTF-16 units. */
const longestName = 60;

/** Explorers with the mean of every measure, and what each had found at the place that is read. */
export function figuresTable(model: ComparisonModel, axis: Axis, reading: number): TemplateResult {
  const at =
    axis === 'trials' ? `at trial ${formatWhole(reading)}` : `after ${formatSeconds(reading)}`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Explorers">
    <table class="figures-table">
      <caption class="visually-hidden">
        Geometric means over the runs, with 95 % confidence intervals. A star marks the best and
        those that cannot be told from it.
      </caption>
      <thead>
        <tr>
          <th scope="col">explorer</th>
          ${model.measures.map(({ label, meaning }) => html`<th scope="col" class="number" title=${meaning}>${label.toLowerCase()}</th>`)}
          <th scope="col" class="number">${at}</th>
        </tr>
      </thead>
      <tbody>
        ${model.explorers.map((explorer, index) => {
          const quality = qualityAt(explorer, model, axis, reading);
          return html`<tr>
            <th scope="row">
              ${runSign(index)}
              <bdi>${singleLine(explorer.title, longestName)}</bdi>
              <span class="quiet detail">${explorerDetail(explorer)}</span>
            </th>
            ${model.measures.map(({ name }) => figureCell(explorer.figures[name]))}
            <td class="number reading">${quality === null ? '–' : formatQuality(quality)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function explorerDetail({ runs, detail }: ComparisonModel['explorers'][number]): string {
  return singleLine([runs, detail].filter((words) => words !== '').join(' · '), 120);
}

function figureCell({ text, interval, isBest }: MeasuredFigure): TemplateResult {
  return html`<td class="number">
    <span class=${isBest ? 'best' : ''}
      >${isBest ? html`<span aria-label="best">★</span> ` : nothing}${text}</span
    >
    ${interval === '' ? nothing : html`<span class="quiet detail">${interval}</span>`}
  </td>`;
}

const boxed: readonly BoxedMeasure[] = ['quality', 'trials', 'convergenceSeconds'];
const rangeNames = ['least', 'lower quartile', 'median', 'upper quartile', 'most'];

/** The box plots in words. */
export function spreadTable({ explorers, measures }: ComparisonModel): TemplateResult {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="How the runs spread">
    <table class="spread-table">
      <thead>
        <tr>
          <th scope="col">explorer</th>
          <th scope="col">measure</th>
          ${rangeNames.map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${explorers.map((explorer, index) =>
          boxed.map(
            (name) =>
              html`<tr>
                <th scope="row">
                  ${runSign(index)} <bdi>${singleLine(explorer.title, longestName)}</bdi>
                </th>
                <td>${measures.find((measure) => measure.name === name)?.label ?? name}</td>
                ${explorer.figures[name].range.map((text) => html`<td class="number">${text}</td>`)}
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

/** Most places of an axis that a table shows. */
const mostRows = 40;

/** Places where something changes, and the last, where everything has ended; of too many some. */
function tablePlaces(model: ComparisonModel, axis: Axis): number[] {
  const all = model.axes[axis];
  const medians = model.explorers.map(({ byTrials, bySeconds }) =>
    axis === 'trials' ? byTrials.median : bySeconds.median,
  );
  const changes = all.filter(
    (_, index) =>
      index === 0 ||
      index === all.length - 1 ||
      medians.some((median) => median[index] !== median[index - 1]),
  );
  const step = Math.ceil(changes.length / mostRows);
  return changes.filter((_, index) => index % step === 0 || index === changes.length - 1);
}

/** The curves in words: the median quality of each explorer at places of the axis. */
export function qualityTable(model: ComparisonModel, axis: Axis): TemplateResult {
  const places = tablePlaces(model, axis);
  const write = axis === 'trials' ? formatWhole : formatSeconds;
  return html`<div
    class="table-scroll tall"
    tabindex="0"
    role="region"
    aria-label="Quality, best so far"
  >
    <table class="quality-table">
      <caption>
        Median quality of the best so far over the runs of each explorer.
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">${axis === 'trials' ? 'trial' : 'trial time'}</th>
          ${model.explorers.map(({ title }, index) => html`<th scope="col" class="number">${runSign(index)} <bdi>${singleLine(title, longestName)}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${places.map(
          (x) =>
            html`<tr>
              <th scope="row" class="number">${write(x)}</th>
              ${model.explorers.map((explorer) => {
                const quality = qualityAt(explorer, model, axis, x);
                return html`<td class="number">
                  ${quality === null ? '–' : formatQuality(quality)}
                </td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
