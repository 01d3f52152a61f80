import type { StageMapModel } from './stageMapModel';
import type { TuningResult } from './tuningResult';

/** Options of a tuning run, all optional. */
export interface TuneOptions {
  readonly explorer?: string;
  readonly seed?: number;
  readonly alpha?: number;
  readonly assign?: 'rank_w' | 'rank_l' | 'random';
  readonly balance?: 'lFEP' | 'nFEP' | 'nlFEP';
  /** `local` runs every trial on this machine's cores; absent: they are computed. */
  readonly testbed?: 'local';
  /** Most trials that the run may take. */
  readonly trials?: number;
}

/** `workspace/executeCommand` with this id and one argument, {@link TuneParams}, runs a tuning. */
export const tuneCommand = 'cnnPipelineTuner.server.tune';

/** What is tuned: a network on a platform, by their files. */
export interface TuneParams {
  readonly networkUri: string;
  readonly platformUri: string;
  /** Measured times that explorers on this machine's cores may read; none where absent. */
  readonly profileUri?: string;
  readonly options?: TuneOptions;
}

/** Outcome of a tuning run: where it was saved and one line for people. */
export type TuneReply =
  | { readonly status: 'done' | 'cancelled'; readonly tuningUri: string; readonly summary: string }
  | { readonly status: 'failed'; readonly message: string };

/** Custom request: the stage map of one trial of a saved result. */
export const stageMapRequest = 'cnnTuner/stageMap';

/** The result whose stage map is asked for, and which trial of it. */
export interface StageMapParams {
  /** Text of a `*.tuning.json` file. Sent only with the first request of a version. */
  readonly text?: string;
  /** Identifies the text: document URI and version. */
  readonly key: string;
  /** Trial to show, from 1; the best one where absent. */
  readonly trial?: number;
}

/** The stage map with where it comes from; or why there is none. */
export type StageMapReply =
  | {
      readonly status: 'ok';
      readonly model: StageMapModel;
      /** What ran its trials. */
      readonly testbed: TuningResult['testbed'];
      /** Paths of the inputs, relative to the result's folder, where they are known. */
      readonly sources: { readonly network?: string; readonly platform?: string };
    }
  /** The server does not hold this key (any more): send the text. */
  | { readonly status: 'unknown' }
  | { readonly status: 'invalid'; readonly message: string };

/** Custom request: where a layer is declared in its descriptor. */
export const layerLocationRequest = 'cnnTuner/layerLocation';

/** A layer by its full name, such as `c3_1.spatial`. */
export interface LayerLocationParams {
  readonly networkUri: string;
  readonly layer: string;
}

/** Where the layer's declaration is, by lines and characters from 0; null where it is not found. */
export interface LayerLocationReply {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  } | null;
}
