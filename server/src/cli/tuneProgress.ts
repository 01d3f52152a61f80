import { formatCount, formatThroughput } from '../../engine/core/units';
import type { RunSignals } from '../workers/runSignals';
import type { Io } from './io';

const firstMilliseconds = 500;
const everyMilliseconds = 100;

/**
 * Shows how far a run is on standard error, on a terminal and only for runs that take a while.
 * @param maxTrials null where the run has no limit.
 * @returns a function that removes it.
 */
export function startProgress(signals: RunSignals, maxTrials: number | null, io: Io): () => void {
  if (!io.progress) return () => undefined;
  let remove = (): void => undefined;
  let ended = false;
  const show = async (): Promise<void> => {
    const { SingleBar } = await import('cli-progress');
    if (ended) return;
    const bar = new SingleBar({
      format: `${maxTrials === null ? '' : '{bar} '}{trials} trials, best {best}`,
      barCompleteChar: io.stderr.unicode ? '█' : '#',
      barIncompleteChar: io.stderr.unicode ? '░' : '.',
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    });
    const payload = () => {
      const { trial, bestThroughput } = signals.progress();
      return { trials: formatCount(trial), best: formatThroughput(bestThroughput) };
    };
    bar.start(maxTrials ?? 1, 0, payload());
    const timer = setInterval(
      () => bar.update(signals.progress().trial, payload()),
      everyMilliseconds,
    );
    remove = () => {
      clearInterval(timer);
      bar.stop();
    };
  };
  const start = setTimeout(() => void show(), firstMilliseconds);
  return () => {
    ended = true;
    clearTimeout(start);
    remove();
  };
}
