import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import { formatThroughput } from '../../engine/core/units';
import type { RunSignals } from '../workers/runSignals';

/** Ten reports a second are as many as people can read. */
const intervalMilliseconds = 100;

/**
 * Reports how far a run is until `done` settles: `trial 12 · 816 /s`, with a percentage where the
 * number of trials is known.
 */
export async function reportProgress(
  signals: RunSignals,
  reporter: Pick<WorkDoneProgressReporter, 'report'>,
  maxTrials: number | undefined,
  done: Promise<unknown>,
): Promise<void> {
  let reported = 0;
  const timer = setInterval(() => {
    const { trial, bestThroughput } = signals.progress();
    if (trial === reported) return;
    reported = trial;
    const message = `trial ${trial} · ${formatThroughput(bestThroughput)}`;
    if (maxTrials === undefined) reporter.report(message);
    else reporter.report(Math.min(100, Math.floor((100 * trial) / maxTrials)), message);
  }, intervalMilliseconds);
  try {
    await done;
  } finally {
    clearInterval(timer);
  }
}
