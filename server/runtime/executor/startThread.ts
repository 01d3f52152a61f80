import { Worker, type TransferListItem } from 'node:worker_threads';
import type { ThreadReport, ThreadTask } from './messages';
import { packagePlatform, runtimeProblem } from './runtimeProblem';

/** A thread with what it said first. */
export interface StartedThread<Kind extends ThreadReport['kind']> {
  readonly worker: Worker;
  readonly report: Extract<ThreadReport, { kind: Kind }>;
}

/**
 * Starts a thread and waits until it reports.
 * @param workerFile the bundled stageWorker.
 * @throws what the thread says went wrong, or that it ended.
 */
export function startThread<Kind extends 'probed' | 'measured' | 'ready'>(
  workerFile: string,
  task: ThreadTask,
  expected: Kind,
  moved: readonly TransferListItem[] = [],
): Promise<StartedThread<Kind>> {
  const worker = new Worker(workerFile, { workerData: task, transferList: [...moved] });
  return new Promise((resolve, reject) => {
    const end = (message: string): void => {
      void worker.terminate();
      reject(new Error(message));
    };
    worker.once('error', (error) => end(runtimeProblem(error, packagePlatform()) ?? error.message));
    worker.once('exit', () => reject(new Error('A thread of the executor ended unexpectedly.')));
    worker.once('message', (report: ThreadReport) => {
      worker.removeAllListeners();
      if (isKind(report, expected)) resolve({ worker, report });
      else end(report.kind === 'failed' ? report.message : `A thread said “${report.kind}”.`);
    });
  });
}

function isKind<Kind extends ThreadReport['kind']>(
  report: ThreadReport,
  kind: Kind,
): report is Extract<ThreadReport, { kind: Kind }> {
  return report.kind === kind;
}
