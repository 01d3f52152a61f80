import { install, root, runNode } from '../scripts/steps.mjs';

/**
 * Bundles a bench that runs on this machine's cores, with the programs that it starts beside it, and
 * runs it with the arguments that follow.
 * @param {string} name of the bench's folder.
 * @param {Readonly<Record<string, string>>} programs further entry points.
 */
export async function runOnCores(name, programs = {}) {
  process.exitCode = 1;
  if (!install()) return;
  // Not before it is installed.
  const { build } = await import('esbuild');
  const outdir = `.cache/${name}`;
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: `bench/${name}/main.ts`,
      sessions: 'bench/local/sessionsProcess.ts',
      executor: 'server/runtime/executor/executorMain.ts',
      stageWorker: 'server/runtime/executor/stageWorker.ts',
      ...programs,
    },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', '@colors/colors'],
    logLevel: 'warning',
  });
  process.exitCode = runNode([`${outdir}/main.js`, ...process.argv.slice(2)]) ? 0 : 1;
}
