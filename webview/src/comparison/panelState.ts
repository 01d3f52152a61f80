import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type { Axis, AxisLook } from '../common/axisPlace';

/** Everything that decides what the panel shows. */
export interface PanelState {
  readonly model: ComparisonModel | null;
  readonly look: AxisLook;
  readonly asTable: boolean;
  /** Place on the axis that is read, as a share 0…1 of it. */
  readonly reading: number;
  /** Why there is nothing to show. */
  readonly failure: string | null;
  /** A request that failed. */
  readonly notice: string | null;
}

/** What a person can do in the panel. */
export interface PanelActions {
  setAxis(axis: Axis): void;
  toggleLog(): void;
  toggleTable(): void;
  read(share: number): void;
  export(format: 'csv' | 'json'): void;
  compareAgain(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState {
  readonly look: AxisLook;
  readonly asTable: boolean;
  readonly reading: number;
  readonly scroll: number;
}

/** The state of an empty panel. */
export function emptyPanel({ look, asTable, reading }: SavedState): PanelState {
  return { model: null, look, asTable, reading, failure: null, notice: null };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const look = field(value, 'look');
  const reading = field(value, 'reading');
  const scroll = field(value, 'scroll');
  const isShare = typeof reading === 'number' && reading >= 0 && reading <= 1;
  return {
    look: {
      axis: field(look, 'axis') === 'seconds' ? 'seconds' : 'trials',
      // Explorers differ by orders of magnitude.
      log: field(look, 'log') !== false,
    },
    asTable: field(value, 'asTable') === true,
    reading: isShare ? reading : 1,
    scroll: typeof scroll === 'number' && Number.isFinite(scroll) && scroll > 0 ? scroll : 0,
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
