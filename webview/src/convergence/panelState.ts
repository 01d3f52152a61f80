import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type { Axis } from '../common/axisPlace';
import type { ConvergenceLook } from './layout';

/** Everything that decides what the panel shows. */
export interface PanelState {
  readonly model: ConvergenceModel | null;
  readonly look: ConvergenceLook;
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
  toggleShare(): void;
  toggleTable(): void;
  read(share: number): void;
  openResult(run: number): void;
  chooseRuns(): void;
  saveCsv(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
  readonly look: ConvergenceLook;
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
  const subject = field(value, 'subject');
  const reading = field(value, 'reading');
  const scroll = field(value, 'scroll');
  const isShare = typeof reading === 'number' && reading >= 0 && reading <= 1;
  return {
    subject: typeof subject === 'string' ? subject : '',
    look: {
      axis: field(look, 'axis') === 'seconds' ? 'seconds' : 'trials',
      log: field(look, 'log') === true,
      asShare: field(look, 'asShare') === true,
    },
    asTable: field(value, 'asTable') === true,
    reading: isShare ? reading : 1,
    scroll: typeof scroll === 'number' && Number.isFinite(scroll) && scroll > 0 ? scroll : 0,
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
