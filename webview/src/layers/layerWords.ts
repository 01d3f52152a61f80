import { html, nothing, type TemplateResult } from 'lit';
import type { LayerFacts, LayersModel } from '../../../server/protocol/layersModel';
import { singleLine } from '../common/fitText';
import { formatShare } from '../common/formatNumbers';
import { allMetrics, disagreementText, totalOf, type Metric } from './columns';

/** Longest name in a tooltip or an accessible name, in UTF-16 units. */
const longestName = 120;

/** A name as one short line. */
export function shortName(name: string): string {
  return singleLine(name, longestName);
}

/** What a screen reader says of a row: name, operator, and every figure with its unit. */
export function rowName(model: LayersModel, layer: LayerFacts): string {
  const figures = allMetrics(model).map(
    (metric) =>
      `${shortName(metric.heading.replace(/^[▲▽] /, ''))} ${metric.write(metric.of(layer))}`,
  );
  const mark = layer.disagreement
    ? [`measured ${disagreementText(layer.disagreement.ratio).replace('est.', 'the estimate')}`]
    : [];
  const shape = `output ${layer.outputShape.join('×')}`;
  return [shortName(layer.name), shortName(layer.description), shape, ...figures, ...mark].join(
    ', ',
  );
}

/** Totals of the network that a tooltip's shares are of; computed once for a model. */
export class LayerTips {
  private readonly metrics: readonly (readonly [metric: Metric, total: number])[];

  constructor(private readonly model: LayersModel) {
    this.metrics = allMetrics(model).map((metric) => [metric, totalOf(metric, model.layers)]);
  }

  /** What the tooltip shows of a layer. */
  tip(layer: LayerFacts, index: number): TemplateResult {
    const shapes = `${layer.inputShape.join('×')} → ${layer.outputShape.join('×')}`;
    return html`<strong><bdi>${shortName(layer.name)}</bdi></strong>
      <p><bdi>${shortName(layer.description)}</bdi> · ${shapes}</p>
      <p class="quiet">Layer ${index + 1} of ${this.model.layers.length}</p>
      <ul>
        ${this.metrics.map(
          ([metric, total]) =>
            html`<li>
              <span><bdi>${words(metric)}</bdi></span>
              <span>${metric.write(metric.of(layer))}${share(metric, layer, total)}</span>
            </li>`,
        )}
      </ul>
      ${
        layer.disagreement
          ? html`<p class="mark">Measured ${disagreementText(layer.disagreement.ratio)}</p>`
          : nothing
      }`;
  }
}

function words({ words: about, group }: Metric): string {
  return shortName(group === null ? (about.split(':')[0] ?? about) : about);
}

function share({ additive, of }: Metric, layer: LayerFacts, total: number): string {
  return additive && total > 0 ? ` · ${formatShare(of(layer) / total)}` : '';
}
