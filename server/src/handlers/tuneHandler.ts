import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { TuneParams, TuneReply } from '../../protocol/requests';
import type { TuneOutcome, TuneSource } from '../workers/tuneTask';
import type { ServerContext } from './serverContext';
import { reportProgress } from './tuneProgress';
import { tuneTarget, type TuneTarget } from './tuneTarget';
import { untrustedRefusal } from './untrustedRefusal';

/** Runs tunings in the pool: one at a time for each result file, with progress and Cancel. */
export class TuneHandler {
  private readonly running = new Set<string>();

  constructor(private readonly context: ServerContext) {}

  /**
   * Never rejects; whatever goes wrong is a failed reply.
   * @param clientProgress where the client shows progress itself; else the server asks it to.
   */
  async run(
    params: TuneParams,
    token: CancellationToken,
    clientProgress: WorkDoneProgressReporter | null,
  ): Promise<TuneReply> {
    const target = tuneTarget(params.networkUri, params.platformUri);
    if (typeof target === 'string') return failed(target);
    const refusal = this.refusal(target);
    if (refusal !== null) return failed(refusal);
    this.running.add(target.resultPath);
    try {
      return await this.tune(params, target, token, clientProgress);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.running.delete(target.resultPath);
    }
  }

  private refusal({ networkPath, resultPath }: TuneTarget): string | null {
    if (this.running.has(resultPath)) {
      return 'This network is being tuned for this platform already: cancel that run, or wait for it.';
    }
    return untrustedRefusal(networkPath, this.context);
  }

  private async tune(
    params: TuneParams,
    target: TuneTarget,
    token: CancellationToken,
    clientProgress: WorkDoneProgressReporter | null,
  ): Promise<TuneReply> {
    const { options = {} } = params;
    const progress = clientProgress ?? (await this.openProgress());
    try {
      const run = this.context.pool.start({
        network: this.source(params.networkUri, target.networkPath),
        platform: this.source(params.platformUri, target.platformPath),
        options,
        sources: target.sources,
      });
      if (token.isCancellationRequested) run.signals.stop();
      token.onCancellationRequested(() => run.signals.stop());
      progress?.begin('Shisha tuning', options.trials === undefined ? undefined : 0, '', true);
      if (hasToken(progress)) progress.token.onCancellationRequested(() => run.signals.stop());
      if (progress !== null) {
        await reportProgress(run.signals, progress, options.trials, run.outcome);
      }
      return await this.save(await run.outcome, target);
    } finally {
      progress?.done();
    }
  }

  private async save(outcome: TuneOutcome, { resultPath }: TuneTarget): Promise<TuneReply> {
    if (outcome.status === 'failed') return failed(outcome.message);
    await this.context.writeFile(resultPath, outcome.text);
    return {
      status: outcome.cancelled ? 'cancelled' : 'done',
      tuningUri: URI.file(resultPath).toString(),
      summary: outcome.summary,
    };
  }

  private async openProgress(): Promise<WorkDoneProgressReporter | null> {
    const { connection, showsProgress } = this.context;
    return showsProgress ? connection.window.createWorkDoneProgress() : null;
  }

  /** What stands in the editor counts, saved or not. */
  private source(uri: string, path: string): TuneSource {
    return { path, text: this.context.documents.get(uri)?.getText() ?? null };
  }
}

/** Progress that the server started is cancelled by its own token, other by the request's. */
function hasToken(
  progress: WorkDoneProgressReporter | null,
): progress is WorkDoneProgressReporter & { readonly token: CancellationToken } {
  return progress !== null && 'token' in progress;
}

function failed(message: string): TuneReply {
  return { status: 'failed', message };
}
