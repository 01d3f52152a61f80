import type { HostedState, SavedScroll } from '../hostedPanel';
import { savedAmount, savedField, savedFlag } from '../savedField';
import type { Axis, AxisLook } from './axisPlace';

/** Everything that decides what a panel of curves shows. */
export interface CurvesState<Model, Look extends AxisLook> extends HostedState {
  readonly model: Model | null;
  readonly look: Look;
  readonly asTable: boolean;
  /** Place on the axis that is read, as a share 0…1 of it. */
  readonly reading: number;
}

/** What a person can do in every panel of curves. */
export interface CurvesActions {
  setAxis(axis: Axis): void;
  toggleLog(): void;
  toggleTable(): void;
  /** Reads the curves at a share 0…1 of the axis. */
  read(share: number): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading a panel of curves. */
export interface SavedCurves<Look extends AxisLook> extends SavedScroll {
  readonly look: Look;
  readonly asTable: boolean;
  readonly reading: number;
}

/** The state of an empty panel. */
export function emptyCurves<Look extends AxisLook>({
  look,
  asTable,
  reading,
}: SavedCurves<Look>): CurvesState<never, Look> {
  return { model: null, look, asTable, reading, failure: null, notice: null };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedCurves(value: unknown): Omit<SavedCurves<AxisLook>, 'look'> {
  const reading = savedField(value, 'reading');
  const isShare = typeof reading === 'number' && reading >= 0 && reading <= 1;
  return {
    asTable: savedFlag(value, 'asTable'),
    reading: isShare ? reading : 1,
    scroll: savedAmount(value, 'scroll'),
  };
}

/** The axis that an earlier panel saved in its look: trials where it is not trial time. */
export function readSavedAxis(look: unknown): Axis {
  return savedField(look, 'axis') === 'seconds' ? 'seconds' : 'trials';
}
