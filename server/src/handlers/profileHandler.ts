import { basename } from 'node:path';
import { URI } from 'vscode-uri';
import type { ProfileParams, ProfileReply } from '../../protocol/profileRequests';
import { editedSource } from './editedSource';
import { failed } from './failed';
import type { ServerContext } from './serverContext';
import { tuneTarget, type TuneTarget } from './tuneTarget';
import { watchRun, type RunWatch } from './watchRun';

const defaultBudgetSeconds = 60;

/** Measures the layers of networks on this machine's cores, with progress and Cancel. */
export class ProfileHandler {
  constructor(private readonly context: ServerContext) {}

  /** Never rejects; whatever goes wrong is a failed reply. */
  async run(params: ProfileParams, watch: RunWatch): Promise<ProfileReply> {
    const target = tuneTarget(params.networkUri, params.platformUri, '.profile.json');
    if (typeof target === 'string') return failed(target);
    const { cores } = this.context;
    const user = `the layers of ${basename(target.networkPath)} are being measured`;
    try {
      const reply = await cores.use(this.context, user, () => this.measure(params, target, watch));
      return typeof reply === 'string' ? failed(reply) : reply;
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  private async measure(
    { networkUri, platformUri, budgetSeconds = defaultBudgetSeconds }: ProfileParams,
    { networkPath, platformPath, resultPath }: TuneTarget,
    watch: RunWatch,
  ): Promise<ProfileReply> {
    const { pool, documents, writeFile } = this.context;
    const start = () => {
      const { signals, outcome } = pool.startProfile({
        network: editedSource(documents, networkUri, networkPath),
        platform: editedSource(documents, platformUri, platformPath),
        budgetSeconds,
        output: resultPath,
      });
      const begun = performance.now();
      const progress = () => {
        const { trial: settled, bestThroughput: wanted } = signals.progress();
        const seconds = (performance.now() - begun) / 1e3;
        return { done: seconds, words: progressWords(settled, wanted, budgetSeconds - seconds) };
      };
      return { outcome, total: budgetSeconds, progress, stop: () => signals.stop() };
    };
    const outcome = await watchRun('Measuring layers', start, this.context, watch);
    if (outcome.status === 'failed') return outcome;
    const { text, summary, cancelled, failure } = outcome;
    await writeFile(resultPath, text);
    if (failure !== null) return failed(`${failure} What was measured until then is saved.`);
    const profileUri = URI.file(resultPath).toString();
    return { status: cancelled ? 'cancelled' : 'done', profileUri, summary };
  }
}

/** `38 of 108 times are sure · at most 42 s more`. */
function progressWords(settled: number, wanted: number, secondsLeft: number): string {
  if (wanted === 0) return 'warming up';
  const left = Math.ceil(secondsLeft);
  return `${settled} of ${wanted} times are sure${left > 0 ? ` · at most ${left} s more` : ''}`;
}
