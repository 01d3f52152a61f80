import { render, type TemplateResult } from 'lit';

/** Distance from the thing explained, and from the window's edge, in pixels. */
const gap = 8;

/**
 * One floating explanation for a panel. It is for the eyes only: what it says must also be in the
 * accessible name of the element that it explains.
 */
export class Tooltip {
  private readonly box = document.createElement('div');

  constructor() {
    this.box.className = 'tooltip';
    this.box.setAttribute('aria-hidden', 'true');
    this.box.hidden = true;
    document.body.append(this.box);
  }

  /** Shows `content` below `anchor` (at the pointer's x where given), or above where there is no room. */
  show(content: TemplateResult, anchor: DOMRect, pointerX = anchor.x + anchor.width / 2): void {
    render(content, this.box);
    this.box.hidden = false;
    const { width, height } = this.box.getBoundingClientRect();
    const most = document.documentElement.clientWidth - width - gap;
    const below = anchor.bottom + gap;
    const above = anchor.top - gap - height;
    const top = below + height <= innerHeight || above < 0 ? below : above;
    this.box.style.left = `${Math.max(gap, Math.min(most, pointerX - width / 2))}px`;
    this.box.style.top = `${Math.max(0, top)}px`;
  }

  /** True while it explains something. */
  get isShown(): boolean {
    return !this.box.hidden;
  }

  hide(): void {
    this.box.hidden = true;
  }
}
