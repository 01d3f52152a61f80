import { basename, dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { defaultLoad, type LiveLoad } from '../../protocol/liveModel';
import {
  calmRequest,
  injectRequest,
  liveChangedNotification,
  liveModelRequest,
  liveUpdateNotification,
  saveRunRequest,
  stopRunRequest,
  type InjectParams,
  type InjectReply,
  type LiveModelReply,
  type LiveRunParams,
  type LiveUpdateParams,
  type RunPipelineParams,
  type RunPipelineReply,
  type SaveRunParams,
  type SaveRunReply,
} from '../../protocol/liveRequests';
import type { TuningResult } from '../../protocol/tuningResult';
import { withCores } from '../../runtime/withCores';
import { coresOf } from '../../runtime/localPlan';
import { loadTuning } from '../adapters/files';
import { withTemporaryFolder } from '../adapters/temporaryFolder';
import type { PlanRunOutcome } from '../workers/planRun';
import { editedSource } from './editedSource';
import { failed, type Failed } from './failed';
import { LiveRun, type LiveRunListener } from './liveRun';
import {
  calmParamsSchema,
  injectParamsSchema,
  liveRunParamsSchema,
  readParams,
  saveRunParamsSchema,
} from './requestParams';
import type { ServerContext } from './serverContext';
import { watchRun, type RunWatch } from './watchRun';

/** Runs that are remembered, the newest for each result. */
const keptRuns = 4;

/** Runs tuned pipelines on this machine's cores: one at a time, for two would measure each other. */
export class LiveRunHandler {
  /** By their results' URIs, the newest last. */
  private readonly runs = new Map<string, LiveRun>();

  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection } = this.context;
    connection.onRequest<LiveModelReply, unknown>(
      liveModelRequest,
      (params: unknown) => this.runs.get(uriOf(params))?.model ?? null,
    );
    connection.onRequest<null, unknown>(stopRunRequest, (params: unknown) => {
      this.runs.get(uriOf(params))?.stop();
      return null;
    });
    connection.onRequest<InjectReply, unknown>(injectRequest, (params: unknown) =>
      this.inject(readParams(injectParamsSchema, params)),
    );
    connection.onRequest<null, unknown>(calmRequest, async (params: unknown) => {
      const { tuningUri, episode } = readParams(calmParamsSchema, params);
      await this.runs.get(tuningUri)?.calm(episode);
      return null;
    });
    connection.onRequest<SaveRunReply, unknown>(saveRunRequest, (params: unknown) =>
      this.save(readParams(saveRunParamsSchema, params)),
    );
  }

  private async inject(params: InjectParams): Promise<InjectReply> {
    if (this.context.settings().trusted !== true) {
      return failed('Interference uses this machine’s cores, and only where the workspace is trusted.'); // prettier-ignore
    }
    const begun = await this.runs.get(params.tuningUri)?.inject(params);
    if (typeof begun === 'number') return { status: 'begun', episode: begun };
    return failed(begun ?? 'The pipeline does not run.');
  }

  private async save({ tuningUri, replayUri }: SaveRunParams): Promise<SaveRunReply> {
    const { scheme, fsPath } = URI.parse(replayUri);
    if (scheme !== 'file') return failed('A replay is saved to a file on this machine.');
    const run = this.runs.get(tuningUri);
    const problem = run === undefined ? 'The run is not known any more.' : await run.save(fsPath);
    return problem === null ? { status: 'saved' } : failed(problem);
  }

  /** Never rejects; whatever goes wrong is a failed reply. */
  async run(params: RunPipelineParams, watch: RunWatch): Promise<RunPipelineReply> {
    try {
      const reply = await this.context.cores.use(this.context, `${nameOf(params)} is running`, () =>
        withTemporaryFolder((folder) => this.planAndServe(params, watch, folder)),
      );
      return typeof reply === 'string' ? failed(reply) : reply;
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  private async planAndServe(
    { tuningUri, load = defaultLoad }: RunPipelineParams,
    watch: RunWatch,
    temporary: string,
  ): Promise<RunPipelineReply> {
    const { scheme, fsPath } = URI.parse(tuningUri);
    if (scheme !== 'file') return failed('Save the result to a file on this machine first.');
    const loaded = await loadTuning(fsPath);
    if (!loaded.ok) {
      return failed(loaded.problems[0]?.problem.message ?? 'The result cannot be read.');
    }
    const result = loaded.value;
    const plan = await this.plan(result, dirname(fsPath), temporary);
    if (plan.status === 'failed') return plan;
    // Other windows, and the command line, have servers and processes of their own.
    const { system } = plan;
    const cores = coresOf(typeof system === 'string' ? plan.plan : system.whole);
    const served = await withCores(cores, () => this.serve(tuningUri, result, plan, load, watch));
    return typeof served === 'string' ? failed(served) : served;
  }

  private async serve(
    tuningUri: string,
    result: TuningResult,
    plan: Extract<PlanRunOutcome, { status: 'planned' }>,
    load: LiveLoad,
    watch: RunWatch,
  ): Promise<RunPipelineReply> {
    if (watch.token.isCancellationRequested) {
      return { status: 'cancelled', summary: 'nothing was measured' };
    }
    const start = () => {
      const listener = this.listenerOf(tuningUri);
      const run = new LiveRun(result, plan, load, this.context, listener);
      this.keep(tuningUri, run);
      return {
        outcome: run.outcome,
        total: load.seconds,
        progress: () => run.progress(),
        stop: () => run.stop(),
      };
    };
    const { state, words } = await watchRun('Running a pipeline', start, this.context, watch);
    if (state === 'failed') return failed(words);
    return { status: state === 'done' ? 'done' : 'cancelled', summary: words };
  }

  private plan(
    result: TuningResult,
    folder: string,
    temporary: string,
  ): Promise<PlanRunOutcome | Failed> {
    const { best, system, network: name, platform: target, sources } = result;
    if (sources?.network === undefined || sources.platform === undefined) {
      return Promise.resolve(
        failed('The result does not name the network and the platform that it is for: tune again.'),
      );
    }
    const { documents, pool } = this.context;
    const sourceOf = (path: string) => {
      const file = join(folder, path);
      return editedSource(documents, URI.file(file).toString(), file);
    };
    const [network, platform] = [sourceOf(sources.network), sourceOf(sources.platform)];
    return pool.planRun({
      result: { best, system, network: name, platform: target },
      network,
      platform,
      folder: temporary,
    });
  }

  private listenerOf(tuningUri: string): LiveRunListener {
    const { connection } = this.context;
    return {
      changed: () =>
        void connection.sendNotification(liveChangedNotification, {
          tuningUri,
        } satisfies LiveRunParams),
      updated: (update) =>
        void connection.sendNotification(liveUpdateNotification, {
          tuningUri,
          update,
        } satisfies LiveUpdateParams),
    };
  }

  /** Puts a run last in line and forgets the oldest. */
  private keep(tuningUri: string, run: LiveRun): void {
    this.runs.delete(tuningUri);
    this.runs.set(tuningUri, run);
    for (const oldest of this.runs.keys()) {
      if (this.runs.size <= keptRuns) break;
      this.runs.delete(oldest);
    }
  }
}

function nameOf({ tuningUri }: RunPipelineParams): string {
  return basename(URI.parse(tuningUri).path);
}

function uriOf(params: unknown): string {
  return readParams(liveRunParamsSchema, params).tuningUri;
}
