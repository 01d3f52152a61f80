import type { ComparisonModel } from './comparisonModel';
import type { ResultsReply } from './panelRequests';
import type { TuneOptions } from './requests';

/** Options of a comparison, all optional. `seed` is the first seed. */
export interface CompareOptions extends TuneOptions {
  /** Names of explorers; all that make sense where absent or empty. */
  readonly explorers?: readonly string[];
  /** How many seeds. Default 10. */
  readonly seeds?: number;
}

/**
 * `workspace/executeCommand` with this id and one argument, {@link CompareExplorersParams}, compares
 * explorers.
 */
export const compareExplorersCommand = 'cnnPipelineTuner.server.compareExplorers';

/** What is compared: a network on a platform, by their files. */
export interface CompareExplorersParams {
  readonly networkUri: string;
  readonly platformUri: string;
  readonly options?: CompareOptions;
}

/** Outcome of a comparison: where it was saved and one line for people. */
export type CompareExplorersReply =
  | {
      readonly status: 'done' | 'cancelled';
      readonly comparisonUri: string;
      readonly summary: string;
    }
  | { readonly status: 'failed'; readonly message: string };

/** A saved comparison that a panel asks about. */
export interface ComparisonText {
  /** Identifies the text: URI and version. */
  readonly key: string;
  /** Text of the `*.comparison.json` file. Sent only where the server does not hold the key. */
  readonly text?: string;
}

/** Custom request, with {@link ComparisonText}: what the comparison panel shows. */
export const comparisonRequest = 'cnnTuner/comparison';

/** What the comparison panel is given. */
export interface ComparisonView {
  readonly model: ComparisonModel;
  /** Paths of the inputs, relative to the file's folder, where they are known. */
  readonly sources: { readonly network?: string; readonly platform?: string };
}

/** The panel's view of a comparison; its keys are those of {@link ComparisonText}. */
export type ComparisonReply = ResultsReply<ComparisonView>;

/** Custom request, with {@link ComparisonText}: every run as comma-separated values. */
export const comparisonCsvRequest = 'cnnTuner/comparisonCsv';

/** Text of a `*.csv` file with a line for each run. */
export type ComparisonCsvReply = ResultsReply<string>;
