import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/**
 * esbuild options for the command line: `dist/cli.js`, the threads that it tunes and compares in, and the
 * process that runs pipelines.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const cliBuild = {
  absWorkingDir: root,
  entryPoints: {
    cli: 'server/src/cli/main.ts',
    cliTuneWorker: 'server/src/cli/tuneWorker.ts',
    cliPoolWorker: 'server/src/workers/tuneWorker.ts',
    executor: 'server/runtime/executor/executorMain.ts',
    stageWorker: 'server/runtime/executor/stageWorker.ts',
    stress: 'server/runtime/stress/stressMain.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // A smaller bundle is read sooner: every start of the tool pays for it.
  minify: true,
  keepNames: true,
  sourcemap: process.argv.includes('--production') ? false : 'linked',
  sourcesContent: false,
  mainFields: ['module', 'main'],
  // piscina starts a worker.js that lies beside it; colours of cli-table3 are never asked for.
  external: ['piscina', 'onnxruntime-node', '@colors/colors'],
  define: { CNN_TUNER_VERSION: JSON.stringify(version) },
  banner: { js: '#!/usr/bin/env node' },
  legalComments: 'none',
  logLevel: 'warning',
};
