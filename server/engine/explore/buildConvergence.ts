import type { ConvergenceModel, ConvergenceRun } from '../../protocol/convergenceModel';
import type { TuningResult } from '../../protocol/tuningResult';
import { formatSeconds, formatThroughput, significant } from '../core/units';
import { explorerTitle, optionWords, resultSubtitle, resultTitle } from './resultWords';
import { trialPoints } from './trialPoints';

/** A result with the name of the file that it was read from. */
export interface NamedResult {
  readonly file: string;
  readonly result: TuningResult;
}

/** Curves of one or several runs, with what they have in common said once. */
export function buildConvergence(results: readonly NamedResult[]): ConvergenceModel {
  const [first] = results;
  const titles = new Set(results.map(({ result }) => resultTitle(result)));
  const sameProblem = titles.size <= 1;
  const labels = runLabels(results, sameProblem);
  const runs = results.map(({ result }, index) => convergenceRun(result, labels[index] ?? ''));
  const [title = ''] = titles;
  const model = {
    title: sameProblem ? title : `${runs.length} runs of ${titles.size} problems`,
    subtitle: subtitle(results, sameProblem, first?.result),
    runs,
    sameProblem,
    sharedOptimum: sharedOptimum(runs, sameProblem),
  };
  return { ...model, summary: summary(model) };
}

function convergenceRun(result: TuningResult, label: string): ConvergenceRun {
  const { trace, optimum } = result;
  return {
    label,
    detail: resultSubtitle(result),
    trialCount: result.trials,
    bestTrial: result.bestTrial,
    bestThroughput: result.best.throughput,
    seedThroughput: trace[0]?.throughput ?? 0,
    convergenceSeconds: result.convergenceSeconds,
    elapsedSeconds: trace.at(-1)?.elapsedSeconds ?? 0,
    optimumThroughput: optimum?.throughput ?? null,
    cancelled: result.cancelled === true,
    points: trialPoints(trace),
  };
}

/** What tells the runs apart, in as few words as do; file names where nothing else does. */
function runLabels(results: readonly NamedResult[], sameProblem: boolean): string[] {
  const parts = results.map(({ result }) => [
    ...(sameProblem ? [] : [resultTitle(result)]),
    explorerTitle(result),
    ...optionWords(result),
    `seed ${result.seed}`,
    `${result.testbed} testbed`,
  ]);
  const common = (word: string) => parts.every((words) => words.includes(word));
  const labels = parts.map((words) => words.filter((word) => !common(word)).join(' · '));
  const distinct = new Set(labels).size === labels.length && !labels.includes('');
  return distinct ? labels : results.map(({ file }) => file.replace(/\.tuning\.json$/i, ''));
}

function subtitle(
  results: readonly NamedResult[],
  sameProblem: boolean,
  first: TuningResult | undefined,
): string {
  if (first && results.length === 1) return resultSubtitle(first);
  return sameProblem
    ? `${results.length} runs`
    : 'Runs of different problems: compare their shares of the optimum';
}

function sharedOptimum(runs: readonly ConvergenceRun[], sameProblem: boolean): number | null {
  const known = new Set(runs.flatMap(({ optimumThroughput }) => optimumThroughput ?? []));
  const [optimum] = known;
  return sameProblem && known.size === 1 && optimum !== undefined ? optimum : null;
}

const mostRunsInWords = 4;

function summary(model: Omit<ConvergenceModel, 'summary'>): string {
  const words = model.runs.slice(0, mostRunsInWords).map((run) => {
    const share = run.optimumThroughput
      ? `, ${significant((100 * run.bestThroughput) / run.optimumThroughput)} % of the optimum`
      : '';
    return (
      `${model.runs.length > 1 ? `${run.label}: ` : ''}from ${formatThroughput(run.seedThroughput)} to ` +
      `${formatThroughput(run.bestThroughput)}${share}, found at trial ${run.bestTrial} of ` +
      `${run.trialCount} after ${formatSeconds(run.convergenceSeconds)} of trials.`
    );
  });
  const more = model.runs.length - words.length;
  return [`${model.title}.`, ...words, ...(more > 0 ? [`And ${more} more runs.`] : [])].join(' ');
}
