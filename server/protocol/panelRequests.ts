import type { CompareModel } from './compareModel';
import type { ConvergenceModel } from './convergenceModel';
import type { LayersModel, SourceSpan } from './layersModel';

/** Custom request: the layers of a network, from the editor's text where it is open. */
export const layersRequest = 'cnnTuner/layers';

/** The network whose layers are asked for, and what times are estimated on. */
export interface LayersParams {
  /** A descriptor or an ONNX model. */
  readonly networkUri: string;
  /** For the estimated times; none where absent. */
  readonly platformUri?: string;
}

/** The layers, or why there are none to show, for people. */
export type LayersReply =
  | { readonly status: 'ok'; readonly model: LayersModel }
  | { readonly status: 'invalid'; readonly message: string };

/** Custom request: which lines of an open descriptor make which layers. */
export const sourceSpansRequest = 'cnnTuner/sourceSpans';

/** The descriptor whose lines are asked for. */
export interface SourceSpansParams {
  readonly networkUri: string;
}

/** Ordered by line; empty for a text that is not open, or has never been without errors. */
export type SourceSpansReply = readonly SourceSpan[];

/** A saved result that a panel asks about. */
export interface ResultText {
  /** Identifies the text: URI and version. */
  readonly key: string;
  /** File name, for people. */
  readonly file: string;
  /** Text of the `*.tuning.json` file. Sent only where the server does not hold the key. */
  readonly text?: string;
}

/** What a panel over saved results gets. */
export type ResultsReply<Model> =
  | { readonly status: 'ok'; readonly model: Model }
  /** The server does not hold these keys (any more): send their texts. */
  | { readonly status: 'unknown'; readonly keys: readonly string[] }
  | { readonly status: 'invalid'; readonly message: string };

/** Most runs in one convergence panel: more curves cannot be told apart. */
export const mostRuns = 8;

/** Custom request: the curves of one or several results. */
export const convergenceRequest = 'cnnTuner/convergence';

/** The results whose curves are drawn together. */
export interface ConvergenceParams {
  /** 1 to {@link mostRuns}. */
  readonly results: readonly ResultText[];
}

/** What the convergence panel shows. */
export type ConvergenceReply = ResultsReply<ConvergenceModel>;

/** Custom request: two results side by side. */
export const compareRequest = 'cnnTuner/compare';

/** The two results, as they stand beside each other. */
export interface CompareParams {
  readonly left: ResultText;
  readonly right: ResultText;
}

/** What the panel of two results shows. */
export type CompareReply = ResultsReply<CompareModel>;
