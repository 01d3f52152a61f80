import type { LiveLoad, LiveModel, LiveUpdate } from './liveModel';

/**
 * `workspace/executeCommand` with this id and one argument, {@link RunPipelineParams}, runs a tuned
 * pipeline on this machine's cores and answers when the run has ended.
 */
export const runPipelineCommand = 'cnnPipelineTuner.server.runPipeline';

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

export interface LiveRunParams {
  readonly tuningUri: string;
}

/** Null where the server knows of no run. */
export type LiveModelReply = LiveModel | null;

/** Told by the server, with {@link LiveRunParams}: a run begins, ends or changes; ask for it anew. */
export const liveChangedNotification = 'cnnTuner/liveChanged';

/** Told by the server, ten times a second at most: what a moment adds to a run. */
export const liveUpdateNotification = 'cnnTuner/liveUpdate';

export interface LiveUpdateParams extends LiveRunParams {
  readonly update: LiveUpdate;
}
