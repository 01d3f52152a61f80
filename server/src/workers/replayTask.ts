import type { ReplayRequest } from '../../engine/interference/record/recordReplay';
import type { ReplayEpisode, ReplayModel } from '../../protocol/replayModel';
import type { ReplayHeader, SummaryEvent } from '../../protocol/replayRecord';
import type { Shape } from '../../protocol/layersResult';
import type { FileProblem } from '../adapters/fileProblem';
import type { TuneSource } from './tuneTask';

/** What is replayed: a network on a platform, or a profile, under a scenario. Plain data only. */
export interface ReplayInputs {
  readonly system:
    | {
        readonly kind: 'analytical';
        readonly network: TuneSource;
        readonly platform: TuneSource;
        /** Replaces the network's input shape. */
        readonly shape: Shape | null;
      }
    | { readonly kind: 'profile'; readonly path: string };
  readonly scenario: TuneSource;
  /** What it begins with; null for the optimum without interference. */
  readonly schedulePath: string | null;
}

/** A replay that is wanted. Plain data only. */
export interface ReplayOrder {
  readonly inputs: ReplayInputs;
  readonly request: ReplayRequest;
  /** Where the replay is saved; null where only its figures are wanted. */
  readonly path: string | null;
  /** Rows of the table of episodes that are wanted. */
  readonly episodes: number;
}

/** What a worker needs to replay a scenario. Plain data only. */
export interface ReplayTask extends ReplayOrder {
  /** What the worker writes: `path` itself is for the main thread to replace. */
  readonly file: string;
  /** Memory of {@link RunSignals}. */
  readonly signals: SharedArrayBuffer;
}

/** What a worker gives back. Plain data only. */
export type ReplayTaskOutcome =
  | {
      readonly status: 'recorded';
      readonly header: ReplayHeader;
      readonly summaries: readonly SummaryEvent[];
      readonly model: ReplayModel;
      /** The first ones. */
      readonly episodes: readonly ReplayEpisode[];
      readonly cancelled: boolean;
      /** Warnings. */
      readonly problems: readonly FileProblem[];
    }
  | {
      readonly status: 'failed';
      readonly message: string;
      /** True where nothing was served before it was cancelled. */
      readonly cancelled?: boolean;
      /** Of the inputs, where the message tells of them. */
      readonly problems?: readonly FileProblem[];
    };
