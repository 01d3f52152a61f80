import { render } from 'lit';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type {
  ConvergenceEvent,
  ConvergencePanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import { shareOfValue, valueAtShare, type Axis } from '../common/axisPlace';
import { endLabels, type EndLabel } from '../common/endLabels';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange } from '../common/themeColors';
import { convergenceCsv } from './exportCsv';
import { axisRange, type ConvergenceLook } from './layout';
import {
  emptyPanel,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { RunsChart, type PlotPlace } from './runsChart';
import { panelView } from './view';

/** Most milliseconds that the curves wait for the words. */
const longestWait = 200;

/** Ties host, state, curves and page together; holds no knowledge of its own. */
export class ConvergencePanel implements PanelActions {
  private readonly host: HostClient<ConvergencePanelRequest, ConvergenceEvent>;
  private state: PanelState;
  private restore: SavedState | null;
  private subject: string;
  private letters: Lettering;
  private chart: RunsChart | null = null;
  private labels: readonly EndLabel[] = [];
  private chartIsDue = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.subject = this.restore.subject;
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['convergence'], (event) => this.receive(event));
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

  toggleShare(): void {
    this.look({ asShare: !this.state.look.asShare });
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.save();
  }

  read(share: number): void {
    this.change({ reading: Math.max(0, Math.min(1, share)) });
    this.save();
  }

  openResult(run: number): void {
    void this.ask({ kind: 'openResult', run }, 'The result cannot be opened');
  }

  chooseRuns(): void {
    void this.ask({ kind: 'chooseRuns' }, 'The runs were not changed');
  }

  saveCsv(): void {
    const { model } = this.state;
    if (!model) return;
    const text = convergenceCsv(model);
    void this.ask({ kind: 'save', format: 'csv', text }, 'The file was not saved');
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private receive(event: ConvergenceEvent | PanelFailure): void {
    if (event.type === 'failure') return this.change({ failure: event.message });
    this.subject = event.subject;
    this.showModel(event.model);
  }

  private showModel(model: ConvergenceModel): void {
    this.change({ model, failure: null });
    const saved = this.restore;
    this.restore = null;
    if (saved && saved.scroll > 0) scrollTo({ top: saved.scroll, behavior: 'instant' });
    this.save();
  }

  private look(change: Partial<ConvergenceLook>): void {
    this.change({ look: { ...this.state.look, ...change } });
    this.save();
  }

  private async ask(request: ConvergencePanelRequest, otherwise: string): Promise<void> {
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
    const saved: SavedState = { subject: this.subject, look, asTable, reading, scroll: scrollY };
    this.api.setState(saved);
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  private draw(): void {
    render(panelView(this.state, this.labels, this), this.root);
    this.drawChartSoon();
  }

  /** Words are painted first: the curves wait for the frame after them. */
  private drawChartSoon(): void {
    if (this.chartIsDue) return;
    this.chartIsDue = true;
    const drawNow = (): void => {
      this.chartIsDue = false;
      this.drawChart();
    };
    // A frame's own callbacks still run before it is painted.
    requestAnimationFrame(() => requestIdleCallback(drawNow, { timeout: longestWait }));
  }

  private drawChart(): void {
    const canvas = this.root.querySelector('canvas');
    if (this.chart && (!canvas || !this.chart.isOn(canvas))) {
      this.chart.destroy();
      this.chart = null;
    }
    const { model, look, reading } = this.state;
    if (!canvas || !model) return;
    this.chart ??= new RunsChart(
      canvas,
      (x) => this.pick(x),
      (place) => this.placeAround(place),
    );
    const x = valueAtShare(reading, axisRange(model, look), look);
    this.chart.update(model, look, x, this.letters);
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
    const labels = endLabels(model.runs, place, width, this.letters);
    if (JSON.stringify(labels) === JSON.stringify(this.labels)) return;
    this.labels = labels;
    queueMicrotask(() => this.draw());
  }
}
