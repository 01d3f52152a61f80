import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import type { HostedState, SavedScroll } from '../common/hostedPanel';
import { savedAmount, savedField, savedFlag } from '../common/savedField';
import type { StageMapLayout } from './shapes';

/** A segment of the map: indices into the layout's lanes and their segments. */
export interface SegmentPosition {
  readonly lane: number;
  readonly segment: number;
}

/** Everything that decides what the panel shows. */
export interface PanelState extends HostedState {
  readonly model: StageMapModel | null;
  /** Layout of the model for the panel's width; null while there is neither. */
  readonly layout: StageMapLayout | null;
  /** Lanes drawn so far: at first only those of one screen, so that something is seen at once. */
  readonly lanesDrawn: number;
  /** What stages take on this machine while the result runs; empty before. */
  readonly measuredSeconds: readonly number[];
  /** Trial that was asked for and has not arrived. */
  readonly wantedTrial: number | null;
  readonly asTable: boolean;
  /** The one segment that the Tab key reaches. */
  readonly active: SegmentPosition;
}

/** What a person can do in the panel. */
export interface PanelActions {
  showTrial(trial: number): void;
  revealLayer(name: string): void;
  runCommand(command: 'tuneAgain' | 'openAsText'): void;
  toggleTable(): void;
  /** Moves the focus to the stage that sets the period. */
  goToSlowest(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState extends SavedScroll {
  readonly trial: number | null;
  readonly asTable: boolean;
}

/** The state of an empty panel. */
export function emptyPanel(saved: SavedState): PanelState {
  return {
    model: null,
    layout: null,
    lanesDrawn: 0,
    measuredSeconds: [],
    failure: null,
    notice: null,
    wantedTrial: null,
    asTable: saved.asTable,
    active: { lane: 0, segment: 0 },
  };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const trial = savedField(value, 'trial');
  return {
    trial: typeof trial === 'number' && Number.isFinite(trial) ? trial : null,
    asTable: savedFlag(value, 'asTable'),
    scroll: savedAmount(value, 'scroll'),
  };
}
