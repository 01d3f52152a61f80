// npm run reproduce:local [-- --only policies|levels] [--json]: real stress on one of two cores.
import { install, root, runNode } from '../../scripts/steps.mjs';

if (install()) {
  // Not before it is installed.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'bench/disturbed/main.ts',
      sessions: 'bench/local/sessionsProcess.ts',
      executor: 'server/runtime/executor/executorMain.ts',
      stress: 'server/runtime/stress/stressMain.ts',
      stageWorker: 'server/runtime/executor/stageWorker.ts',
    },
    outdir: '.cache/disturbed',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', '@colors/colors'],
    logLevel: 'warning',
  });
  process.exitCode = runNode(['.cache/disturbed/main.js', ...process.argv.slice(2)]) ? 0 : 1;
} else {
  process.exitCode = 1;
}
