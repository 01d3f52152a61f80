import { basename } from 'node:path';
import { URI } from 'vscode-uri';
import { formatThroughput, groupedCount } from '../../engine/core/units';
import type { TuneParams, TuneReply } from '../../protocol/requests';
import type { TuneRun } from '../workers/tunePool';
import type { TuneOutcome } from '../workers/tuneTask';
import { editedSource } from './editedSource';
import { failed } from './failed';
import { pathOf } from './found';
import type { ServerContext } from './serverContext';
import { tuneTarget, type TuneTarget } from './tuneTarget';
import { untrustedRefusal } from './untrustedRefusal';
import { watchRun, type RunWatch, type WatchedRun } from './watchRun';

/** Runs tunings in the pool: one at a time for each result file, with progress and Cancel. */
export class TuneHandler {
  private readonly running = new Set<string>();

  constructor(private readonly context: ServerContext) {}

  /** Never rejects; whatever goes wrong is a failed reply. */
  async run(params: TuneParams, watch: RunWatch): Promise<TuneReply> {
    const target = tuneTarget(params.networkUri, params.platformUri);
    if (typeof target === 'string') return failed(target);
    const refusal = this.refusal(target);
    if (refusal !== null) return failed(refusal);
    this.running.add(target.resultPath);
    try {
      const run = () => this.runAndSave(params, target, watch);
      if (params.options?.testbed !== 'local') return await run();
      const reply = await this.context.cores.use(
        this.context,
        `${basename(target.networkPath)} is being tuned`,
        run,
      );
      return typeof reply === 'string' ? failed(reply) : reply;
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.running.delete(target.resultPath);
    }
  }

  private async runAndSave(
    params: TuneParams,
    target: TuneTarget,
    watch: RunWatch,
  ): Promise<TuneReply> {
    const start = () => this.start(params, target);
    const outcome = await watchRun('Tuning', start, this.context, watch);
    return this.save(outcome, target);
  }

  private refusal({ networkPath, resultPath }: TuneTarget): string | null {
    if (this.running.has(resultPath)) {
      return 'This network is being tuned for this platform already: cancel that run, or wait for it.';
    }
    return untrustedRefusal(networkPath, this.context);
  }

  private start(params: TuneParams, target: TuneTarget): WatchedRun<TuneOutcome> {
    const { pool, documents } = this.context;
    const { networkUri, platformUri, profileUri, options = {} } = params;
    const { signals, outcome } = pool.start({
      network: editedSource(documents, networkUri, target.networkPath),
      platform: editedSource(documents, platformUri, target.platformPath),
      profilePath: profileUri === undefined ? null : pathOf(profileUri),
      options,
      sources: target.sources,
    });
    return {
      outcome,
      total: options.trials,
      progress: () => progressOf(signals),
      stop: () => signals.stop(),
    };
  }

  private async save(outcome: TuneOutcome, { resultPath }: TuneTarget): Promise<TuneReply> {
    if (outcome.status === 'failed') return failed(outcome.message);
    await this.context.writeFile(resultPath, outcome.text);
    if (outcome.failure !== null) {
      return failed(`${outcome.failure} What was found until then is saved.`);
    }
    return {
      status: outcome.cancelled ? 'cancelled' : 'done',
      tuningUri: URI.file(resultPath).toString(),
      summary: outcome.summary,
    };
  }
}

/** `trial 12 · 816 /s`. */
function progressOf(signals: TuneRun['signals']): { done: number; words: string } {
  const { trial, bestThroughput } = signals.progress();
  return {
    done: trial,
    words: `trial ${groupedCount(trial)} · ${formatThroughput(bestThroughput)}`,
  };
}
