import { Tooltip } from '../common/tooltip';
import { LayerTips } from './layerWords';
import { movedRow } from './movedRow';
import type { PanelState } from './panelState';
import type { GridEvents } from './rowsView';

/** Pointer and keyboard on the rows: explains layers, moves among them, goes to their lines. */
export class GridInteraction implements GridEvents {
  private readonly tooltip = new Tooltip();
  private tips: { readonly model: object; readonly of: LayerTips } | null = null;

  constructor(
    private readonly state: () => PanelState,
    private readonly activate: (position: number) => void,
    private readonly reveal: (position: number) => void,
  ) {
    document.addEventListener('scroll', () => this.tooltip.hide(), { passive: true });
  }

  hideTooltip(): void {
    this.tooltip.hide();
  }

  readonly click = (event: Event): void => {
    const position = positionOf(event.target);
    if (position === null) return;
    this.activate(position);
    this.reveal(position);
  };

  readonly keydown = (event: KeyboardEvent): void => {
    // Headings are buttons of their own.
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const { layout, active } = this.state();
    if (!layout || layout.rows.length === 0) return;
    if (event.key === 'Escape') return this.tooltip.hide();
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.reveal(active);
    }
    const page = Math.max(1, Math.floor(innerHeight / layout.arrangement.rowHeight) - 3);
    const next = movedRow(layout.rows.length, active, event.key, page);
    if (next === null) return;
    event.preventDefault();
    this.activate(next);
    // A row that says everything itself needs no explanation over the rows below it.
    if (!layout.arrangement.complete) this.explainRow(next);
  };

  readonly pointermove = (event: PointerEvent): void => {
    const position = positionOf(event.target);
    if (position === null || !(event.target instanceof Element)) return this.tooltip.hide();
    this.explain(position, event.target, event.clientX);
  };

  readonly pointerleave = (): void => this.tooltip.hide();

  private explainRow(position: number): void {
    const row = document.getElementById(`row-${position}`);
    if (row) this.explain(position, row);
  }

  private explain(position: number, element: Element, x?: number): void {
    const { model, layout } = this.state();
    const index = layout?.rows[position];
    const layer = index === undefined ? undefined : model?.layers[index];
    const row = element.closest('.row')?.querySelector('.row-back');
    if (!model || index === undefined || !layer || !row) return;
    if (this.tips?.model !== model) this.tips = { model, of: new LayerTips(model) };
    this.tooltip.show(this.tips.of.tip(layer, index), row.getBoundingClientRect(), x);
  }
}

function positionOf(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest('.row');
  const position = row instanceof SVGElement ? row.dataset['position'] : undefined;
  return position === undefined ? null : Number(position);
}
