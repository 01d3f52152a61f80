import { render } from 'lit';
import type { LiveModel } from '../../../server/protocol/liveModel';
import type {
  LiveEvent,
  LivePanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import type { VsCodeApi } from '../common/hostClient';
import { HostedPanel } from '../common/hostedPanel';
import { applyUpdate } from './applyUpdate';
import { chartLooks, type ChartName } from './chartLooks';
import { liveCsv } from './liveCsv';
import { liveLayout } from './layout';
import { formOf, readForm, type LoadField, type LoadForm } from './loadForm';
import { momentLabels } from './momentLabels';
import { MomentsChart } from './momentsChart';
import {
  emptyPanel,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { paceOf } from './paceOf';
import { SpanSelection } from './spanSelection';
import { elapsedOf, selected, shifted, shownWindow, zoomedIn, zoomedOut, type LiveLook } from './timeWindow'; // prettier-ignore
import { panelView, type LivePicture } from './view';

/** For people who ask for less motion: one picture a second. */
const calmMilliseconds = 1000;

/** Faster figures cannot be read. */
const wordsMilliseconds = 500;

/** Ties host, state, charts and page together; holds no knowledge of its own. */
export class LivePanel
  extends HostedPanel<LivePanelRequest, LiveEvent, PanelState, SavedState>
  implements PanelActions
{
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private subject: string;
  private charts = new Map<ChartName, MomentsChart>();
  private width: number;
  private drawIsDue = false;
  private drawn = 0;
  private wordsDrawn = 0;
  private wordsTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['live', 'update'], emptyPanel(saved), saved);
    this.subject = saved.subject;
    this.width = root.clientWidth;
  }

  /** Draws the empty panel, follows size and theme, and tells the host to send. */
  override start(): void {
    super.start();
    new SpanSelection(this.root, (from, to) => this.select(from, to));
    new ResizeObserver(() => {
      // Asked for while drawing it would have everything laid out twice.
      this.width = this.root.clientWidth;
      requestAnimationFrame(() => this.draw());
    }).observe(this.root);
  }

  run(): void {
    const read = readForm(this.state.form);
    if (!read.ok) return this.change({ mistake: read });
    this.change({ mistake: null, frozen: null, look: { ...this.state.look, zoom: null } });
    void this.ask({ kind: 'run', load: read.load }, 'The pipeline does not run');
  }

  stop(): void {
    void this.ask({ kind: 'stop' }, 'The run was not stopped');
  }

  inject(): void {
    void this.ask({ kind: 'inject' }, 'Nothing was injected');
  }

  endInterference(episode: number): void {
    void this.ask({ kind: 'calm', episode }, 'The interference was not ended');
  }

  saveReplay(): void {
    void this.ask({ kind: 'saveReplay' }, 'The replay was not saved');
  }

  setPolicy(policy: LoadForm['policy']): void {
    this.change({ form: { ...this.state.form, policy }, mistake: null });
  }

  setArrivals(arrivals: LoadForm['arrivals']): void {
    this.change({ form: { ...this.state.form, arrivals }, mistake: null });
  }

  setField(field: LoadField, text: string): void {
    this.change({ form: { ...this.state.form, [field]: text }, mistake: null });
  }

  togglePause(): void {
    this.change({ frozen: this.state.frozen === null ? this.state.model : null });
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.saveState();
  }

  setSpan(span: LiveLook['span']): void {
    this.change({ look: { span, zoom: null } });
    this.saveState();
  }

  zoomIn(): void {
    this.withShown((model) => this.zoom(zoomedIn(shownWindow(model, this.state.look))));
  }

  zoomOut(): void {
    const { zoom } = this.state.look;
    this.withShown((model) => this.zoom(zoom && zoomedOut(zoom, elapsedOf(model))));
  }

  shift(share: number): void {
    const { zoom } = this.state.look;
    this.withShown((model) => this.zoom(zoom && shifted(zoom, share, elapsedOf(model))));
  }

  select(from: number, to: number): void {
    this.withShown((model) => {
      const part = selected(shownWindow(model, this.state.look), from, to);
      if (part !== null) this.zoom(part);
    });
  }

  follow(): void {
    this.zoom(null);
  }

  openResult(): void {
    void this.ask({ kind: 'openResult' }, 'The result cannot be opened');
  }

  saveCsv(): void {
    this.withShown((model) => {
      const request = { kind: 'save', format: 'csv', text: liveCsv(model) } as const;
      void this.ask(request, 'The file was not saved');
    });
  }

  protected override receive(event: LiveEvent | PanelFailure): void {
    switch (event.type) {
      case 'failure':
        return this.change({ failure: event.message });
      case 'update': {
        const { model } = this.state;
        if (model === null) return;
        this.state = { ...this.state, model: applyUpdate(model, event.update) };
        return this.drawSoon();
      }
      case 'live':
        this.subject = event.subject;
        return this.showRun(event);
    }
  }

  private showRun({ model, name, load }: Extract<LiveEvent, { type: 'live' }>): void {
    const { isReady, form } = this.state;
    this.change({ isReady: true, model, name, failure: null, form: isReady ? form : formOf(load) });
    this.scrollBack(this.takeSaved());
    this.saveState();
  }

  private withShown(use: (model: LiveModel) => void): void {
    const shown = this.state.frozen ?? this.state.model;
    if (shown !== null) use(shown);
  }

  private zoom(zoom: LiveLook['zoom']): void {
    this.change({ look: { ...this.state.look, zoom } });
  }

  protected override toSave(): SavedState {
    const { look, asTable } = this.state;
    return { subject: this.subject, span: look.span, asTable, scroll: scrollY };
  }

  /** Curves move as soon as that can be seen; words at a pace that can be read. */
  private drawSoon(): void {
    if (this.drawIsDue) return;
    this.drawIsDue = true;
    const draw = (): void => {
      this.drawIsDue = false;
      this.drawn = performance.now();
      const wait = this.wordsDrawn + wordsMilliseconds - this.drawn;
      if (this.charts.size === 0 || wait <= 0) return this.draw();
      this.drawCharts(this.picture());
      clearTimeout(this.wordsTimer);
      // The next picture has the words with it, unless there is none.
      this.wordsTimer = setTimeout(() => this.draw(), wait + wordsMilliseconds);
    };
    const pause = this.drawn + this.pace() - performance.now();
    if (pause > 0) setTimeout(() => requestAnimationFrame(draw), pause);
    else requestAnimationFrame(draw);
  }

  /** Least milliseconds between two pictures; the first is drawn at once. */
  private pace(): number {
    const { model, frozen, look } = this.state;
    if (this.charts.size === 0 || model === null) return 0;
    if (this.calm.matches) return calmMilliseconds;
    const { from, to } = shownWindow(frozen ?? model, look);
    return paceOf(to - from, this.width);
  }

  protected override draw(): void {
    clearTimeout(this.wordsTimer);
    this.wordsDrawn = this.drawn = performance.now();
    const picture = this.picture();
    render(panelView(this.state, picture, this), this.root);
    this.drawCharts(picture);
  }

  private picture(): LivePicture | null {
    const { frozen, model, look } = this.state;
    const shown = frozen ?? model;
    if (shown === null) return null;
    const plotPixels = Math.max(1, this.width - this.axisPixels());
    const layout = liveLayout(shown, look);
    const widthOf = (text: string) => this.letters.widthOf(text, 'small');
    return { layout, plotPixels, labels: momentLabels(layout, plotPixels, widthOf) };
  }

  /** Room for the widest tick of any chart. */
  private axisPixels(): number {
    return Math.ceil(this.letters.widthOf('1,000 ms', 'small')) + 8;
  }

  private drawCharts(picture: LivePicture | null): void {
    const axisPixels = this.axisPixels();
    const plotLeft = `${axisPixels}px`;
    const { style } = this.root;
    if (style.getPropertyValue('--plot-left') !== plotLeft)
      style.setProperty('--plot-left', plotLeft);
    for (const [name, look] of chartLooks) {
      const canvas = this.root.querySelector<HTMLCanvasElement>(`canvas[data-chart="${name}"]`);
      let chart = this.charts.get(name);
      if (chart && !chart.isOn(canvas)) {
        chart.destroy();
        this.charts.delete(name);
        chart = undefined;
      }
      if (!canvas || !picture) continue;
      chart ??= new MomentsChart(canvas, look, axisPixels);
      this.charts.set(name, chart);
      const { layout } = picture;
      chart.update(layout[name], layout, layout.window, this.letters);
    }
  }
}
