import { defaultLoad, type LiveModel } from '../../../server/protocol/liveModel';
import { formOf, type LoadField, type LoadForm, type ReadLoad } from './loadForm';
import type { LiveLook } from './timeWindow';

/** Everything that decides what the panel shows. */
export interface PanelState {
  /** False before the host has said anything. */
  readonly isReady: boolean;
  /** File name of the result. */
  readonly name: string;
  /** The run as it stands; null where none is known. */
  readonly model: LiveModel | null;
  /** The run as it stood when the picture was paused; null while it moves. */
  readonly frozen: LiveModel | null;
  readonly look: LiveLook;
  readonly asTable: boolean;
  readonly form: LoadForm;
  /** What is wrong with the form, said after Run was pressed. */
  readonly mistake: Extract<ReadLoad, { ok: false }> | null;
  /** Why there is nothing to show. */
  readonly failure: string | null;
  /** A request that failed. */
  readonly notice: string | null;
}

/** What a person can do in the panel. */
export interface PanelActions {
  run(): void;
  stop(): void;
  /** Asks what is to slow the pipeline. */
  inject(): void;
  /** Ends interference that was injected. */
  endInterference(episode: number): void;
  /** Saves what happened for the replay editor. */
  saveReplay(): void;
  setPolicy(policy: LoadForm['policy']): void;
  setArrivals(arrivals: LoadForm['arrivals']): void;
  setField(field: LoadField, text: string): void;
  togglePause(): void;
  toggleTable(): void;
  setSpan(span: LiveLook['span']): void;
  zoomIn(): void;
  zoomOut(): void;
  shift(share: number): void;
  /** Looks at the part between two shares 0…1 of what is shown. */
  select(from: number, to: number): void;
  follow(): void;
  openResult(): void;
  saveCsv(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel; the host keeps the figures. */
export interface SavedState {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
  readonly span: LiveLook['span'];
  readonly asTable: boolean;
  readonly scroll: number;
}

/** The state of an empty panel. */
export function emptyPanel({ span, asTable }: SavedState): PanelState {
  return {
    isReady: false,
    name: '',
    model: null,
    frozen: null,
    look: { span, zoom: null },
    asTable,
    form: formOf(defaultLoad),
    mistake: null,
    failure: null,
    notice: null,
  };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const subject = field(value, 'subject');
  const scroll = field(value, 'scroll');
  return {
    subject: typeof subject === 'string' ? subject : '',
    span: field(value, 'span') === 'whole' ? 'whole' : 'minute',
    asTable: field(value, 'asTable') === true,
    scroll: typeof scroll === 'number' && Number.isFinite(scroll) && scroll > 0 ? scroll : 0,
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
