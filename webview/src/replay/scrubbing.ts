import { html } from 'lit';
import { Tooltip } from '../common/tooltip';
import { positionAt } from './axisWindow';
import { spotAt } from './layout';
import type { PanelState } from './panelState';
import type { ReplayLayout, Spot } from './shapes';

/** What pointer and wheel do in the charts. */
export interface ScrubActions {
  moveTo(position: number): void;
  /** Zooms around a share 0…1 of the plot's width. */
  zoomAt(factor: number, share: number): void;
  pan(share: number): void;
}

/** One notch of a wheel, in pixels, makes the window this many times as wide. */
const zoomPerNotch = 1.25;
const notchPixels = 100;
/** A wheel that counts lines or pages, in pixels. */
const linePixels = 33;

/**
 * Pointer and wheel on the charts: dragging moves the playhead, and the stretch with Shift or the
 * middle button; the wheel zooms at the pointer, and pans with Shift or sideways.
 */
export class Scrubbing {
  private readonly tooltip = new Tooltip();
  private drag: { readonly kind: 'scrub' | 'pan'; x: number } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly state: () => PanelState,
    private readonly layout: () => ReplayLayout | null,
    private readonly actions: ScrubActions,
  ) {
    root.addEventListener('pointerdown', (event) => this.begin(event));
    root.addEventListener('pointermove', (event) => this.move(event));
    root.addEventListener('pointerup', () => this.finish());
    root.addEventListener('pointercancel', () => this.finish());
    root.addEventListener('pointerleave', () => this.tooltip.hide());
    root.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    document.addEventListener('scroll', () => this.tooltip.hide(), { passive: true });
  }

  private begin(event: PointerEvent): void {
    const charts = this.chartsOf(event.target);
    const layout = this.layout();
    if (!charts || !layout || event.button > 1) return;
    const kind = event.button === 1 || event.shiftKey ? 'pan' : 'scrub';
    const { x, y } = this.pointOf(event, charts);
    if (y < 0 || y > layout.height) return;
    event.preventDefault();
    charts.setPointerCapture(event.pointerId);
    this.root.querySelector<HTMLElement>('.playhead')?.focus({ preventScroll: true });
    this.drag = { kind, x };
    this.tooltip.hide();
    if (kind === 'pan') return;
    const spot = spotAt(layout, x, y);
    this.actions.moveTo(spot && isNarrow(spot) ? spot.position : this.positionOf(x, layout));
  }

  private move(event: PointerEvent): void {
    const charts = this.root.querySelector<HTMLElement>('.charts');
    const layout = this.layout();
    if (!charts || !layout) return;
    const { x, y } = this.pointOf(event, charts);
    if (this.drag?.kind === 'scrub') return this.actions.moveTo(this.positionOf(x, layout));
    if (this.drag?.kind === 'pan') {
      this.actions.pan((this.drag.x - x) / layout.plot.width);
      this.drag.x = x;
      return;
    }
    const spot = this.chartsOf(event.target) ? spotAt(layout, x, y) : null;
    if (spot === null) return this.tooltip.hide();
    const box = charts.getBoundingClientRect();
    const anchor = new DOMRect(box.x + spot.x, box.y + spot.y, spot.width, spot.height);
    this.tooltip.show(html`<bdi>${spot.words.slice(0, 400)}</bdi>`, anchor, event.clientX);
  }

  private finish(): void {
    this.drag = null;
  }

  private wheel(event: WheelEvent): void {
    const charts = this.chartsOf(event.target);
    const layout = this.layout();
    const { model, window } = this.state();
    if (!charts || !layout || !model) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : linePixels;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const delta = (isSideways && event.deltaX !== 0 ? event.deltaX : event.deltaY) * unit;
    if (isSideways) {
      event.preventDefault();
      return this.actions.pan(delta / layout.plot.width);
    }
    const isAll = window.from <= 0 && window.to >= model.end;
    // Where nothing is left to zoom out of, the wheel scrolls the page.
    if (delta > 0 && isAll && !event.ctrlKey) return;
    event.preventDefault();
    this.tooltip.hide();
    const share = (this.pointOf(event, charts).x - layout.plot.x) / layout.plot.width;
    // A pinch comes as small steps of the wheel with Ctrl.
    const notches = delta / (event.ctrlKey ? notchPixels / 5 : notchPixels);
    this.actions.zoomAt(zoomPerNotch ** notches, Math.max(0, Math.min(1, share)));
  }

  private positionOf(x: number, { plot }: ReplayLayout): number {
    const share = Math.max(0, Math.min(1, (x - plot.x) / plot.width));
    return positionAt(this.state().window, share);
  }

  private pointOf({ clientX, clientY }: MouseEvent, charts: Element): { x: number; y: number } {
    const box = charts.getBoundingClientRect();
    return { x: clientX - box.x, y: clientY - box.y };
  }

  private chartsOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>('.charts') : null;
  }
}

/** A mark that a person means by clicking near it. */
function isNarrow({ width }: Spot): boolean {
  return width <= 16;
}
