import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { server } from '../../scripts/buildExtension.mjs';

/**
 * Bundles the server with everything that it starts, as it ships; gives the folder. It is inside the
 * project, so that packages resolve.
 */
export async function buildBundles(): Promise<string> {
  const cache = join(import.meta.dirname, '../../.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'server-'));
  await build({ ...server, outdir, sourcemap: false });
  return outdir;
}
