import { render } from 'lit';
import type { LayersModel } from '../../../server/protocol/layersModel';
import type {
  LayersEvent,
  LayersPanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange, themeColors } from '../common/themeColors';
import type { SortKey } from './columns';
import { layersCsv } from './exportCsv';
import { layersSvg } from './exportSvg';
import { GridInteraction } from './gridInteraction';
import type { LayersLook } from './layersLook';
import { layersLayout } from './layout';
import { rowsInSight } from './movedRow';
import {
  emptyPanel,
  focusOf,
  readSavedState,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { nextSorting } from './rowOrder';
import { panelView } from './view';

/** How far rows reach beyond the rest of the panel on each side, in pixels: see `.grid`. */
const rowMargin = 8;

/** Ties host, state, rows and page together; holds no knowledge of its own. */
export class LayersPanel implements PanelActions {
  private readonly host: HostClient<LayersPanelRequest, LayersEvent>;
  private readonly interaction: GridInteraction;
  private state: PanelState;
  private restore: SavedState | null;
  private subject: string;
  private letters: Lettering;
  private scrollIsDue = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.subject = this.restore.subject;
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['layers', 'select'], (event) => this.receive(event));
    this.interaction = new GridInteraction(
      () => this.state,
      (position) => this.activate(position),
      (position) => this.revealRow(position),
    );
  }

  /** Draws the empty panel, follows size, scroll and theme, and tells the host to send. */
  start(): void {
    this.draw();
    new ResizeObserver(() => {
      if (this.state.layout?.arrangement.width !== this.gridWidth()) this.arrange();
      this.drawInSight();
    }).observe(this.root);
    addEventListener('resize', () => this.drawInSight());
    document.addEventListener('scroll', () => this.drawInSightSoon(), { passive: true });
    document.addEventListener('scrollend', () => this.saveState());
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.arrange();
      this.drawInSight();
    });
    this.host.connect(window);
  }

  filter(text: string): void {
    this.look({ filter: text });
  }

  sortBy(key: SortKey): void {
    const { sorting, focus } = this.state.look;
    this.look({ sorting: nextSorting(sorting, key), focus: focusOf(key, focus) });
  }

  setDescending(descending: boolean): void {
    this.look({ sorting: { ...this.state.look.sorting, descending } });
  }

  toggleLog(): void {
    this.look({ scale: this.state.look.scale === 'log' ? 'linear' : 'log' });
  }

  toggleShare(): void {
    this.look({ asShare: !this.state.look.asShare });
  }

  revealRow(position: number): void {
    const layer = this.state.model?.layers[this.state.layout?.rows[position] ?? -1];
    if (!layer) return;
    void this.ask({ kind: 'revealLayer', layer: layer.name }, 'The layer cannot be shown');
  }

  choosePlatform(): void {
    void this.ask({ kind: 'choosePlatform' }, 'The platform was not changed');
  }

  save(format: 'csv' | 'svg'): void {
    const { model, layout, look } = this.state;
    if (!model || !layout) return;
    const text =
      format === 'csv'
        ? layersCsv(model, layout.rows)
        : layersSvg(model, look, this.letters, this.pictureStyle());
    void this.ask({ kind: 'save', format, text }, 'The file was not saved');
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private pictureStyle(): Parameters<typeof layersSvg>[3] {
    const names = [
      'background',
      'text',
      'quiet',
      'line',
      'amount',
      'fast',
      'slow',
      'mark',
    ] as const;
    const found = themeColors(...names.map((name) => `--${name}` as const));
    const colors = {
      background: found['--background'],
      text: found['--text'],
      quiet: found['--quiet'],
      line: found['--line'],
      amount: found['--amount'],
      fast: found['--fast'],
      slow: found['--slow'],
      mark: found['--mark'],
    };
    return { fontFamily: getComputedStyle(this.root).fontFamily, colors };
  }

  private receive(event: LayersEvent | PanelFailure): void {
    switch (event.type) {
      case 'failure':
        this.interaction.hideTooltip();
        return this.change({ failure: event.message });
      case 'select':
        return this.select(event.layers);
      case 'layers':
        this.subject = event.subject;
        return this.showModel(event.model);
    }
  }

  private showModel(model: LayersModel): void {
    const saved = this.restore;
    const layer = saved?.layer ?? this.activeLayer();
    this.restore = null;
    this.state = { ...this.state, model, failure: null };
    this.arrange(layer);
    this.drawInSight();
    // Only drawn rows make the page as high as it has to be.
    if (saved && saved.scroll > 0) {
      scrollTo({ top: saved.scroll, behavior: 'instant' });
      this.drawInSight();
    }
    this.saveState();
  }

  /** Marks the layers of the line under the cursor, and brings the first into sight. */
  private select(layers: readonly number[]): void {
    this.change({ selected: new Set(layers) });
    const { layout } = this.state;
    const position = layout?.rows.findIndex((layer) => this.state.selected.has(layer)) ?? -1;
    if (position < 0) return;
    this.change({ active: position });
    // A person who looks at the panel is not to lose the place.
    if (!document.hasFocus()) this.scrollTo(position, 'center');
  }

  private activate(position: number): void {
    this.interaction.hideTooltip();
    this.change({ active: position });
    this.scrollTo(position, 'nearest');
    this.saveState();
  }

  private scrollTo(position: number, block: 'center' | 'nearest'): void {
    const rows = this.root.querySelector('.rows');
    const { layout } = this.state;
    if (!rows || !layout) return;
    const { rowHeight } = layout.arrangement;
    const top = rows.getBoundingClientRect().top + position * rowHeight;
    const above = this.root.querySelector('.headings')?.clientHeight ?? 0;
    const outside = top < above || top + rowHeight > innerHeight;
    if (outside) {
      const nearest = top < above ? top - above : top + rowHeight - innerHeight;
      const by = block === 'nearest' ? nearest : top - (innerHeight - rowHeight) / 2;
      // Windows scroll by whole pixels.
      scrollBy({ top: by < 0 ? Math.floor(by) : Math.ceil(by), behavior: 'instant' });
    }
    this.drawInSight();
  }

  private look(change: Partial<LayersLook>): void {
    const layer = this.activeLayer();
    this.interaction.hideTooltip();
    this.state = { ...this.state, look: { ...this.state.look, ...change } };
    this.arrange(layer);
    this.drawInSight();
    this.saveState();
  }

  private activeLayer(): number {
    return this.state.layout?.rows[this.state.active] ?? 0;
  }

  private async ask(request: LayersPanelRequest, otherwise: string): Promise<void> {
    try {
      await this.host.request(request);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.change({ notice: `${otherwise}: ${reason}` });
    }
  }

  private saveState(): void {
    // Before the first model there is nothing to save, and what was saved is still to be restored.
    if (!this.state.model || this.restore) return;
    const saved: SavedState = {
      subject: this.subject,
      look: this.state.look,
      layer: this.activeLayer(),
      scroll: scrollY,
    };
    this.api.setState(saved);
  }

  /** Lays the rows out for the width of the moment; a hidden panel keeps what it has. */
  private arrange(activeLayer = this.activeLayer()): void {
    const { model, look } = this.state;
    if (this.root.clientWidth === 0 || !model) return;
    const layout = layersLayout(model, look, this.gridWidth(), this.letters);
    this.state = { ...this.state, layout, active: Math.max(0, layout.rows.indexOf(activeLayer)) };
  }

  /** Rows reach a little beyond the text above them, so that their words stand below it. */
  private gridWidth(): number {
    return this.root.clientWidth + 2 * rowMargin;
  }

  private drawInSightSoon(): void {
    if (this.scrollIsDue) return;
    this.scrollIsDue = true;
    requestAnimationFrame(() => {
      this.scrollIsDue = false;
      this.drawInSight();
    });
  }

  private drawInSight(): void {
    const { layout } = this.state;
    if (!layout) return this.draw();
    const rows = this.root.querySelector('.rows');
    const top = rows ? -rows.getBoundingClientRect().top : 0;
    const { rowHeight } = layout.arrangement;
    const drawn = rowsInSight(layout.rows.length, rowHeight, top, innerHeight);
    this.change({ drawn });
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  private draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
  }
}
