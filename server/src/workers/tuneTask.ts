import type { TuneOptions } from '../../protocol/requests';
import type { TuningResult } from '../../protocol/tuningResult';

/** A descriptor or model to read: the editor's text where it is open, else the file. */
export interface TuneSource {
  readonly path: string;
  readonly text: string | null;
}

/** What a worker needs for one tuning. Plain data only. */
export interface TuneTask {
  readonly network: TuneSource;
  readonly platform: TuneSource;
  /** Of measured times, for local cores; null for none. */
  readonly profilePath: string | null;
  readonly options: TuneOptions;
  readonly sources: NonNullable<TuningResult['sources']>;
  /** Memory of {@link RunSignals}. */
  readonly signals: SharedArrayBuffer;
}

/** What a worker gives back. Plain data only. */
export type TuneOutcome =
  | {
      readonly status: 'found';
      /** Text of the `*.tuning.json` file. */
      readonly text: string;
      /** One line for people. */
      readonly summary: string;
      readonly cancelled: boolean;
      /** Why the run ended early, where the testbed failed. */
      readonly failure: string | null;
    }
  | { readonly status: 'failed'; readonly message: string };
