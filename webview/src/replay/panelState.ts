import type {
  ReplayEpisode,
  ReplayModel,
  ReplayMoment,
  ReplayWindow,
} from '../../../server/protocol/replayModel';
import type { HostedState, SavedScroll } from '../common/hostedPanel';
import { savedAmount, savedField, savedFlag, savedText } from '../common/savedField';
import { isWhole, onReplay, wholeAxis, within, type AxisWindow } from './axisWindow';

/** How many times as fast as it happened a replay is played. */
export const speeds = [0.1, 1, 10, 100, 1000] as const;

/** Everything that decides what the panel shows. */
export interface PanelState extends HostedState {
  readonly model: ReplayModel | null;
  /** The stretch that is looked at. */
  readonly window: AxisWindow;
  /** What was told last of a stretch: the one that is looked at, or one before it. */
  readonly told: ReplayWindow | null;
  /** Where the playhead stands. */
  readonly position: number;
  /** What was told last of a moment, and of which. */
  readonly moments: readonly ReplayMoment[];
  readonly momentPosition: number;
  /** Rows of the table of episodes that are known, by their index. */
  readonly episodes: ReadonlyMap<number, ReplayEpisode>;
  /** First row of the table that is in sight. */
  readonly firstEpisode: number;
  /** The one row that the Tab key reaches. */
  readonly activeEpisode: number;
  /** Policies whose curves are not drawn. */
  readonly hidden: ReadonlySet<number>;
  /** The policy whose stage map is shown. */
  readonly chosen: number;
  readonly speed: number;
  readonly isPlaying: boolean;
  readonly asTable: boolean;
  /** What the event that was gone to last is. */
  readonly eventWords: string;
}

/** What a person can do in the panel. */
export interface PanelActions {
  moveTo(position: number): void;
  goToEvent(direction: 'next' | 'previous'): void;
  togglePlay(): void;
  setSpeed(speed: number): void;
  zoom(factor: number): void;
  fit(): void;
  pan(share: number): void;
  togglePolicy(policy: number): void;
  choosePolicy(policy: number): void;
  toggleTable(): void;
  goToEpisode(index: number): void;
  focusEpisode(index: number): void;
  scrollEpisodes(): void;
  saveCsv(): void;
  saveSvg(): void;
  openAsText(): void;
  dismissNotice(): void;
}

/** What survives hiding and reloading the panel; the host keeps the replay. */
export interface SavedState extends SavedScroll {
  readonly position: number;
  /** Null: all of the axis. */
  readonly window: AxisWindow | null;
  /** Titles of the policies that are not drawn: another file may have them in another order. */
  readonly hidden: readonly string[];
  readonly chosen: string;
  readonly speed: number;
  readonly asTable: boolean;
}

/** The state of an empty panel. */
export function emptyPanel({ speed, asTable }: SavedState): PanelState {
  return {
    model: null,
    window: { from: 0, to: 1 },
    told: null,
    position: 0,
    moments: [],
    momentPosition: -1,
    episodes: new Map(),
    firstEpisode: 0,
    activeEpisode: 0,
    hidden: new Set(),
    chosen: 0,
    speed,
    isPlaying: false,
    asTable,
    eventWords: '',
    failure: null,
    notice: null,
  };
}

/** The state with a model that has just come, looked at as it was saved. */
export function withModel(state: PanelState, model: ReplayModel, saved: SavedState): PanelState {
  const titles = model.policies.map(({ title }) => title);
  const hidden = titles.flatMap((title, index) => (saved.hidden.includes(title) ? [index] : []));
  const chosen = titles.indexOf(saved.chosen);
  const first = Math.max(
    0,
    model.policies.findIndex(({ isBound }) => !isBound),
  );
  return {
    ...state,
    model,
    window: saved.window === null ? wholeAxis(model) : within(saved.window, model),
    told: null,
    position: onReplay(saved.position, model),
    moments: [],
    momentPosition: -1,
    episodes: new Map(),
    firstEpisode: 0,
    activeEpisode: 0,
    // A picture without any curve says nothing.
    hidden: new Set(hidden.length < titles.length ? hidden : []),
    chosen: chosen < 0 ? first : chosen,
    failure: null,
  };
}

/** What is to survive of a state; `scroll` in pixels. */
export function savedState(state: PanelState, scroll: number): SavedState {
  const { model, position, window, hidden, chosen, speed, asTable } = state;
  const title = (policy: number): string => model?.policies[policy]?.title ?? '';
  return {
    position,
    window: model && isWhole(window, model) ? null : window,
    hidden: [...hidden].map(title),
    chosen: title(chosen),
    speed,
    asTable,
    scroll,
  };
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const window = savedField(value, 'window');
  const [from, to] = [savedAmount(window, 'from'), savedAmount(window, 'to')];
  const hidden = savedField(value, 'hidden');
  const speed = savedField(value, 'speed');
  return {
    position: savedAmount(value, 'position'),
    window: to > from ? { from, to } : null,
    hidden: Array.isArray(hidden) ? hidden.filter((title) => typeof title === 'string') : [],
    chosen: savedText(value, 'chosen'),
    speed: speeds.find((known) => known === speed) ?? 1,
    asTable: savedFlag(value, 'asTable'),
    scroll: savedAmount(value, 'scroll'),
  };
}
