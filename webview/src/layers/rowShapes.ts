import type { Column } from './arrangement';

/** One line of text whose box is [x, x + width]; it is aligned to one side of that box. */
export interface CellText {
  readonly kind: 'order' | 'name' | 'words' | 'number' | 'time' | 'mark';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly align: 'start' | 'end';
}

/** A bar; `micro` ones underline a number that is not in focus. */
export interface Bar {
  readonly kind: 'focus' | 'micro' | 'fast' | 'slow';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One layer's row; y from the top of the row. */
export interface RowShape {
  /** Index of the layer in network order. */
  readonly layer: number;
  /** Position among the rows. */
  readonly position: number;
  readonly cells: readonly { readonly column: Column; readonly texts: readonly CellText[] }[];
  readonly bars: readonly Bar[];
}
