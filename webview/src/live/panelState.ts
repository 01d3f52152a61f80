import { defaultLoad, type LiveModel } from '../../../server/protocol/liveModel';
import type { HostedState, SavedScroll } from '../common/hostedPanel';
import { savedAmount, savedField, savedFlag, savedText } from '../common/savedField';
import { formOf, type LoadField, type LoadForm, type ReadLoad } from './loadForm';
import type { LiveLook } from './timeWindow';

/** Everything that decides what the panel shows. */
export interface PanelState extends HostedState {
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
export interface SavedState extends SavedScroll {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
  readonly span: LiveLook['span'];
  readonly asTable: boolean;
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
  return {
    subject: savedText(value, 'subject'),
    span: savedField(value, 'span') === 'whole' ? 'whole' : 'minute',
    asTable: savedFlag(value, 'asTable'),
    scroll: savedAmount(value, 'scroll'),
  };
}
