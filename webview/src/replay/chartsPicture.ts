import { html, render, svg, type TemplateResult } from 'lit';
import type { Lettering } from '../common/measureText';
import { themeColors } from '../common/themeColors';
import { replayLayout } from './layout';
import { paint, type Colors } from './paint';
import type { PanelState } from './panelState';
import { pictureInks } from './policyStyles';
import type { PictureText, ReplayLayout } from './shapes';

/** Heights of each of the two charts, in pixels, and their part of the window. */
const lowest = 96;
const highest = 200;
const part = 0.17;

/** Everything that a picture depends on: the same things make the same picture. */
type Inputs = readonly unknown[];

/** The picture of the charts: laid out and painted when something changed, and only then. */
export class ChartsPicture {
  private inputs: Inputs = [];
  private drawn: ReplayLayout | null = null;
  private colors: Colors | null = null;

  constructor(private readonly root: HTMLElement) {}

  /** What is on the canvas; null where there is none. */
  get layout(): ReplayLayout | null {
    return this.drawn;
  }

  get ink(): Colors {
    this.colors ??= themeColors(...pictureInks);
    return this.colors;
  }

  /** Colours are another theme's from now on. */
  forgetColors(): void {
    this.colors = null;
    this.inputs = [];
  }

  /** Draws what the state looks at, where it is known and the page shows charts. */
  draw({ model, told, window, hidden, chosen }: PanelState, letters: Lettering): void {
    const canvas = this.root.querySelector<HTMLCanvasElement>('.charts canvas');
    const words = this.root.querySelector<HTMLElement>('.chart-words');
    if (!model || !told || !canvas || !words) {
      if (!canvas) this.drawn = null;
      return;
    }
    const width = canvas.parentElement?.clientWidth ?? 0;
    if (width === 0) return;
    const chartHeight = Math.round(Math.max(lowest, Math.min(highest, innerHeight * part)));
    const inputs = [canvas, model, told, window, hidden, chosen, width, chartHeight, letters];
    if (inputs.every((input, index) => input === this.inputs[index])) return;
    this.inputs = inputs;
    const picture = { model, told, window, hidden, chosen };
    const layout = replayLayout(picture, { width, chartHeight }, letters);
    this.drawn = layout;
    paint(canvas, layout, this.ink);
    render(wordsView(layout), words);
  }
}

function wordsView({ width, height, texts }: ReplayLayout): TemplateResult {
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    ${texts.map(word)}
  </svg>`;
}

function word({ kind, text, x, baseline, align, ink }: PictureText): TemplateResult {
  const colored = ink === undefined ? '' : ` ${ink.slice(2)}`;
  return svg`<text class="label text-${kind} ${align}${colored}" x=${x} y=${baseline}>${text}</text>`;
}
