import type {
  PanelFailure,
  ReplayEvent,
  ReplayPanelRequest,
} from '../../../server/protocol/panelMessages';
import type { ReplayModel } from '../../../server/protocol/replayModel';
import type { VsCodeApi } from '../common/hostClient';
import { HostedPanel } from '../common/hostedPanel';
import { Asker } from './asker';
import { isWhole, onReplay, panned, positionsPerSecond, shareOf, showing, wholeAxis, zoomed, type AxisWindow } from './axisWindow'; // prettier-ignore
import { EpisodesFrame } from './episodesFrame';
import { listenToKeys } from './listenToKeys';
import { PanelDrawing } from './panelDrawing';
import {
  emptyPanel,
  readSavedState,
  savedState,
  withModel,
  type PanelActions,
  type PanelState,
  type SavedState,
} from './panelState';
import { Playback } from './playback';
import { Scrubbing } from './scrubbing';

/** What is said aloud, and saved, waits until the playhead rests. */
const restMilliseconds = 400;

/** Ties host, state, charts and page together; holds no knowledge of its own. */
export class ReplayPanel
  extends HostedPanel<ReplayPanelRequest, ReplayEvent, PanelState, SavedState>
  implements PanelActions
{
  private readonly asker: Asker;
  private readonly drawing: PanelDrawing;
  private readonly playback: Playback;
  private readonly frame: EpisodesFrame;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Position while it is played: between two queries too. */
  private played = 0;
  /** Episode to go to once it is known where it begins. */
  private awaited: number | null = null;

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['replay', 'answer'], emptyPanel(saved), saved);
    this.asker = new Asker((request) => this.ask(request, 'The replay does not answer'));
    this.playback = new Playback((seconds) => this.advance(seconds));
    this.frame = new EpisodesFrame(root);
    this.drawing = new PanelDrawing(root, this.letters, this.frame, () => this.state, this);
  }

  /** Draws the empty panel, follows size, theme, pointer and keys, and tells the host to send. */
  override start(): void {
    super.start();
    new Scrubbing(
      this.root,
      () => this.state,
      () => this.drawing.picture.layout,
      this,
    );
    let width = this.root.clientWidth;
    new ResizeObserver(() => {
      if (width === this.root.clientWidth) return;
      width = this.root.clientWidth;
      this.drawing.draw();
      this.askWindow();
    }).observe(this.root);
    listenToKeys(() => this.state, this);
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
    this.saveState();
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
    this.saveState();
  }

  choosePolicy(chosen: number): void {
    this.change({ chosen });
    this.saveState();
  }

  toggleTable(): void {
    this.change({ asTable: !this.state.asTable });
    this.askWindow();
    this.saveState();
  }

  goToEpisode(index: number): void {
    this.change({ activeEpisode: index });
    this.awaited = index;
    this.goToAwaited();
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
    const text = this.drawing.svg();
    if (text === null) return;
    void this.ask({ kind: 'save', format: 'svg', text }, 'The file was not saved');
  }

  openAsText(): void {
    void this.ask({ kind: 'openAsText' }, 'The file cannot be opened as text');
  }

  protected override receive(event: ReplayEvent | PanelFailure): void {
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
    const saved = this.takeSaved() ?? savedState(this.state, 0);
    this.state = withModel(this.state, model, saved);
    this.drawing.draw();
    this.scrollBack(saved);
    if (!(model.end > 0)) return;
    this.askWindow();
    this.asker.ask({ kind: 'moment', position: this.state.position });
    this.askEpisodes();
    this.saveState();
  }

  private takeAnswer({ query, answer }: Extract<ReplayEvent, { type: 'answer' }>): void {
    switch (answer.kind) {
      case 'window':
        this.state = { ...this.state, told: answer.window };
        return this.state.asTable ? this.drawing.draw() : this.drawing.drawSoon();
      case 'moment':
        if (query.kind !== 'moment') return;
        this.state = { ...this.state, moments: answer.moments, momentPosition: query.position };
        this.drawing.drawSoon();
        return this.whenResting();
      case 'event':
        this.change({ eventWords: answer.words });
        if (answer.position !== null) this.place(answer.position);
        return this.whenResting();
      case 'episodes':
        this.change({ episodes: this.frame.withRows(this.state.episodes, answer.episodes) });
        return this.goToAwaited();
    }
  }

  /** Goes to the episode that was chosen, if it has been told by now. */
  private goToAwaited(): void {
    const episode = this.awaited === null ? undefined : this.state.episodes.get(this.awaited);
    if (episode) this.moveTo(episode.from);
  }

  /** Moves the playhead: at once what is known, and then what is asked for. */
  private place(wanted: number): void {
    const { model, window } = this.state;
    if (!model) return;
    this.awaited = null;
    const position = onReplay(wanted, model);
    const sight = showing(window, position, model);
    const isMoved = position !== this.state.position;
    this.state = { ...this.state, position };
    if (sight !== window) this.look(sight);
    if (!isMoved && this.state.momentPosition === position) return;
    this.drawing.movePlayhead();
    this.asker.ask({ kind: 'moment', position });
    this.whenResting();
  }

  private advance(seconds: number): boolean {
    const { model, speed, chosen } = this.state;
    if (!model) return false;
    this.played += seconds * speed * positionsPerSecond(model, chosen);
    this.place(this.played);
    const isOver = this.state.position >= onReplay(model.end, model);
    if (isOver) this.change({ isPlaying: false });
    return !isOver;
  }

  private pause(): void {
    this.playback.stop();
    if (this.state.isPlaying) this.change({ isPlaying: false });
  }

  zoomAt(factor: number, share: number): void {
    const { model, window } = this.state;
    if (model) this.look(zoomed(window, factor, share, model));
  }

  private look(window: AxisWindow): void {
    const { model, window: before } = this.state;
    this.state = { ...this.state, window };
    // Buttons that zoom out are of use only where there is something left.
    if (model && isWhole(window, model) !== isWhole(before, model)) this.drawing.drawPage();
    this.drawing.drawSoon();
    this.askWindow();
    this.whenResting();
  }

  private askWindow(): void {
    this.asker.askWindow(this.state, this.drawing.plotPixels);
  }

  private askEpisodes(): void {
    const wanted = this.frame.missing(this.state);
    if (wanted) this.asker.ask({ kind: 'episodes', ...wanted });
  }

  /** Says the moment aloud and saves where the playhead is, once it rests. */
  private whenResting(): void {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      this.saveState();
      this.drawing.drawPage();
      this.drawing.speak();
    }, restMilliseconds);
  }

  protected override toSave(): SavedState {
    return savedState(this.state, scrollY);
  }

  protected override draw(): void {
    this.drawing.draw();
  }

  protected override dress(): void {
    this.drawing.dressAnew(this.letters);
  }
}
