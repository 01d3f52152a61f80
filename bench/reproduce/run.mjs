// npm run reproduce [-- --json] [--only WORDS]: prints Papers I to III as tables, from runs.
import { install, root, runNode } from '../../scripts/steps.mjs';

if (install()) {
  // Not before it is installed.
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    entryPoints: [
      { in: 'bench/reproduce/main.ts', out: 'reproduce' },
      { in: 'bench/reproduce/worker.ts', out: 'reproduceWorker' },
    ],
    outdir: '.cache',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  process.exitCode = runNode(['.cache/reproduce.mjs', ...process.argv.slice(2)]) ? 0 : 1;
} else {
  process.exitCode = 1;
}
