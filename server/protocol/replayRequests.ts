import type { ReplayAnswer, ReplayModel, ReplayQuery } from './replayModel';

/** Opens a `*.replay.jsonl` file, or looks at it anew where it changed on disk. */
export const openReplayRequest = 'cnnTuner/openReplay';

export interface OpenReplayParams {
  readonly replayUri: string;
}

/** The model, or why the file cannot be shown, in words with a way out. */
export type OpenReplayReply =
  | { readonly status: 'opened'; readonly model: ReplayModel }
  | { readonly status: 'failed'; readonly message: string };

/** Asks something of an opened replay; opens it where it was forgotten. */
export const askReplayRequest = 'cnnTuner/askReplay';

export interface AskReplayParams extends OpenReplayParams {
  readonly query: ReplayQuery;
}

export type AskReplayReply =
  | { readonly status: 'answered'; readonly answer: ReplayAnswer }
  | { readonly status: 'failed'; readonly message: string };

/** No panel shows the file any more. */
export const closeReplayNotification = 'cnnTuner/closeReplay';
