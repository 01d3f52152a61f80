/** Lets a person drag over the charts to look at a part of the run. */
export class SpanSelection {
  private start: number | null = null;
  private end = 0;

  /** @param onSelect is given two shares 0…1 of the plot's width. */
  constructor(
    private readonly root: HTMLElement,
    private readonly onSelect: (from: number, to: number) => void,
  ) {
    root.addEventListener('pointerdown', (event) => this.begin(event));
    root.addEventListener('pointermove', (event) => this.move(event));
    root.addEventListener('pointerup', () => this.finish(true));
    root.addEventListener('pointercancel', () => this.finish(false));
    addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.finish(false);
    });
  }

  /** Puts the mark where it belongs. */
  private place(): void {
    const { start, end } = this;
    const mark = this.root.querySelector<HTMLElement>('.selection');
    if (mark === null) return;
    mark.hidden = start === null;
    const plot = this.plot();
    if (start === null || plot === null) return;
    mark.style.left = `${plot.left + Math.min(start, end) * plot.width}px`;
    mark.style.width = `${Math.abs(end - start) * plot.width}px`;
  }

  private begin(event: PointerEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLCanvasElement) || event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    this.start = this.shareOf(event);
    this.end = this.start;
    this.place();
  }

  private move(event: PointerEvent): void {
    if (this.start === null) return;
    this.end = this.shareOf(event);
    this.place();
  }

  private finish(isMeant: boolean): void {
    const { start, end } = this;
    if (start === null) return;
    this.start = null;
    this.place();
    if (isMeant) this.onSelect(start, end);
  }

  private shareOf({ clientX }: PointerEvent): number {
    const moments = this.root.querySelector('.moments');
    const plot = this.plot();
    if (!moments || !plot) return 0;
    const x = clientX - moments.getBoundingClientRect().left - plot.left;
    return Math.max(0, Math.min(1, x / plot.width));
  }

  /** The plot's place in the frame of the charts, in pixels. */
  private plot(): { left: number; width: number } | null {
    const moments = this.root.querySelector('.moments');
    if (!moments) return null;
    const left = Number.parseFloat(this.root.style.getPropertyValue('--plot-left')) || 0;
    return { left, width: Math.max(1, moments.clientWidth - left) };
  }
}
