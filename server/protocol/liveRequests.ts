import type { LiveLoad, LiveModel, LiveUpdate } from './liveModel';

/**
 * `workspace/executeCommand` with this id and one argument, {@link RunPipelineParams}, runs a tuned
 * pipeline on this machine's cores and answers when the run has ended.
 */
export const runPipelineCommand = 'cnnPipelineTuner.server.runPipeline';

/** The tuned pipeline to run, and the queries that it is to get. */
export interface RunPipelineParams {
  /** A `*.tuning.json` file that names its sources. */
  readonly tuningUri: string;
  /** `defaultLoad` where absent. */
  readonly load?: LiveLoad;
}

/** Outcome of a run: one line for people, or why there was none. */
export type RunPipelineReply =
  | { readonly status: 'done' | 'cancelled'; readonly summary: string }
  | {
      readonly status: 'failed';
      readonly message: string;
      /** True where a description of this machine is what is missing. */
      readonly needsLocalPlatform?: boolean;
    };

/** Custom request, with {@link LiveRunParams}: the last run of a result. */
export const liveModelRequest = 'cnnTuner/liveModel';

/** Custom request, with {@link LiveRunParams}: ends a run with what it has measured. */
export const stopRunRequest = 'cnnTuner/stopRun';

/** The result whose last run is meant. */
export interface LiveRunParams {
  readonly tuningUri: string;
}

/** Null where the server knows of no run. */
export type LiveModelReply = LiveModel | null;

/** Custom request, with {@link InjectParams}: slows a place of a run from now on. */
export const injectRequest = 'cnnTuner/injectInterference';

/** Other work for a place's cores. */
export type InjectedWork =
  /** A program of ours that works so many sixths of the time. */
  | { readonly kind: 'compute' | 'memory'; readonly sixths: 1 | 2 | 3 | 4 | 5 | 6 }
  /** A program of the person's, started without a shell. */
  | { readonly kind: 'program'; readonly file: string; readonly args: readonly string[] };

/** What is to slow a place of a run, by the place's name. */
export interface InjectParams extends LiveRunParams {
  readonly place: string;
  readonly work: InjectedWork;
}

/** The number that ends it, or why the place is not slowed. */
export type InjectReply =
  | { readonly status: 'begun'; readonly episode: number }
  | { readonly status: 'failed'; readonly message: string };

/** Custom request, with {@link CalmParams}: ends interference that was injected. */
export const calmRequest = 'cnnTuner/endInterference';

/** Interference that was injected, by the number that {@link InjectReply} gave it. */
export interface CalmParams extends LiveRunParams {
  readonly episode: number;
}

/** Custom request, with {@link SaveRunParams}: writes a run that has ended as a `*.replay.jsonl` file. */
export const saveRunRequest = 'cnnTuner/saveRun';

/** The run to save, and the file to write, which must be on this machine. */
export interface SaveRunParams extends LiveRunParams {
  readonly replayUri: string;
}

/** Outcome of saving, with what is in the way. */
export type SaveRunReply =
  { readonly status: 'saved' } | { readonly status: 'failed'; readonly message: string };

/** Told by the server, with {@link LiveRunParams}: a run begins, ends or changes; ask for it anew. */
export const liveChangedNotification = 'cnnTuner/liveChanged';

/** Told by the server, ten times a second at most: what a moment adds to a run. */
export const liveUpdateNotification = 'cnnTuner/liveUpdate';

/** What a moment adds to the run of a result. */
export interface LiveUpdateParams extends LiveRunParams {
  readonly update: LiveUpdate;
}
