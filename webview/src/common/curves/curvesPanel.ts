import type { AxisRange } from '../axisRange';
import { afterPainting } from '../afterPainting';
import { endLabels, type EndLabel } from '../endLabels';
import type { PanelEvent } from '../hostClient';
import { HostedPanel } from '../hostedPanel';
import { shareOfValue, valueAtShare, type Axis, type AxisLook } from './axisPlace';
import { CurvesChart, type CurvesPicture, type PlotPlace } from './curvesChart';
import type { CurvesActions, CurvesState, SavedCurves } from './curvesState';

/** A panel whose curves over trials or trial time are read at a place of the axis. */
export abstract class CurvesPanel<
  Request,
  Event extends PanelEvent,
  Model,
  Look extends AxisLook,
  Saved extends SavedCurves<Look>,
>
  extends HostedPanel<Request, Event, CurvesState<Model, Look>, Saved>
  implements CurvesActions
{
  /** Names of the curves where they end. */
  protected labels: readonly EndLabel[] = [];
  private curves: CurvesChart | null = null;
  private readonly drawChartsSoon = afterPainting(() => this.drawCharts());

  setAxis(axis: Axis): void {
    this.look({ ...this.state.look, axis });
  }

  toggleLog(): void {
    this.look({ ...this.state.look, log: !this.state.look.log });
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.saveState();
  }

  read(share: number): void {
    this.change({ reading: Math.max(0, Math.min(1, share)) });
    this.saveState();
  }

  /** Draws the page without its charts. */
  protected abstract drawPage(): void;

  /** The horizontal axis of a model. */
  protected abstract axisOf(model: Model): AxisRange;

  /** The curves' names, in order. */
  protected abstract namesOf(model: Model): readonly { readonly label: string }[];

  /** The curves of a model with a line at the place that is read. */
  protected abstract pictureOf(model: Model, reading: number): CurvesPicture;

  /** Shows what the host sent; a page that is shown again is scrolled to where it was. */
  protected showModel(model: Model): void {
    this.change({ model, failure: null });
    this.scrollBack(this.takeSaved());
    this.saveState();
  }

  /** Changes how the curves are looked at. */
  protected look(look: Look): void {
    this.change({ look });
    this.saveState();
  }

  protected override draw(): void {
    this.drawPage();
    this.drawChartsSoon();
  }

  /** Draws the charts in sight. */
  protected drawCharts(): void {
    const canvas = this.root.querySelector<HTMLCanvasElement>('canvas.curves-chart');
    if (this.curves && (!canvas || !this.curves.isOn(canvas))) {
      this.curves.destroy();
      this.curves = null;
    }
    const { model, look, reading } = this.state;
    if (!canvas || model === null) return;
    this.curves ??= new CurvesChart(
      canvas,
      (x) => this.pick(x),
      (place) => this.placeAround(place),
    );
    const x = valueAtShare(reading, this.axisOf(model), look);
    this.curves.update(model, look, x, this.letters, (at) => this.pictureOf(model, at));
  }

  private pick(x: number): void {
    const { model, look } = this.state;
    if (model !== null) this.read(shareOfValue(x, this.axisOf(model), look));
  }

  /** Slider and labels stand where the plot is. */
  private placeAround(place: PlotPlace): void {
    this.root.style.setProperty('--plot-left', `${place.left}px`);
    this.root.style.setProperty('--plot-width', `${place.right - place.left}px`);
    const { model } = this.state;
    if (model === null) return;
    const width = this.root.querySelector('.end-labels')?.clientWidth ?? 0;
    const labels = endLabels(this.namesOf(model), place, width, this.letters);
    if (JSON.stringify(labels) === JSON.stringify(this.labels)) return;
    this.labels = labels;
    queueMicrotask(() => this.draw());
  }
}
