import { render } from 'lit';
import type { CompareModel, Side } from '../../../server/protocol/compareModel';
import type {
  CompareEvent,
  ComparePanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import type { VsCodeApi } from '../common/hostClient';
import { HostedPanel } from '../common/hostedPanel';
import { compareLayout } from './layout';
import { MapInteraction } from './mapInteraction';
import {
  emptyPanel,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { panelView } from './view';

/** Ties host, state, maps and page together; holds no knowledge of its own. */
export class ComparePanel
  extends HostedPanel<ComparePanelRequest, CompareEvent, PanelState, SavedState>
  implements PanelActions
{
  private readonly interaction: MapInteraction;
  private subject: string;
  private width = 0;

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['compare'], emptyPanel(saved), saved);
    this.subject = saved.subject;
    this.interaction = new MapInteraction(
      root,
      () => this.state,
      (active) => this.change({ active }),
    );
  }

  /** Draws the empty panel, follows size and theme, and tells the host to send. */
  override start(): void {
    super.start();
    new ResizeObserver(() => {
      // Drawing changes the height, which changes nothing about the layout.
      if (this.width !== this.root.clientWidth) this.arrange();
    }).observe(this.root);
  }

  toggleTable(): void {
    this.interaction.hideTooltip();
    this.change({ asTable: !this.state.asTable });
    this.saveState();
  }

  openResult(side: Side): void {
    void this.ask({ kind: 'openResult', side }, 'The result cannot be opened');
  }

  chooseResult(side: Side): void {
    void this.ask({ kind: 'chooseResult', side }, 'The result was not changed');
  }

  swap(): void {
    void this.ask({ kind: 'swap' }, 'The results were not swapped');
  }

  protected override receive(event: CompareEvent | PanelFailure): void {
    this.interaction.hideTooltip();
    if (event.type === 'failure') return this.change({ failure: event.message });
    this.subject = event.subject;
    this.showModel(event.model);
  }

  protected override dress(): void {
    this.arrange();
  }

  private showModel(model: CompareModel): void {
    const active = { side: 'left', stage: 0 } as const;
    this.state = { ...this.state, model, failure: null, active };
    this.arrange();
    this.scrollBack(this.takeSaved());
    this.saveState();
  }

  protected override toSave(): SavedState {
    return { subject: this.subject, asTable: this.state.asTable, scroll: scrollY };
  }

  /** Lays the model out for the width of the moment; a hidden panel keeps what it has. */
  private arrange(): void {
    const width = this.root.clientWidth;
    const { model } = this.state;
    if (width === 0 || !model) return this.draw();
    this.width = width;
    this.change({ layout: compareLayout(model, width, this.letters) });
  }

  protected override draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
  }
}
