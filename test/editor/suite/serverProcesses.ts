import { readdir, readFile } from 'node:fs/promises';

/** Ids of this extension host's child processes that run the language server; only Linux tells them. */
export async function serverProcesses(): Promise<number[]> {
  const threads = await readdir('/proc/self/task');
  const lists = threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, 'utf8'));
  const ids = (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean));
  const lines = ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
  const isServer = (await Promise.all(lines)).map((line) => /dist[\\/]server\.js/.test(line));
  return ids.filter((_, index) => isServer[index]).map(Number);
}
