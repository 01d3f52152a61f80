import type { CompareModel, Side } from '../../../server/protocol/compareModel';
import type { HostedState, SavedScroll } from '../common/hostedPanel';
import { savedAmount, savedFlag, savedText } from '../common/savedField';
import type { CompareLayout } from './layout';

/** A stage that keys move from. */
export interface StagePosition {
  readonly side: Side;
  readonly stage: number;
}

/** Everything that decides what the panel shows. */
export interface PanelState extends HostedState {
  readonly model: CompareModel | null;
  /** For the panel's width; null while there is no model. */
  readonly layout: CompareLayout | null;
  readonly asTable: boolean;
  /** The one stage that the Tab key reaches. */
  readonly active: StagePosition;
}

/** What a person can do in the panel. */
export interface PanelActions {
  toggleTable(): void;
  openResult(side: Side): void;
  chooseResult(side: Side): void;
  swap(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState extends SavedScroll {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
  readonly asTable: boolean;
}

/** The state of an empty panel. */
export function emptyPanel({ asTable }: SavedState): PanelState {
  return {
    model: null,
    layout: null,
    asTable,
    failure: null,
    notice: null,
    active: { side: 'left', stage: 0 },
  };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  return {
    subject: savedText(value, 'subject'),
    asTable: savedFlag(value, 'asTable'),
    scroll: savedAmount(value, 'scroll'),
  };
}

/**
 * The stage that a key leads to: ↑/↓, Home and End within a map, ←/→ to the same stage of the other
 * one. Null for other keys.
 */
export function movedStage(
  counts: Readonly<Record<Side, number>>,
  { side, stage }: StagePosition,
  key: string,
): StagePosition | null {
  const within = (to: Side, wanted: number): StagePosition => ({
    side: to,
    stage: Math.max(0, Math.min(counts[to] - 1, wanted)),
  });
  switch (key) {
    case 'ArrowUp':
      return within(side, stage - 1);
    case 'ArrowDown':
      return within(side, stage + 1);
    case 'Home':
      return within(side, 0);
    case 'End':
      return within(side, counts[side] - 1);
    case 'ArrowLeft':
      return counts.left > 0 ? within('left', stage) : null;
    case 'ArrowRight':
      return counts.right > 0 ? within('right', stage) : null;
    default:
      return null;
  }
}
