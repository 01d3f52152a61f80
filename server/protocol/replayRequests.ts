import type { ReplayAnswer, ReplayModel, ReplayQuery } from './replayModel';

/** Opens a `*.replay.jsonl` file, or looks at it anew where it changed on disk. */
export const openReplayRequest = 'cnnTuner/openReplay';

/** The replay that is meant. */
export interface OpenReplayParams {
  readonly replayUri: string;
}

/** The model, or why the file cannot be shown, in words with a way out. */
export type OpenReplayReply =
  | { readonly status: 'opened'; readonly model: ReplayModel }
  | { readonly status: 'failed'; readonly message: string };

/** Asks something of an opened replay; opens it where it was forgotten. */
export const askReplayRequest = 'cnnTuner/askReplay';

/** A question about a stretch or a moment of a replay. */
export interface AskReplayParams extends OpenReplayParams {
  readonly query: ReplayQuery;
}

/** The answer, of the question's kind; or why there is none, for people. */
export type AskReplayReply =
  | { readonly status: 'answered'; readonly answer: ReplayAnswer }
  | { readonly status: 'failed'; readonly message: string };

/** No panel shows the file any more. */
export const closeReplayNotification = 'cnnTuner/closeReplay';

/**
 * `workspace/executeCommand` with this id and one argument, {@link ReplayInterferenceParams}, replays a
 * scenario and saves what happened beside the network.
 */
export const replayInterferenceCommand = 'cnnPipelineTuner.server.replayInterference';

/** What is replayed: a scenario that slows places of a platform while a network runs on it. */
export interface ReplayInterferenceParams {
  readonly networkUri: string;
  readonly platformUri: string;
  readonly scenarioUri: string;
  readonly options?: ReplayOptions;
}

/** Options of a replay, all optional. */
export interface ReplayOptions {
  /** Queries of each policy. Default 4 000. */
  readonly queries?: number;
  /** Names of policies; all where absent or empty. */
  readonly policies?: readonly string[];
  /** Longest latency that is no violation; null or absent: told from the quiet pipeline. */
  readonly sloSeconds?: number | null;
  readonly seed?: number;
  /** Noise of stage times, as a share. Default 0. */
  readonly noise?: number;
}

/** Outcome of a replay: where it was saved and one line for people. */
export type ReplayInterferenceReply =
  | { readonly status: 'done' | 'cancelled'; readonly replayUri: string; readonly summary: string }
  | { readonly status: 'failed'; readonly message: string };
