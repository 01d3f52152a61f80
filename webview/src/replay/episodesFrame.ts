import type { ReplayEpisode } from '../../../server/protocol/replayModel';
import { firstRow, scrollTopOf } from './episodeRows';
import { episodeHeight, episodesInFrame } from './episodesView';
import type { PanelState } from './panelState';

/** Rows that are asked for at once, and that are kept. */
const chunk = 60;
const mostKept = 3000;
/** Height of the rows' frame without its headings, in pixels. */
const frameHeight = episodeHeight * episodesInFrame;

/** The scrolled frame of the table of episodes, and which of its rows are known. */
export class EpisodesFrame {
  constructor(private readonly root: HTMLElement) {}

  get scrollTop(): number {
    return this.element()?.scrollTop ?? 0;
  }

  /** The first row in sight. */
  firstRow({ model }: PanelState): number {
    return firstRow(model?.episodes ?? 0, episodeHeight, this.scrollTop, frameHeight);
  }

  /** Scrolls as little as it takes for a row to be in sight. */
  reveal(index: number, { model, firstEpisode }: PanelState): void {
    const element = this.element();
    if (!element || !model) return;
    const last = firstEpisode + episodesInFrame - 2;
    if (index >= firstEpisode && index <= last) return;
    const first = index < firstEpisode ? index : Math.max(0, index - episodesInFrame + 2);
    element.scrollTop = scrollTopOf(model.episodes, episodeHeight, first, frameHeight);
  }

  /** The rows around those in sight, where one in sight is not known. */
  missing({ model, episodes, firstEpisode }: PanelState): { from: number; count: number } | null {
    const count = model?.episodes ?? 0;
    const end = Math.min(count, firstEpisode + episodesInFrame + 4);
    for (let index = Math.max(0, firstEpisode - 4); index < end; index += 1) {
      if (episodes.has(index)) continue;
      const from = Math.max(0, index - chunk / 4);
      return { from, count: Math.min(chunk, count - from) };
    }
    return null;
  }

  /** What is known with more rows; of very many, only those that came last. */
  withRows(
    known: ReadonlyMap<number, ReplayEpisode>,
    rows: readonly ReplayEpisode[],
  ): ReadonlyMap<number, ReplayEpisode> {
    const kept = known.size > mostKept ? [] : known;
    return new Map([...kept, ...rows.map((row) => [row.index, row] as const)]);
  }

  private element(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>('.episodes-frame');
  }
}
