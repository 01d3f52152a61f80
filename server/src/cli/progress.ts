import type { Io } from './io';

const firstMilliseconds = 500;
const everyMilliseconds = 100;

/** How far something is. */
export interface Progress {
  readonly done: number;
  /** For people, such as `23 trials, best 812 /s`. */
  readonly words: string;
}

/**
 * Shows how far something is on standard error, on a terminal and only where it takes a while.
 * @param total of which `done` is a part; null where nobody knows.
 * @returns a function that removes it.
 */
export function startProgress(total: number | null, read: () => Progress, io: Io): () => void {
  if (!io.progress) return () => undefined;
  let remove = (): void => undefined;
  let ended = false;
  const show = async (): Promise<void> => {
    const { SingleBar } = await import('cli-progress');
    if (ended) return;
    const bar = new SingleBar({
      format: `${total === null ? '' : '{bar} '}{words}`,
      barCompleteChar: io.stderr.unicode ? '█' : '#',
      barIncompleteChar: io.stderr.unicode ? '░' : '.',
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    });
    const { words } = read();
    bar.start(total ?? 1, 0, { words });
    const timer = setInterval(() => {
      const { done, words: now } = read();
      bar.update(done, { words: now });
    }, everyMilliseconds);
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
