import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { RunBook, jobKey } from './runBook';
import type { Job, Run } from './measureJob';

/**
 * Makes the runs of all jobs on every core; a job that is there twice is done once.
 * @param workerFile the bundled worker.
 * @param onDone told how many of how many jobs are done.
 */
export async function runJobs(
  jobs: readonly Job[],
  workerFile: string,
  onDone: (done: number, of: number) => void,
): Promise<RunBook> {
  const different = new Map(jobs.map((job) => [jobKey(job), job]));
  const pool = new Piscina<Job, Run[]>({
    filename: workerFile,
    maxThreads: availableParallelism(),
  });
  let done = 0;
  try {
    const entries = Array.from(different, async ([key, job]): Promise<[string, Run[]]> => {
      const runs = await pool.run(job);
      done += 1;
      onDone(done, different.size);
      return [key, runs];
    });
    return new RunBook(new Map(await Promise.all(entries)));
  } finally {
    await pool.destroy();
  }
}
