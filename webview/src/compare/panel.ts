import { render } from 'lit';
import type { CompareModel, Side } from '../../../server/protocol/compareModel';
import type {
  CompareEvent,
  ComparePanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange } from '../common/themeColors';
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
export class ComparePanel implements PanelActions {
  private readonly host: HostClient<ComparePanelRequest, CompareEvent>;
  private readonly interaction: MapInteraction;
  private state: PanelState;
  private restore: SavedState | null;
  private subject: string;
  private letters: Lettering;
  private width = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.subject = this.restore.subject;
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['compare'], (event) => this.receive(event));
    this.interaction = new MapInteraction(
      root,
      () => this.state,
      (active) => this.change({ active }),
    );
  }

  /** Draws the empty panel, follows size and theme, and tells the host to send. */
  start(): void {
    this.draw();
    new ResizeObserver(() => {
      // Drawing changes the height, which changes nothing about the layout.
      if (this.width !== this.root.clientWidth) this.arrange();
    }).observe(this.root);
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.arrange();
    });
    document.addEventListener('scrollend', () => this.save());
    this.host.connect(window);
  }

  toggleTable(): void {
    this.interaction.hideTooltip();
    this.change({ asTable: !this.state.asTable });
    this.save();
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

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private receive(event: CompareEvent | PanelFailure): void {
    this.interaction.hideTooltip();
    if (event.type === 'failure') return this.change({ failure: event.message });
    this.subject = event.subject;
    this.showModel(event.model);
  }

  private showModel(model: CompareModel): void {
    const active = { side: 'left', stage: 0 } as const;
    this.state = { ...this.state, model, failure: null, active };
    this.arrange();
    const saved = this.restore;
    this.restore = null;
    if (saved && saved.scroll > 0) scrollTo({ top: saved.scroll, behavior: 'instant' });
    this.save();
  }

  private async ask(request: ComparePanelRequest, otherwise: string): Promise<void> {
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
    const saved: SavedState = {
      subject: this.subject,
      asTable: this.state.asTable,
      scroll: scrollY,
    };
    this.api.setState(saved);
  }

  /** Lays the model out for the width of the moment; a hidden panel keeps what it has. */
  private arrange(): void {
    const width = this.root.clientWidth;
    const { model } = this.state;
    if (width === 0 || !model) return this.draw();
    this.width = width;
    this.change({ layout: compareLayout(model, width, this.letters) });
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  private draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
  }
}
