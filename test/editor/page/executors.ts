import { readdir, readFile } from 'node:fs/promises';

/** Processes that run pipelines for the editors of these tests, on Linux: those that descend from this one. */
export async function executors(): Promise<number[]> {
  const found: number[] = [];
  const pending = [process.pid];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    pending.push(...(await childrenOf(pid)));
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (/dist[\\/]executor\.js/.test(line)) found.push(pid);
  }
  return found;
}

/** A process may end while it is looked at. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map((thread) =>
    readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
