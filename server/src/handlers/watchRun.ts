import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { ServerContext } from './serverContext';

/** Ten reports a second are as many as people can read. */
const intervalMilliseconds = 100;

/** A run under way, as far as people see of it. */
export interface WatchedRun<Outcome> {
  readonly outcome: Promise<Outcome>;
  /** Of what `progress` tells a part; undefined where nobody knows. */
  readonly total?: number | undefined;
  /** How far it is, and in words. */
  progress(): { readonly done: number; readonly words: string };
  /** Asks it to end with what it has found. */
  stop(): void;
}

/** How the client sees and cancels a run. */
export interface RunWatch {
  /** Ends the run where the request is cancelled. */
  readonly token: CancellationToken;
  /** Where the client shows progress itself; else the server asks it to. */
  readonly clientProgress: WorkDoneProgressReporter | null;
}

/** Starts a run and waits for it, with progress and Cancel. */
export async function watchRun<Outcome>(
  title: string,
  start: () => WatchedRun<Outcome>,
  context: Pick<ServerContext, 'connection' | 'showsProgress'>,
  { token, clientProgress }: RunWatch,
): Promise<Outcome> {
  const progress = clientProgress ?? (await openProgress(context));
  try {
    const run = start();
    if (token.isCancellationRequested) run.stop();
    token.onCancellationRequested(() => run.stop());
    progress?.begin(title, run.total === undefined ? undefined : 0, '', true);
    if (hasToken(progress)) progress.token.onCancellationRequested(() => run.stop());
    return progress === null ? await run.outcome : await report(run, progress);
  } finally {
    progress?.done();
  }
}

/** Reports how far a run is until it ends. */
async function report<Outcome>(
  { total, progress, outcome }: WatchedRun<Outcome>,
  reporter: Pick<WorkDoneProgressReporter, 'report'>,
): Promise<Outcome> {
  let reported = 0;
  const timer = setInterval(() => {
    const { done, words } = progress();
    if (done === reported) return;
    reported = done;
    if (total === undefined) reporter.report(words);
    else reporter.report(Math.min(100, Math.floor((100 * done) / total)), words);
  }, intervalMilliseconds);
  try {
    return await outcome;
  } finally {
    clearInterval(timer);
  }
}

async function openProgress({
  connection,
  showsProgress,
}: Pick<ServerContext, 'connection' | 'showsProgress'>): Promise<WorkDoneProgressReporter | null> {
  return showsProgress ? connection.window.createWorkDoneProgress() : null;
}

/** Progress that the server started is cancelled by its own token, other by the request's. */
function hasToken(
  progress: WorkDoneProgressReporter | null,
): progress is WorkDoneProgressReporter & { readonly token: CancellationToken } {
  return progress !== null && 'token' in progress;
}
