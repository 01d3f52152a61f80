import { URI } from 'vscode-uri';
import { formatCount } from '../../engine/core/units';
import type { ComparisonRequest } from '../../engine/explore/comparison/comparisonPlan';
import { isExplorerName } from '../../engine/explore/explorerFacts';
import type {
  CompareExplorersParams,
  CompareExplorersReply,
  CompareOptions,
} from '../../protocol/comparisonRequests';
import { runComparison, type ComparisonOutcome } from '../workers/runComparison';
import type { ComparisonProblem } from '../workers/comparisonTask';
import { explorerOptionsFrom } from '../workers/explorerOptionsFrom';
import { editedSource } from './editedSource';
import { failed } from './failed';
import type { ServerContext } from './serverContext';
import { tuneTarget, type TuneTarget } from './tuneTarget';
import { untrustedRefusal } from './untrustedRefusal';
import { watchRun, type RunWatch, type WatchedRun } from './watchRun';

/** Seeds of a comparison where nothing is said. */
const defaultSeeds = 10;

/** Compares explorers in the pool: one comparison at a time for each file, with progress and Cancel. */
export class CompareExplorersHandler {
  private readonly running = new Set<string>();

  constructor(private readonly context: ServerContext) {}

  /** Never rejects; whatever goes wrong is a failed reply. */
  async run(params: CompareExplorersParams, watch: RunWatch): Promise<CompareExplorersReply> {
    const target = tuneTarget(params.networkUri, params.platformUri, '.comparison.json');
    if (typeof target === 'string') return failed(target);
    const refusal = this.refusal(target);
    if (refusal !== null) return failed(refusal);
    this.running.add(target.resultPath);
    try {
      const read = await this.read(params, target);
      if (read.status === 'failed') return read;
      const start = () => this.start(read.problem, params.options ?? {}, target);
      const outcome = await watchRun('Comparing explorers', start, this.context, watch);
      return await this.save(outcome, target);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.running.delete(target.resultPath);
    }
  }

  private refusal({ networkPath, resultPath }: TuneTarget): string | null {
    if (this.running.has(resultPath)) {
      return 'Explorers are being compared on this network and platform already: cancel that, or wait for it.';
    }
    return untrustedRefusal(networkPath, this.context);
  }

  private read({ networkUri, platformUri }: CompareExplorersParams, target: TuneTarget) {
    const { pool, documents } = this.context;
    return pool.readProblem({
      network: editedSource(documents, networkUri, target.networkPath),
      platform: editedSource(documents, platformUri, target.platformPath),
    });
  }

  private start(
    problem: ComparisonProblem,
    options: CompareOptions,
    { sources }: TuneTarget,
  ): WatchedRun<ComparisonOutcome> {
    const { pool } = this.context;
    const { signals, jobs, outcome } = runComparison(pool, problem, requestOf(options), sources);
    return {
      outcome,
      total: jobs,
      progress: () => {
        const done = signals.done();
        return { done, words: `${formatCount(done)} of ${formatCount(jobs)} runs` };
      },
      stop: () => signals.stop(),
    };
  }

  private async save(
    { result, failure }: ComparisonOutcome,
    { resultPath }: TuneTarget,
  ): Promise<CompareExplorersReply> {
    const { cancelled = false, runs, explorers, network, platform } = result;
    if (failure !== null) return failed(failure);
    if (runs.length === 0) return failed('Cancelled before a run was complete.');
    await this.context.writeFile(resultPath, `${JSON.stringify(result)}\n`);
    return {
      status: cancelled ? 'cancelled' : 'done',
      comparisonUri: URI.file(resultPath).toString(),
      summary: `${network} on ${platform}: ${formatCount(runs.length)} runs of ${explorers.length} explorers`,
    };
  }
}

function requestOf(options: CompareOptions): ComparisonRequest {
  const { explorers = [], seeds = defaultSeeds, trials } = options;
  return {
    explorers: explorers.length > 0 ? explorers.filter(isExplorerName) : null,
    options: explorerOptionsFrom(options),
    seeds,
    maxTrials: trials ?? null,
  };
}
