import { render } from 'lit';
import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type {
  ComparisonEvent,
  ComparisonPanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import { shareOfValue, valueAtShare, type Axis, type AxisLook } from '../common/axisPlace';
import { endLabels, type EndLabel } from '../common/endLabels';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange } from '../common/themeColors';
import { BoxChart } from './boxChart';
import { axisRange } from './layout';
import {
  emptyPanel,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { QualityChart, type PlotPlace } from './qualityChart';
import { boxedMeasures, panelView } from './view';

/** Most milliseconds that the charts wait for the words. */
const longestWait = 200;

/** Ties host, state, charts and page together; holds no knowledge of its own. */
export class ComparisonPanel implements PanelActions {
  private readonly host: HostClient<ComparisonPanelRequest, ComparisonEvent>;
  private state: PanelState;
  private restore: SavedState | null;
  private letters: Lettering;
  private curves: QualityChart | null = null;
  private boxes: readonly BoxChart[] = [];
  private labels: readonly EndLabel[] = [];
  private chartsAreDue = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['comparison'], (event) => this.receive(event));
  }

  /** Draws the empty panel, follows the theme, and tells the host to send. */
  start(): void {
    this.draw();
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.draw();
    });
    document.addEventListener('scrollend', () => this.save());
    this.host.connect(window);
  }

  setAxis(axis: Axis): void {
    this.look({ axis });
  }

  toggleLog(): void {
    this.look({ log: !this.state.look.log });
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.save();
  }

  read(share: number): void {
    this.change({ reading: Math.max(0, Math.min(1, share)) });
    this.save();
  }

  export(format: 'csv' | 'json'): void {
    void this.ask({ kind: 'export', format }, 'The file was not saved');
  }

  compareAgain(): void {
    void this.ask({ kind: 'compareAgain' }, 'The explorers were not compared');
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private receive(event: ComparisonEvent | PanelFailure): void {
    if (event.type === 'failure') this.change({ failure: event.message });
    else this.showModel(event.model);
  }

  private showModel(model: ComparisonModel): void {
    this.change({ model, failure: null });
    const saved = this.restore;
    this.restore = null;
    if (saved && saved.scroll > 0) scrollTo({ top: saved.scroll, behavior: 'instant' });
    this.save();
  }

  private look(change: Partial<AxisLook>): void {
    this.change({ look: { ...this.state.look, ...change } });
    this.save();
  }

  private async ask(request: ComparisonPanelRequest, otherwise: string): Promise<void> {
    try {
      await this.host.request(request);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.change({ notice: `${otherwise}: ${reason}` });
    }
  }

  private save(): void {
    // Before the first model there is nothing to save, and what was saved is still to be restored.
    if (!this.state.model || this.restore) return;
    const { look, asTable, reading } = this.state;
    const saved: SavedState = { look, asTable, reading, scroll: scrollY };
    this.api.setState(saved);
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  private draw(): void {
    render(panelView(this.state, this.labels, this), this.root);
    this.drawChartsSoon();
  }

  /** Words are painted first: the charts wait for the frame after them. */
  private drawChartsSoon(): void {
    if (this.chartsAreDue) return;
    this.chartsAreDue = true;
    const drawNow = (): void => {
      this.chartsAreDue = false;
      this.drawCurves();
      this.drawBoxes();
    };
    // A frame's own callbacks still run before it is painted.
    requestAnimationFrame(() => requestIdleCallback(drawNow, { timeout: longestWait }));
  }

  private drawCurves(): void {
    const canvas = this.root.querySelector<HTMLCanvasElement>('canvas.quality-chart');
    if (this.curves && (!canvas || !this.curves.isOn(canvas))) {
      this.curves.destroy();
      this.curves = null;
    }
    const { model, look, reading } = this.state;
    if (!canvas || !model) return;
    this.curves ??= new QualityChart(
      canvas,
      (x) => this.pick(x),
      (place) => this.placeAround(place),
    );
    const x = valueAtShare(reading, axisRange(model, look), look);
    this.curves.update(model, look, x, this.letters);
  }

  private drawBoxes(): void {
    const canvasOf = (measure: string) =>
      this.root.querySelector<HTMLCanvasElement>(`canvas[data-measure="${measure}"]`);
    const stillThere = this.boxes.every((chart, index) =>
      chart.isOn(canvasOf(boxedMeasures[index] ?? '')),
    );
    if (!stillThere) {
      for (const chart of this.boxes) chart.destroy();
      this.boxes = [];
    }
    const { model } = this.state;
    if (!model) return;
    if (this.boxes.length === 0) {
      this.boxes = boxedMeasures.flatMap((measure) => {
        const canvas = canvasOf(measure);
        return canvas === null ? [] : [new BoxChart(canvas, measure)];
      });
    }
    for (const chart of this.boxes) chart.update(model, this.letters);
  }

  private pick(x: number): void {
    const { model, look } = this.state;
    if (model) this.read(shareOfValue(x, axisRange(model, look), look));
  }

  /** Slider and labels stand where the plot is. */
  private placeAround(place: PlotPlace): void {
    this.root.style.setProperty('--plot-left', `${place.left}px`);
    this.root.style.setProperty('--plot-width', `${place.right - place.left}px`);
    const { model } = this.state;
    if (!model) return;
    const width = this.root.querySelector('.end-labels')?.clientWidth ?? 0;
    const titles = model.explorers.map(({ title }) => ({ label: title }));
    const labels = endLabels(titles, place, width, this.letters);
    if (JSON.stringify(labels) === JSON.stringify(this.labels)) return;
    this.labels = labels;
    queueMicrotask(() => this.draw());
  }
}
