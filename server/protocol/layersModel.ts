import type { Shape } from './layersResult';

/** Execution places on which every layer takes the same time. */
export interface PlaceGroup {
  /** Such as `fep ×4`. */
  readonly label: string;
  readonly fast: boolean;
  /** Such as `8×3.0 GHz hbm`; may be empty. */
  readonly description: string;
  /** Time of all layers. */
  readonly totalSeconds: number;
}

/** Where the times of a column come from, and for whom they are. */
export interface LayerTimes {
  /** Such as `chiplet-4f4s`, or `tx2.profile.json, 20 November 2026`. */
  readonly source: string;
  /** From the fastest: at most 4, the fastest and the slowest always among them. */
  readonly groups: readonly PlaceGroup[];
  /** Groups of the platform that are not shown. */
  readonly hiddenGroups: number;
}

/** One layer of the panel. */
export interface LayerFacts {
  readonly name: string;
  /** Such as `conv 3×3 /2`. */
  readonly description: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Static load hint (thesis, equations 1.1, 1.2, 2.1). */
  readonly weight: number;
  /** Multiply-accumulates for one inference. */
  readonly macs: number;
  readonly parameters: number;
  /** Bytes that the layer hands on. */
  readonly activationBytes: number;
  /** Bytes of every tensor that is live across the cut after this layer. */
  readonly cutBytes: number;
  /** By the groups of `estimated`; empty where there is none. */
  readonly estimatedSeconds: readonly number[];
  /** By the groups of `measured`; empty where there is none. */
  readonly measuredSeconds: readonly number[];
  /** Where the two differ most, if they differ a lot: measured ÷ estimated of a group. */
  readonly disagreement: { readonly group: number; readonly ratio: number } | null;
}

/** Everything that the layers panel shows. */
export interface LayersModel {
  /** The network's name. */
  readonly title: string;
  /** In network order. */
  readonly layers: readonly LayerFacts[];
  /** Null where no platform is chosen, or its times cannot be known. */
  readonly estimated: LayerTimes | null;
  /** Null where no profile of the network lies beside it. */
  readonly measured: LayerTimes | null;
  /** What a person should know of these figures, such as that the text has errors. */
  readonly notes: readonly string[];
  /** What a screen reader says of the whole, two or three sentences. */
  readonly summary: string;
}

/** A piece of the descriptor with the layers that it makes. */
export interface SourceSpan {
  /** First and last line, from 0. */
  readonly line: number;
  readonly endLine: number;
  /** Indices of layers in network order. */
  readonly layers: readonly number[];
  /** Their share of the network's weight, 0…1; 0 for what is only folded into them. */
  readonly share: number;
  /** What a profile beside the network says of them; absent where there is none. */
  readonly measured?: MeasuredSpan;
}

/** What was measured of the layers that a piece of the descriptor makes. */
export interface MeasuredSpan {
  /** Share of the network's time on the fastest place, 0…1. */
  readonly share: number;
  /** Such as `1.4 ms of 58 ms on ep0 · resnet-50.this.profile.json, 2026-11-23`. */
  readonly words: string;
}
