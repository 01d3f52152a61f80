import { render } from 'lit';
import type { LayersModel } from '../../../server/protocol/layersModel';
import type {
  LayersEvent,
  LayersPanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import type { VsCodeApi } from '../common/hostClient';
import { HostedPanel } from '../common/hostedPanel';
import { themeColors } from '../common/themeColors';
import type { SortKey } from './columns';
import { layersCsv } from './layersCsv';
import { layersSvg } from './layersSvg';
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
export class LayersPanel
  extends HostedPanel<LayersPanelRequest, LayersEvent, PanelState, SavedState>
  implements PanelActions
{
  private readonly interaction: GridInteraction;
  private subject: string;
  private scrollIsDue = false;

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['layers', 'select'], emptyPanel(saved), saved);
    this.subject = saved.subject;
    this.interaction = new GridInteraction(
      () => this.state,
      (position) => this.activate(position),
      (position) => this.revealRow(position),
    );
  }

  /** Draws the empty panel, follows size, scroll and theme, and tells the host to send. */
  override start(): void {
    super.start();
    new ResizeObserver(() => {
      if (this.state.layout?.arrangement.width !== this.gridWidth()) this.arrange();
      this.drawInSight();
    }).observe(this.root);
    addEventListener('resize', () => this.drawInSight());
    document.addEventListener('scroll', () => this.drawInSightSoon(), { passive: true });
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

  protected override receive(event: LayersEvent | PanelFailure): void {
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

  protected override dress(): void {
    this.arrange();
    this.drawInSight();
  }

  private showModel(model: LayersModel): void {
    const saved = this.takeSaved();
    const layer = saved?.layer ?? this.activeLayer();
    this.state = { ...this.state, model, failure: null };
    this.arrange(layer);
    this.drawInSight();
    // Only drawn rows make the page as high as it has to be.
    if (saved && saved.scroll > 0) {
      this.scrollBack(saved);
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

  protected override toSave(): SavedState {
    const { look } = this.state;
    return { subject: this.subject, look, layer: this.activeLayer(), scroll: scrollY };
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

  protected override draw(): void {
    render(panelView(this.state, this, this.interaction), this.root);
  }
}
