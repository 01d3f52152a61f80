import { nothing, render } from 'lit';
import type { Lettering } from '../common/measureText';
import { ChartsPicture } from './chartsPicture';
import type { EpisodesFrame } from './episodesFrame';
import { episodesView } from './episodesView';
import { replaySvg } from './replaySvg';
import { momentView } from './momentView';
import { spokenMoment } from './momentWords';
import type { PanelActions, PanelState } from './panelState';
import { placePlayhead } from './placePlayhead';
import { panelView } from './view';

/** Draws the state of the moment: all of the page, what moves with the playhead, or the playhead alone. */
export class PanelDrawing {
  readonly picture: ChartsPicture;
  private isDue = false;

  constructor(
    private readonly root: HTMLElement,
    private letters: Lettering,
    private readonly frame: EpisodesFrame,
    private readonly state: () => PanelState,
    private readonly actions: PanelActions,
  ) {
    this.picture = new ChartsPicture(root);
  }

  /** Draws everything. */
  draw(): void {
    this.drawPage();
    this.drawMoving();
  }

  /** Draws charts and moment with the next frame, however often it is asked for before. */
  drawSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.drawMoving();
    });
  }

  /** Draws everything but charts and moment. */
  drawPage(): void {
    const state = this.state();
    const { model } = state;
    const episodes = model
      ? episodesView(state, model, this.frame.scrollTop, this.actions)
      : nothing;
    render(panelView(state, this.actions, episodes), this.root);
  }

  /** Width of the plot, or what comes near to it before anything was drawn. */
  get plotPixels(): number {
    return this.picture.layout?.plot.width ?? this.root.clientWidth;
  }

  /** Has the moment under the playhead said aloud, once it is known; not while it moves by itself. */
  speak(): void {
    const { model, moments, momentPosition, position, chosen, isPlaying } = this.state();
    const spoken = this.root.querySelector('#spoken');
    if (!model || !spoken || isPlaying || momentPosition !== position) return;
    const moment = moments.find(({ policy }) => policy === chosen);
    spoken.textContent = spokenMoment(model, moment, position);
  }

  movePlayhead(): void {
    placePlayhead(this.root, this.state(), this.picture.layout);
  }

  /** Draws everything in the colours and letters of another theme. */
  dressAnew(letters: Lettering): void {
    this.letters = letters;
    this.picture.forgetColors();
    this.draw();
  }

  /** The charts in sight as a picture that stands alone; null where there are none. */
  svg(): string | null {
    const { model } = this.state();
    const { layout, ink } = this.picture;
    if (!model || !layout) return null;
    const { fontFamily } = getComputedStyle(this.root);
    return replaySvg(model, layout, ink, this.letters, fontFamily);
  }

  private drawMoving(): void {
    this.picture.draw(this.state(), this.letters);
    this.movePlayhead();
    const moment = this.root.querySelector<HTMLElement>('.moment');
    if (moment) render(momentView(this.state(), moment.clientWidth, this.letters), moment);
  }
}
