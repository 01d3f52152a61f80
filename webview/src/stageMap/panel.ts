import { render } from 'lit';
import type {
  PanelFailure,
  StageMapEvent,
  StageMapPanelRequest,
} from '../../../server/protocol/panelMessages';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { latestOnly } from '../common/latestOnly';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange } from '../common/themeColors';
import { stageMapLayout } from './layout';
import { MapInteraction } from './mapInteraction';
import { nearestPosition } from './moveFocus';
import {
  emptyPanel,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { TrialsChart } from './trialsChart';
import { panelView } from './view';

/** Share of the window's height that lanes can take under the header. */
const screenOfLanes = 0.75;
/** Most milliseconds that the curve waits for the map. */
const longestWait = 200;

/** Ties host, state, picture and page together; holds no knowledge of its own. */
export class StageMapPanel implements PanelActions {
  private readonly host: HostClient<StageMapPanelRequest, StageMapEvent>;
  private readonly interaction: MapInteraction;
  private readonly requestTrial = latestOnly((trial: number) => this.fetchTrial(trial));
  private state: PanelState;
  private restore: SavedState | null;
  private letters: Lettering;
  private chart: TrialsChart | null = null;
  private restIsDue = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['stageMap', 'measured'], (event) => this.receive(event));
    this.interaction = new MapInteraction(
      () => this.state,
      (active) => this.change({ active }),
      (layer) => this.revealLayer(layer),
    );
  }

  /** Draws the empty panel, follows size and theme, and tells the host to send. */
  start(): void {
    this.draw();
    new ResizeObserver(() => {
      // Drawing changes the height, which changes nothing about the layout.
      if (this.state.layout?.width !== this.root.clientWidth) this.arrange();
    }).observe(this.root);
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.arrange();
    });
    document.addEventListener('scrollend', () => this.save());
    this.host.connect(window);
  }

  showTrial(trial: number): void {
    if (trial === (this.state.wantedTrial ?? this.state.model?.trial)) return;
    this.change({ wantedTrial: trial });
    // A panel that is hidden before the trial arrives comes back with it.
    this.save();
    this.requestTrial(trial);
  }

  revealLayer(layer: string): void {
    void this.ask({ kind: 'revealLayer', layer }, 'The layer cannot be shown');
  }

  runCommand(command: 'tuneAgain' | 'openAsText'): void {
    void this.ask({ kind: 'command', command }, 'That did not work');
  }

  toggleTable(): void {
    this.interaction.hideTooltip();
    this.change({ asTable: !this.state.asTable });
    this.save();
  }

  goToSlowest(): void {
    const { layout, model } = this.state;
    const lane = layout?.lanes.findIndex((shape) => model?.lanes[shape.lane]?.bottleneck) ?? -1;
    if (lane < 0) return;
    this.change({ active: { lane, segment: 0 } });
    const segment = this.root.querySelector<SVGElement>('.segment[tabindex="0"]');
    segment?.scrollIntoView({ block: 'center' });
    segment?.focus({ preventScroll: true });
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private receive(event: StageMapEvent | PanelFailure): void {
    if (event.type === 'failure') {
      this.interaction.hideTooltip();
      this.change({ failure: event.message });
    } else if (event.type === 'measured') {
      this.change({ measuredSeconds: event.stageSeconds });
    } else this.showModel(event.model);
  }

  private showModel(model: StageMapModel): void {
    const arrived = this.state.wantedTrial === model.trial;
    this.state = {
      ...this.state,
      model,
      failure: null,
      notice: null,
      wantedTrial: arrived ? null : this.state.wantedTrial,
    };
    this.interaction.hideTooltip();
    this.arrange();
    const saved = this.restore;
    this.restore = null;
    if (saved) {
      const kept = model.trials.find(({ trial }) => trial === saved.trial);
      if (kept) this.showTrial(kept.trial);
      if (saved.scroll > 0) scrollTo({ top: saved.scroll, behavior: 'instant' });
    } else this.save();
  }

  private async fetchTrial(trial: number): Promise<void> {
    await this.ask({ kind: 'showTrial', trial }, `Trial ${trial} cannot be shown`);
    if (this.state.wantedTrial !== trial) return;
    this.change({ wantedTrial: null });
    this.save();
  }

  private async ask(request: StageMapPanelRequest, otherwise: string): Promise<void> {
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
    const trial = this.state.wantedTrial ?? this.state.model.trial;
    const saved: SavedState = { trial, asTable: this.state.asTable, scroll: scrollY };
    this.api.setState(saved);
  }

  /** Lays the model out for the width of the moment; a hidden panel keeps what it has. */
  private arrange(): void {
    const width = this.root.clientWidth;
    const { model, active } = this.state;
    if (width === 0 || !model) return this.draw();
    const layout = stageMapLayout(model, width, this.letters);
    const rowHeight = layout.lanes[0]?.row.height ?? innerHeight;
    const lanesDrawn = Math.max(
      this.state.lanesDrawn,
      Math.ceil((innerHeight * screenOfLanes) / rowHeight),
    );
    this.change({ layout, lanesDrawn, active: nearestPosition(layout.lanes, active) });
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  private draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
    this.drawRestSoon();
  }

  /** One screen of lanes is painted first: the others and the curve wait for the frame after it. */
  private drawRestSoon(): void {
    if (this.restIsDue) return;
    this.restIsDue = true;
    const drawRest = (): void => {
      this.restIsDue = false;
      const { layout, lanesDrawn } = this.state;
      if (layout && lanesDrawn < layout.lanes.length) this.change({ lanesDrawn: Infinity });
      this.drawChart();
    };
    requestAnimationFrame(() => requestIdleCallback(drawRest, { timeout: longestWait }));
  }

  private drawChart(): void {
    const canvas = this.root.querySelector('canvas');
    if (this.chart && (!canvas || !this.chart.isOn(canvas))) {
      this.chart.destroy();
      this.chart = null;
    }
    const { model, asTable, wantedTrial } = this.state;
    if (!canvas || !model || asTable) return;
    this.chart ??= new TrialsChart(
      canvas,
      (trial) => this.showTrial(trial),
      (left, right) => this.placeSlider(left, right),
    );
    this.chart.update(model, wantedTrial ?? model.trial, this.letters);
  }

  private placeSlider(left: number, right: number): void {
    this.root.style.setProperty('--plot-left', `${left}px`);
    this.root.style.setProperty('--plot-width', `${right - left}px`);
  }
}
