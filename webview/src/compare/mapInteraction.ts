import { Tooltip } from '../common/tooltip';
import type { MapEvents } from './mapView';
import { movedStage, type PanelState, type StagePosition } from './panelState';
import { stageTip } from './stageWords';

/** Pointer and keyboard on the maps: explains stages, and moves among them. */
export class MapInteraction implements MapEvents {
  private readonly tooltip = new Tooltip();

  constructor(
    private readonly root: HTMLElement,
    private readonly state: () => PanelState,
    private readonly activate: (position: StagePosition) => void,
  ) {
    document.addEventListener('scroll', () => this.tooltip.hide(), { passive: true });
  }

  hideTooltip(): void {
    this.tooltip.hide();
  }

  readonly keydown = (event: KeyboardEvent): void => {
    const from = stageOf(event.target);
    const { model } = this.state();
    if (!from || !model || event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Escape') return this.tooltip.hide();
    const counts = { left: model.left.stages.length, right: model.right.stages.length };
    const next = movedStage(counts, from.position, event.key);
    if (!next) return;
    event.preventDefault();
    this.activate(next);
    this.element(next)?.focus();
  };

  readonly pointermove = (event: PointerEvent): void => {
    const found = stageOf(event.target);
    if (found) this.explain(found.position, found.element, event.clientX);
    else this.tooltip.hide();
  };

  readonly pointerleave = (): void => this.tooltip.hide();

  readonly focusin = (event: FocusEvent): void => {
    const found = stageOf(event.target);
    // A pointer explains by itself; a key needs the explanation at the focus.
    if (found?.element.matches(':focus-visible')) this.explain(found.position, found.element);
  };

  readonly focusout = (): void => this.tooltip.hide();

  private explain({ side, stage }: StagePosition, element: Element, x?: number): void {
    const result = this.state().model?.[side];
    const shown = result?.stages[stage];
    const row = element.querySelector('.row-back');
    if (!result || !shown || !row) return;
    this.tooltip.show(stageTip(result, shown), row.getBoundingClientRect(), x);
  }

  private element({ side, stage }: StagePosition): SVGElement | null {
    return this.root.querySelector<SVGElement>(`[data-side="${side}"][data-stage="${stage}"]`);
  }
}

function stageOf(target: EventTarget | null) {
  if (!(target instanceof Element)) return null;
  const element = target.closest<SVGElement>('.stage[data-stage]');
  if (!element) return null;
  const { side, stage } = element.dataset;
  if (side !== 'left' && side !== 'right') return null;
  return { element, position: { side, stage: Number(stage) } as const };
}
