// npm run bench [-- --json] [--only WORDS]: builds, then measures what is claimed about speed.
import { build, install, root, runNode } from '../scripts/steps.mjs';

if (install() && build()) {
  // Not before it is installed.
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    entryPoints: ['bench/main.ts'],
    outfile: '.cache/bench.mjs',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  process.exitCode = runNode(['.cache/bench.mjs', ...process.argv.slice(2)]) ? 0 : 1;
} else {
  process.exitCode = 1;
}
