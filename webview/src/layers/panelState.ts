import type { LayersModel } from '../../../server/protocol/layersModel';
import type { HostedState, SavedScroll } from '../common/hostedPanel';
import { savedAmount, savedField, savedFlag, savedText } from '../common/savedField';
import type { AmountId, SortKey, TimesId } from './columns';
import { plainLook, type LayersLook } from './layersLook';
import type { LayersLayout } from './layout';

/** Everything that decides what the panel shows. */
export interface PanelState extends HostedState {
  readonly model: LayersModel | null;
  readonly look: LayersLook;
  /** For the panel's width; null while there is no model. */
  readonly layout: LayersLayout | null;
  /** Positions of the rows that are drawn: [first, end). */
  readonly drawn: readonly [first: number, end: number];
  /** Layers that the line under the cursor makes. */
  readonly selected: ReadonlySet<number>;
  /** Position of the row that keys move from. */
  readonly active: number;
}

/** What a person can do in the panel. */
export interface PanelActions {
  filter(text: string): void;
  sortBy(key: SortKey): void;
  setDescending(descending: boolean): void;
  toggleLog(): void;
  toggleShare(): void;
  revealRow(position: number): void;
  choosePlatform(): void;
  save(format: 'csv' | 'svg'): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState extends SavedScroll {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
  readonly look: LayersLook;
  /** Index of the layer that keys move from, in network order. */
  readonly layer: number;
}

/** The state of an empty panel. */
export function emptyPanel({ look }: SavedState): PanelState {
  return {
    model: null,
    look,
    layout: null,
    drawn: [0, 0],
    failure: null,
    notice: null,
    selected: new Set(),
    active: 0,
  };
}

const sortKey =
  /^(?:order|name|operator|weight|macs|parameters|activationBytes|cutBytes|(?:estimated|measured)-\d{1,3})$/;

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const look = savedField(value, 'look');
  const sorting = savedField(look, 'sorting');
  const key = savedField(sorting, 'key');
  const isKnown = isSortKey(key);
  return {
    subject: savedText(value, 'subject'),
    look: {
      filter: savedText(look, 'filter').slice(0, 200),
      sorting: isKnown ? { key, descending: savedFlag(sorting, 'descending') } : plainLook.sorting,
      scale: savedField(look, 'scale') === 'log' ? 'log' : 'linear',
      asShare: savedFlag(look, 'asShare'),
      focus: isKnown ? focusOf(key, plainLook.focus) : plainLook.focus,
    },
    layer: savedAmount(value, 'layer'),
    scroll: savedAmount(value, 'scroll'),
  };
}

/** The column that a sorting puts in focus: words put none. */
export function focusOf(key: SortKey, before: AmountId | TimesId): AmountId | TimesId {
  if (key === 'order' || key === 'name' || key === 'operator') return before;
  if (key.startsWith('estimated-')) return 'estimated';
  if (key.startsWith('measured-')) return 'measured';
  return isAmount(key) ? key : before;
}

function isAmount(key: SortKey): key is AmountId {
  return /^(?:weight|macs|parameters|activationBytes|cutBytes)$/.test(key);
}

function isSortKey(key: unknown): key is SortKey {
  return typeof key === 'string' && sortKey.test(key);
}
