import { explorerFacts, isExplorerName } from '../../engine/explore/explorerFacts';
import { tune, type TuneHooks } from '../../engine/explore/tune';
import { analyticalProblem } from '../../engine/explore/tuningProblem';
import type { TuningResult } from '../../protocol/tuningResult';
import { readTuneInputs } from './readTuneInputs';
import { RunSignals } from './runSignals';
import { tuneOnCores } from './tuneOnCores';
import { tuneSummary } from './tuneSummary';
import type { TuneOutcome, TuneTask } from './tuneTask';
import { explorerOptionsFrom } from './explorerOptionsFrom';

/** The other tasks of this worker; the pool calls them by their names. */
export { comparisonBatch } from './comparisonBatch';
export { importModel } from './importModel';
export { planRun } from './planRun';
export { profileLocal } from './profileLocal';
export { readProblem } from './readProblem';
export { replayInterference } from './replayInterference';

/** Trials that a saved result holds at most: a run of hours must fit memory, disk and panel. */
const maxTrace = 10_000;

/** Runs one tuning in a worker thread: reads, tunes, and gives the saved result's text. */
export default async function tuneWorker(task: TuneTask): Promise<TuneOutcome> {
  const signals = new RunSignals(task.signals);
  const { explorer = 'shisha' } = task.options;
  if (!isExplorerName(explorer)) {
    const known = Object.keys(explorerFacts).join(', ');
    return failed(`There is no explorer \`${explorer}\`; known: ${known}.`);
  }
  const read = await readTuneInputs(task.network, task.platform);
  if (!read.ok) return failed(read.message);
  const { network, platform } = read;
  const request = {
    explorer,
    options: explorerOptionsFrom(task.options),
    ...(task.options.trials !== undefined && { maxTrials: task.options.trials }),
    maxTrace,
    sources: task.sources,
  };
  const hooks: TuneHooks = {
    shouldStop: () => signals.shouldStop(),
    onProgress: (trial, best) => signals.report(trial, best),
  };
  if (task.options.testbed === 'local') {
    const outcome = await tuneOnCores(task, read, request, hooks);
    return outcome.ok ? outcomeOf(outcome.result) : failed(outcome.message);
  }
  const problem = analyticalProblem(network, platform);
  if (!problem.ok) return failed(problem.problems.map((p) => p.message).join(' '));
  return outcomeOf(tune(problem.value.table, { ...problem.value.names, ...request }, hooks));
}

function outcomeOf(result: TuningResult): TuneOutcome {
  const { cancelled = false, failure = null, network, platform } = result;
  if (result.best.stages.length === 0) {
    return failed(failure ?? (cancelled ? 'Cancelled before the first trial.' : noFit(network, platform))); // prettier-ignore
  }
  const text = `${JSON.stringify(result, null, 1)}\n`;
  return { status: 'found', text, summary: tuneSummary(result), cancelled, failure };
}

function failed(message: string): TuneOutcome {
  return { status: 'failed', message };
}

function noFit(network: string, platform: string): string {
  return `None of the pipelines of ${network} that were tried fits the memories of ${platform}: try another explorer.`;
}
