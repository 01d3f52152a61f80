import { URI } from 'vscode-uri';
import { formatQuality, formatThroughput, groupedCount } from '../../engine/core/units';
import type { ReplayModel } from '../../protocol/replayModel';
import type {
  ReplayInterferenceParams,
  ReplayInterferenceReply,
} from '../../protocol/replayRequests';
import { replayRequestFrom } from '../workers/replayRequest';
import type { ReplayTaskOutcome } from '../workers/replayTask';
import { editedSource } from './editedSource';
import { failed } from './failed';
import { replayTarget, type ReplayTarget } from './replayTarget';
import type { ServerContext } from './serverContext';
import { untrustedRefusal } from './untrustedRefusal';
import { watchRun, type RunWatch, type WatchedRun } from './watchRun';

/** Replays scenarios in the pool: one at a time for each file, with progress and Cancel. */
export class ReplayInterferenceHandler {
  private readonly running = new Set<string>();

  constructor(private readonly context: ServerContext) {}

  /** Never rejects; whatever goes wrong is a failed reply. */
  async run(params: ReplayInterferenceParams, watch: RunWatch): Promise<ReplayInterferenceReply> {
    const target = replayTarget(params);
    if (typeof target === 'string') return failed(target);
    const { resultPath, networkPath } = target;
    if (this.running.has(resultPath)) {
      return failed('This scenario is being replayed already: cancel that, or wait for it.');
    }
    const refusal = untrustedRefusal(networkPath, this.context);
    if (refusal !== null) return failed(refusal);
    this.running.add(resultPath);
    try {
      const start = () => this.start(params, target);
      const outcome = await watchRun('Replaying interference', start, this.context, watch);
      return replyOf(outcome, resultPath);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.running.delete(resultPath);
    }
  }

  private start(
    { networkUri, platformUri, scenarioUri, options = {} }: ReplayInterferenceParams,
    { networkPath, platformPath, scenarioPath, resultPath }: ReplayTarget,
  ): WatchedRun<ReplayTaskOutcome> {
    const { pool, documents } = this.context;
    const request = replayRequestFrom(options, new Date().toISOString());
    const total = request.queries * request.policies.length;
    const { signals, outcome } = pool.startReplay({
      inputs: {
        system: {
          kind: 'analytical',
          network: editedSource(documents, networkUri, networkPath),
          platform: editedSource(documents, platformUri, platformPath),
          shape: null,
        },
        scenario: editedSource(documents, scenarioUri, scenarioPath),
        schedulePath: null,
      },
      request,
      path: resultPath,
      episodes: 0,
    });
    return {
      outcome,
      total,
      progress: () => {
        const done = signals.progress().trial;
        return { done, words: `${groupedCount(done)} of ${groupedCount(total)} queries` };
      },
      stop: () => signals.stop(),
    };
  }
}

function replyOf(outcome: ReplayTaskOutcome, path: string): ReplayInterferenceReply {
  if (outcome.status === 'failed') return failed(outcome.message);
  return {
    status: outcome.cancelled ? 'cancelled' : 'done',
    replayUri: URI.file(path).toString(),
    summary: summaryOf(outcome.model),
  };
}

/** `VGG16 on server, scenario mem-6: ODIN α 10 93.8 % of the bound, LLS …`. */
function summaryOf({ title, policies }: ReplayModel): string {
  const parts = policies.flatMap(({ title: name, queries, isBound, shareOfBound, throughput }) => {
    if (queries === 0 || (isBound && policies.length > 1)) return [];
    const reached =
      shareOfBound === null || isBound
        ? formatThroughput(throughput)
        : `${formatQuality(shareOfBound)} of the bound`;
    return [`${name} ${reached}`];
  });
  return `${title}: ${parts.join(', ')}`;
}
