import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { server } from '../../scripts/buildExtension.mjs';

/** Bundles the tuning worker as it ships; gives the file's path. Inside the project, so that packages resolve. */
export async function buildWorker(): Promise<string> {
  const { tuneWorker } = server.entryPoints;
  const cache = join(import.meta.dirname, '../../.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'worker-'));
  await build({ ...server, entryPoints: { tuneWorker }, outdir, sourcemap: false });
  return join(outdir, 'tuneWorker.js');
}
