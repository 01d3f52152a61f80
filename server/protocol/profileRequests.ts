/**
 * `workspace/executeCommand` with this id and one argument, {@link ProfileParams}, measures the layers of
 * a network on this machine's cores, and answers when that has ended.
 */
export const profileCommand = 'cnnPipelineTuner.server.profile';

/** What is measured, where, and for how long. */
export interface ProfileParams {
  readonly networkUri: string;
  /** A platform whose places name real cores. */
  readonly platformUri: string;
  /** How long to measure. Default 60. */
  readonly budgetSeconds?: number;
}

/** Outcome of measuring: where it was saved and one line for people. */
export type ProfileReply =
  | { readonly status: 'done' | 'cancelled'; readonly profileUri: string; readonly summary: string }
  | { readonly status: 'failed'; readonly message: string };
