import { nothing, render } from 'lit';
import type {
  PanelFailure,
  ReplayEvent,
  ReplayPanelRequest,
} from '../../../server/protocol/panelMessages';
import type { ReplayModel } from '../../../server/protocol/replayModel';
import { HostClient, type VsCodeApi } from '../common/hostClient';
import { pageLettering, type Lettering } from '../common/measureText';
import { onThemeChange } from '../common/themeColors';
import { Asker } from './asker';
import { asked, isWhole, onReplay, panned, showing, wholeAxis, zoomed, shareOf, type AxisWindow } from './axisWindow'; // prettier-ignore
import { ChartsPicture } from './chartsPicture';
import { EpisodesFrame } from './episodesFrame';
import { episodesView } from './episodesView';
import { replaySvg } from './exportSvg';
import { momentView } from './momentView';
import { spokenMoment } from './momentWords';
import {
  emptyPanel,
  readSavedState,
  withModel,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { Playback } from './playback';
import { placePlayhead } from './playheadView';
import { commandOf, movedBy, type KeyCommand } from './scrubKeys';
import { Scrubbing } from './scrubbing';
import { tableColumns } from './tableView';
import { panelView } from './view';

/** What is said aloud, and saved, waits until the playhead rests. */
const restMilliseconds = 400;

/** Ties host, state, charts and page together; holds no knowledge of its own. */
export class ReplayPanel implements PanelActions {
  private readonly host: HostClient<ReplayPanelRequest, ReplayEvent>;
  private readonly asker: Asker;
  private readonly picture: ChartsPicture;
  private readonly playback: Playback;
  private readonly frame: EpisodesFrame;
  private state: PanelState;
  /** How the panel was looked at; null once a model was shown so. */
  private restore: SavedState | null;
  private letters: Lettering;
  private drawIsDue = false;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Position while it is played: between two queries too. */
  private played = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: VsCodeApi,
  ) {
    this.restore = readSavedState(api.getState());
    this.state = emptyPanel(this.restore);
    this.letters = pageLettering(root);
    this.host = new HostClient(api, ['replay', 'answer'], (event) => this.receive(event));
    this.asker = new Asker((request) => this.ask(request, 'The replay does not answer'));
    this.picture = new ChartsPicture(root);
    this.playback = new Playback((seconds) => this.advance(seconds));
    this.frame = new EpisodesFrame(root);
  }

  /** Draws the empty panel, follows size, theme, pointer and keys, and tells the host to send. */
  start(): void {
    this.draw();
    new Scrubbing(
      this.root,
      () => this.state,
      () => this.picture.layout,
      {
        moveTo: (position) => this.scrubTo(position),
        zoomAt: (factor, share) => this.zoomAt(factor, share),
        pan: (share) => this.pan(share),
      },
    );
    let width = this.root.clientWidth;
    new ResizeObserver(() => {
      if (width === this.root.clientWidth) return;
      width = this.root.clientWidth;
      this.draw();
      this.askWindow();
    }).observe(this.root);
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.picture.forgetColors();
      this.draw();
    });
    document.addEventListener('keydown', (event) => this.keydown(event));
    document.addEventListener('scrollend', () => this.save());
    this.host.connect(window);
  }

  moveTo(position: number): void {
    this.pause();
    this.place(position);
  }

  goToEvent(direction: 'next' | 'previous'): void {
    this.pause();
    this.asker.ask({ kind: 'event', position: this.state.position, direction });
  }

  togglePlay(): void {
    const { model, isPlaying, position } = this.state;
    if (!model) return;
    if (isPlaying) return this.pause();
    if (position >= onReplay(model.end, model)) this.place(0);
    this.played = this.state.position;
    this.change({ isPlaying: true });
    this.playback.start();
  }

  setSpeed(speed: number): void {
    this.change({ speed });
    this.save();
  }

  zoom(factor: number): void {
    const share = shareOf(this.state.window, this.state.position);
    this.zoomAt(factor, share >= 0 && share <= 1 ? share : 0.5);
  }

  fit(): void {
    if (this.state.model) this.look(wholeAxis(this.state.model));
  }

  pan(share: number): void {
    const { model, window } = this.state;
    if (model) this.look(panned(window, share, model));
  }

  togglePolicy(policy: number): void {
    const hidden = new Set(this.state.hidden);
    if (!hidden.delete(policy)) hidden.add(policy);
    this.change({ hidden });
    this.save();
  }

  choosePolicy(chosen: number): void {
    this.change({ chosen });
    this.save();
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.askWindow();
    this.save();
  }

  goToEpisode(index: number): void {
    const episode = this.state.episodes.get(index);
    this.change({ activeEpisode: index });
    if (episode) this.moveTo(episode.from);
  }

  focusEpisode(index: number): void {
    this.change({ activeEpisode: index });
    this.frame.reveal(index, this.state);
    this.scrollEpisodes();
    this.root.querySelector<HTMLElement>(`[data-episode="${index}"]`)?.focus({ preventScroll: true }); // prettier-ignore
  }

  scrollEpisodes(): void {
    this.change({ firstEpisode: this.frame.firstRow(this.state) });
    this.askEpisodes();
  }

  saveCsv(): void {
    const { from, to } = this.state.window;
    void this.ask({ kind: 'saveCsv', from, to }, 'The file was not saved');
  }

  saveSvg(): void {
    const { model } = this.state;
    const { layout, ink } = this.picture;
    if (!model || !layout) return;
    const { fontFamily } = getComputedStyle(this.root);
    const text = replaySvg(model, layout, ink, this.letters, fontFamily);
    void this.ask({ kind: 'save', format: 'svg', text }, 'The file was not saved');
  }

  openAsText(): void {
    void this.ask({ kind: 'openAsText' }, 'The file cannot be opened as text');
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private receive(event: ReplayEvent | PanelFailure): void {
    switch (event.type) {
      case 'failure':
        this.pause();
        return this.change({ failure: event.message });
      case 'replay':
        return this.showModel(event.model);
      case 'answer':
        return this.takeAnswer(event);
    }
  }

  private showModel(model: ReplayModel): void {
    const saved = this.restore ?? this.saved(this.state.model);
    const scroll = this.restore?.scroll ?? 0;
    this.restore = null;
    this.state = withModel(this.state, model, saved);
    this.draw();
    if (scroll > 0) scrollTo({ top: scroll, behavior: 'instant' });
    if (!(model.end > 0)) return;
    this.askWindow();
    this.asker.ask({ kind: 'moment', position: this.state.position });
    this.askEpisodes();
    this.save();
  }

  private takeAnswer({ query, answer }: Extract<ReplayEvent, { type: 'answer' }>): void {
    switch (answer.kind) {
      case 'window':
        this.state = { ...this.state, told: answer.window };
        return this.state.asTable ? this.draw() : this.drawSoon();
      case 'moment':
        if (query.kind !== 'moment') return;
        this.state = { ...this.state, moments: answer.moments, momentPosition: query.position };
        this.drawSoon();
        return this.whenResting();
      case 'event':
        this.change({ eventWords: answer.words });
        if (answer.position !== null) this.place(answer.position);
        return this.whenResting();
      case 'episodes': {
        const episodes = this.frame.withRows(this.state.episodes, answer.episodes);
        return this.change({ episodes });
      }
      case 'csv':
        // The host keeps it.
        return;
    }
  }

  private scrubTo(position: number): void {
    if (this.state.isPlaying) this.pause();
    this.place(position);
  }

  /** Moves the playhead: at once what is known, and then what is asked for. */
  private place(wanted: number): void {
    const { model, window } = this.state;
    if (!model) return;
    const position = onReplay(wanted, model);
    const sight = showing(window, position, model);
    const isMoved = position !== this.state.position;
    this.state = { ...this.state, position };
    if (sight !== window) this.look(sight);
    if (!isMoved && this.state.momentPosition === position) return;
    placePlayhead(this.root, this.state, this.picture.layout);
    this.asker.ask({ kind: 'moment', position });
    this.whenResting();
  }

  private advance(seconds: number): boolean {
    const { model, speed, chosen } = this.state;
    if (!model) return false;
    const policy = model.policies[chosen];
    const rate = model.axis === 'seconds' ? 1 : (policy?.throughput ?? model.quietThroughput);
    this.played += seconds * speed * (Number.isFinite(rate) ? rate : 0);
    this.place(this.played);
    const isOver = this.state.position >= onReplay(model.end, model);
    if (isOver) this.change({ isPlaying: false });
    return !isOver;
  }

  private pause(): void {
    this.playback.stop();
    if (this.state.isPlaying) this.change({ isPlaying: false });
  }

  private zoomAt(factor: number, share: number): void {
    const { model, window } = this.state;
    if (model) this.look(zoomed(window, factor, share, model));
  }

  private look(window: AxisWindow): void {
    const { model, window: before } = this.state;
    this.state = { ...this.state, window };
    // Buttons that zoom out are of use only where there is something left.
    if (model && isWhole(window, model) !== isWhole(before, model)) this.drawEpisodes();
    this.drawSoon();
    this.askWindow();
    this.whenResting();
  }

  private askWindow(): void {
    const { model, window, asTable } = this.state;
    if (!model || !(model.end > 0)) return;
    const pixels = asTable ? tableColumns : (this.picture.layout?.plot.width ?? this.root.clientWidth); // prettier-ignore
    this.asker.ask({ kind: 'window', window: asked(window, pixels, model) });
  }

  private askEpisodes(): void {
    const wanted = this.frame.missing(this.state);
    if (wanted) this.asker.ask({ kind: 'episodes', ...wanted });
  }

  private keydown(event: KeyboardEvent): void {
    const { model } = this.state;
    const { target } = event;
    if (!model || event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey) return;
    if (!(target instanceof Element) || target.closest('select, input, .table-scroll')) return;
    const isPlayhead = target.closest('.charts') !== null;
    // Elsewhere keys that scroll a page go on doing that.
    const moves = isPlayhead || /^Arrow(?:Left|Right)$/.test(event.key);
    const isFree = !target.closest('button, .lanes-frame');
    const moved = moves && isFree ? movedBy(event, this.state.position, model) : null;
    const command = isPlayhead && event.key === ' ' ? 'play' : commandOf(event);
    if (moved === null && command === null) return;
    event.preventDefault();
    if (moved !== null) this.moveTo(moved);
    else if (command !== null) this.run(command);
  }

  private run(command: KeyCommand): void {
    const runs: Readonly<Record<KeyCommand, () => void>> = {
      next: () => this.goToEvent('next'),
      previous: () => this.goToEvent('previous'),
      zoomIn: () => this.zoom(0.5),
      zoomOut: () => this.zoom(2),
      fit: () => this.fit(),
      earlier: () => this.pan(-0.5),
      later: () => this.pan(0.5),
      play: () => this.togglePlay(),
    };
    runs[command]();
  }

  private async ask(request: ReplayPanelRequest, otherwise: string): Promise<void> {
    try {
      await this.host.request(request);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.change({ notice: `${otherwise}: ${reason}` });
    }
  }

  /** Says the moment aloud and saves where the playhead is, once it rests. */
  private whenResting(): void {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      const { model, moments, momentPosition, position, chosen, isPlaying } = this.state;
      this.save();
      this.drawEpisodes();
      const spoken = this.root.querySelector('#spoken');
      if (!model || !spoken || isPlaying || momentPosition !== position) return;
      const moment = moments.find(({ policy }) => policy === chosen);
      spoken.textContent = spokenMoment(model, moment, position);
    }, restMilliseconds);
  }

  private saved(model: ReplayModel | null): SavedState {
    const { position, window, hidden, chosen, speed, asTable } = this.state;
    const title = (policy: number): string => model?.policies[policy]?.title ?? '';
    return {
      position,
      window: model && window.from <= 0 && window.to >= model.end ? null : window,
      hidden: [...hidden].map(title),
      chosen: title(chosen),
      speed,
      asTable,
      scroll: scrollY,
    };
  }

  private save(): void {
    // Before the first model there is nothing to save, and what was saved is still to be restored.
    if (this.state.model && !this.restore) this.api.setState(this.saved(this.state.model));
  }

  private change(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  /** Charts and the moment, at most once a frame. */
  private drawSoon(): void {
    if (this.drawIsDue) return;
    this.drawIsDue = true;
    requestAnimationFrame(() => {
      this.drawIsDue = false;
      this.drawMoving();
    });
  }

  private draw(): void {
    this.drawEpisodes();
    this.drawMoving();
  }

  private drawEpisodes(): void {
    const { model } = this.state;
    const episodes = model ? episodesView(this.state, model, this.frame.scrollTop, this) : nothing;
    render(panelView(this.state, this, episodes), this.root);
  }

  private drawMoving(): void {
    const moment = this.root.querySelector<HTMLElement>('.moment');
    this.picture.draw(this.state, this.letters);
    placePlayhead(this.root, this.state, this.picture.layout);
    if (moment) render(momentView(this.state, moment.clientWidth, this.letters), moment);
  }
}
