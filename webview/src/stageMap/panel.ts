import { render } from 'lit';
import type {
  PanelFailure,
  StageMapEvent,
  StageMapPanelRequest,
} from '../../../server/protocol/panelMessages';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import { afterPainting } from '../common/afterPainting';
import type { VsCodeApi } from '../common/hostClient';
import { HostedPanel } from '../common/hostedPanel';
import { latestOnly } from '../common/latestOnly';
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

/** Ties host, state, picture and page together; holds no knowledge of its own. */
export class StageMapPanel
  extends HostedPanel<StageMapPanelRequest, StageMapEvent, PanelState, SavedState>
  implements PanelActions
{
  private readonly interaction: MapInteraction;
  private readonly requestTrial = latestOnly((trial: number) => this.fetchTrial(trial));
  private chart: TrialsChart | null = null;
  private readonly drawRestSoon = afterPainting(() => this.drawRest());

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['stageMap', 'measured'], emptyPanel(saved), saved);
    this.interaction = new MapInteraction(
      () => this.state,
      (active) => this.change({ active }),
      (layer) => this.revealLayer(layer),
    );
  }

  /** Draws the empty panel, follows size and theme, and tells the host to send. */
  override start(): void {
    super.start();
    new ResizeObserver(() => {
      // Drawing changes the height, which changes nothing about the layout.
      if (this.state.layout?.width !== this.root.clientWidth) this.arrange();
    }).observe(this.root);
  }

  showTrial(trial: number): void {
    if (trial === (this.state.wantedTrial ?? this.state.model?.trial)) return;
    this.change({ wantedTrial: trial });
    // A panel that is hidden before the trial arrives comes back with it.
    this.saveState();
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
    this.saveState();
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

  protected override receive(event: StageMapEvent | PanelFailure): void {
    if (event.type === 'failure') {
      this.interaction.hideTooltip();
      this.change({ failure: event.message });
    } else if (event.type === 'measured') {
      this.change({ measuredSeconds: event.stageSeconds });
    } else this.showModel(event.model);
  }

  protected override dress(): void {
    this.arrange();
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
    const saved = this.takeSaved();
    if (saved) {
      const kept = model.trials.find(({ trial }) => trial === saved.trial);
      if (kept) this.showTrial(kept.trial);
      this.scrollBack(saved);
    } else this.saveState();
  }

  private async fetchTrial(trial: number): Promise<void> {
    await this.ask({ kind: 'showTrial', trial }, `Trial ${trial} cannot be shown`);
    if (this.state.wantedTrial !== trial) return;
    this.change({ wantedTrial: null });
    this.saveState();
  }

  protected override toSave(): SavedState {
    const { wantedTrial, model, asTable } = this.state;
    return { trial: wantedTrial ?? model?.trial ?? null, asTable, scroll: scrollY };
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

  protected override draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
    this.drawRestSoon();
  }

  /** One screen of lanes is painted first: the others and the curve wait for the frame after it. */
  private drawRest(): void {
    const { layout, lanesDrawn } = this.state;
    if (layout && lanesDrawn < layout.lanes.length) this.change({ lanesDrawn: Infinity });
    this.drawChart();
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
