/** Channels, height, width. */
export type Shape = readonly [channels: number, height: number, width: number];

/** One row of `cnn-tuner layers --json`. */
export interface LayerRow {
  readonly name: string;
  readonly op: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Static load hint (thesis, equations 1.1, 1.2, 2.1). */
  readonly weight: number;
  /** Multiply-accumulates for one inference. */
  readonly macs: number;
  /** Learned parameters: weights, biases, batch-normalisation scale and shift. */
  readonly parameters: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Bytes of every tensor that is live across the cut after this layer. */
  readonly cutBytes: number;
}

/** What `cnn-tuner layers --json` prints. */
export interface LayersResult {
  readonly kind: 'cnn-layers';
  readonly network: string;
  readonly layers: readonly LayerRow[];
  readonly totals: { readonly weight: number; readonly macs: number; readonly parameters: number };
}
