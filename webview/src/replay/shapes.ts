/** A colour by the name of its CSS variable. */
export type Ink = `--${string}`;

/** What is drawn of a picture, in pixels from its top left, from the lowest to the uppermost. */
export type Shape =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Ink;
      readonly opacity: number;
    }
  | {
      readonly kind: 'line';
      /** x and y of one point after another. */
      readonly points: readonly number[];
      readonly stroke: Ink;
      readonly width: number;
      readonly dash: readonly number[];
    }
  | {
      readonly kind: 'area';
      readonly points: readonly number[];
      readonly fill: Ink;
      readonly opacity: number;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: Ink;
    };

/** One line of text in a picture. */
export interface PictureText {
  readonly kind: 'heading' | 'unit' | 'tick' | 'row' | 'band' | 'line' | 'slo';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly align: 'start' | 'middle' | 'end';
  /** Colour of the curve that it names; its own kind's where absent. */
  readonly ink?: Ink;
}

/** Something in the picture that can be explained: where it is, and in which words. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly position: number;
  readonly words: string;
}

/** All charts and rows of a stretch. */
export interface ReplayLayout {
  readonly width: number;
  readonly height: number;
  /** What all charts and rows share. */
  readonly plot: {
    readonly x: number;
    readonly width: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly shapes: readonly Shape[];
  readonly texts: readonly PictureText[];
  readonly spots: readonly Spot[];
}
