import { Tooltip } from '../common/tooltip';
import type { MapEvents } from './mapView';
import { moveFocus } from './moveFocus';
import type { PanelState, SegmentPosition } from './panelState';
import { segmentTooltip, stageTooltip } from './segmentWords';

/** Pointer and keyboard on the map: explains segments, moves among them, goes to their lines. */
export class MapInteraction implements MapEvents {
  private readonly tooltip = new Tooltip();

  constructor(
    private readonly state: () => PanelState,
    private readonly activate: (position: SegmentPosition) => void,
    private readonly reveal: (layer: string) => void,
  ) {
    document.addEventListener('scroll', () => this.follow(), { passive: true });
  }

  hideTooltip(): void {
    this.tooltip.hide();
  }

  readonly click = (event: Event): void => {
    const position = positionOf(event.target);
    if (!position) return;
    this.activate(position);
    this.revealAt(position);
  };

  readonly keydown = (event: KeyboardEvent): void => {
    const position = positionOf(event.target);
    const { layout } = this.state();
    if (!position || !layout || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') return this.tooltip.hide();
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.revealAt(position);
    }
    const next = moveFocus(layout.lanes, position, event.key, event.ctrlKey);
    if (!next || !(event.currentTarget instanceof SVGElement)) return;
    event.preventDefault();
    this.activate(next);
    segmentElement(event.currentTarget, next)?.focus();
  };

  readonly pointermove = (event: PointerEvent): void => {
    const position = positionOf(event.target);
    if (position && event.target instanceof Element) {
      this.explain(position, event.target, event.clientX);
    } else this.explainStage(event);
  };

  readonly pointerleave = (): void => this.tooltip.hide();

  readonly focusin = (event: FocusEvent): void => {
    const position = positionOf(event.target);
    if (!position || !(event.target instanceof Element)) return;
    // A pointer explains by itself; a key needs the explanation at the focus.
    if (event.target.matches(':focus-visible')) this.explain(position, event.target);
  };

  readonly focusout = (): void => this.tooltip.hide();

  /** A key that moves the focus may scroll: the explanation goes with the focus. */
  private follow(): void {
    const { activeElement } = document;
    const position = positionOf(activeElement);
    if (position && this.tooltip.isShown && activeElement?.matches(':focus-visible')) {
      this.explain(position, activeElement);
    } else this.tooltip.hide();
  }

  private explain(position: SegmentPosition, element: Element, x?: number): void {
    const { model, layout } = this.state();
    const shape = layout?.lanes[position.lane];
    const segment = shape?.segments[position.segment];
    const lane = shape && model?.lanes[shape.lane];
    if (!lane || !segment) return;
    this.tooltip.show(segmentTooltip(lane, segment), element.getBoundingClientRect(), x);
  }

  /** Transfer, idle time and the words of a lane belong to its stage. */
  private explainStage({ target, clientX }: PointerEvent): void {
    const { model, layout } = this.state();
    const row = target instanceof Element ? target.closest<SVGElement>('[data-stage]') : null;
    const shape = layout?.lanes[Number(row?.dataset['stage'] ?? -1)];
    const lane = shape && model?.lanes[shape.lane];
    if (!row || !lane) return this.tooltip.hide();
    this.tooltip.show(stageTooltip(lane), row.getBoundingClientRect(), clientX);
  }

  private revealAt(position: SegmentPosition): void {
    const { model, layout } = this.state();
    const shape = layout?.lanes[position.lane];
    const segment = shape?.segments[position.segment];
    const layer = segment && model?.lanes[shape.lane]?.segments[segment.first];
    if (layer) this.reveal(layer.name);
  }
}

function positionOf(target: EventTarget | null): SegmentPosition | null {
  if (!(target instanceof SVGElement)) return null;
  const { lane, segment } = target.dataset;
  return lane === undefined || segment === undefined
    ? null
    : { lane: Number(lane), segment: Number(segment) };
}

function segmentElement(map: SVGElement, { lane, segment }: SegmentPosition): SVGElement | null {
  return map.querySelector<SVGElement>(`[data-lane="${lane}"][data-segment="${segment}"]`);
}
