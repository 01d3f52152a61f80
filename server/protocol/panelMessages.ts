import type { CompareModel, Side } from './compareModel';
import type { ComparisonModel } from './comparisonModel';
import type { ConvergenceModel } from './convergenceModel';
import type { LayersModel } from './layersModel';
import type { LiveLoad, LiveModel, LiveUpdate } from './liveModel';
import type { ReplayAnswer, ReplayModel, ReplayQuery } from './replayModel';
import type { StageMapModel } from './stageMapModel';

/** Sent by a panel to the host. The first is always `ready`; requests carry an id and get one reply. */
export type PanelMessage<Request> =
  | { readonly type: 'ready' }
  | { readonly type: 'request'; readonly id: number; readonly request: Request }
  | { readonly type: 'error'; readonly message: string };

/** Sent by the host to a panel: what to show, why there is nothing to show, or a reply. */
export type HostMessage<Event> = Event | PanelFailure | PanelReply;

/** Why there is nothing to show. */
export interface PanelFailure {
  readonly type: 'failure';
  readonly message: string;
}

/** Answers the request with the same id. */
export interface PanelReply {
  readonly type: 'reply';
  readonly id: number;
  /** Why the request could not be done. */
  readonly error?: string;
}

/** What the stage map asks of its host. */
export type StageMapPanelRequest =
  | { readonly kind: 'showTrial'; readonly trial: number }
  | { readonly kind: 'revealLayer'; readonly layer: string }
  | { readonly kind: 'command'; readonly command: 'tuneAgain' | 'openAsText' };

/** What the stage map shows, and what its stages take while the result runs on this machine. */
export type StageMapEvent =
  | { readonly type: 'stageMap'; readonly model: StageMapModel }
  | { readonly type: 'measured'; readonly stageSeconds: readonly number[] };

/** What the layers panel asks of its host. */
export type LayersPanelRequest =
  | { readonly kind: 'revealLayer'; readonly layer: string }
  | { readonly kind: 'choosePlatform' }
  | SaveRequest;

/** Writes a file that the person names; `text` is all of it. */
export interface SaveRequest {
  readonly kind: 'save';
  readonly format: 'csv' | 'svg';
  readonly text: string;
}

/**
 * What the layers panel shows, and which layers the line under the cursor makes. A panel keeps its
 * `subject` with its state: a window that is reloaded gives it back to the host.
 */
export type LayersEvent =
  | { readonly type: 'layers'; readonly model: LayersModel; readonly subject: string }
  | { readonly type: 'select'; readonly layers: readonly number[] };

/** What the convergence panel asks of its host. */
export type ConvergencePanelRequest =
  | { readonly kind: 'openResult'; readonly run: number }
  | { readonly kind: 'chooseRuns' }
  | SaveRequest;

/** What the convergence panel shows; for its subject see {@link LayersEvent}. */
export interface ConvergenceEvent {
  readonly type: 'convergence';
  readonly model: ConvergenceModel;
  readonly subject: string;
}

/** What the compare panel asks of its host. */
export type ComparePanelRequest =
  | { readonly kind: 'openResult'; readonly side: Side }
  | { readonly kind: 'chooseResult'; readonly side: Side }
  | { readonly kind: 'swap' };

/** What the compare panel shows; for its subject see {@link LayersEvent}. */
export interface CompareEvent {
  readonly type: 'compare';
  readonly model: CompareModel;
  readonly subject: string;
}

/** What the comparison panel asks of its host. */
export type ComparisonPanelRequest =
  { readonly kind: 'compareAgain' } | { readonly kind: 'export'; readonly format: 'csv' | 'json' };

/** What the comparison panel shows. */
export interface ComparisonEvent {
  readonly type: 'comparison';
  readonly model: ComparisonModel;
}

/** What the live panel asks of its host. */
export type LivePanelRequest =
  | { readonly kind: 'run'; readonly load: LiveLoad }
  | { readonly kind: 'stop' }
  /** Asks the person what is to slow the pipeline. */
  | { readonly kind: 'inject' }
  | { readonly kind: 'calm'; readonly episode: number }
  /** Saves what happened to a file that the person names, and opens it. */
  | { readonly kind: 'saveReplay' }
  | { readonly kind: 'openResult' }
  | SaveRequest;

/**
 * What the live panel shows: a run as it stands, or what a moment adds to it; for its subject see
 * {@link LayersEvent}.
 */
export type LiveEvent =
  | {
      readonly type: 'live';
      /** Null where no run is known. */
      readonly model: LiveModel | null;
      /** File name of the result. */
      readonly name: string;
      /** What the next run is asked for, unless the person changes it. */
      readonly load: LiveLoad;
      readonly subject: string;
    }
  | { readonly type: 'update'; readonly update: LiveUpdate };

/** What the replay editor asks of its host; what it is told comes as an event before the reply. */
export type ReplayPanelRequest =
  | { readonly kind: 'ask'; readonly query: ReplayQuery }
  /** Writes a part of the axis as CSV to a file that the person names: its text stays with the host. */
  | { readonly kind: 'saveCsv'; readonly from: number; readonly to: number }
  | { readonly kind: 'openAsText' }
  | SaveRequest;

/** What the replay editor shows: what is known of the file, and one answer after another. */
export type ReplayEvent =
  | { readonly type: 'replay'; readonly model: ReplayModel }
  | { readonly type: 'answer'; readonly query: ReplayQuery; readonly answer: ReplayAnswer };
