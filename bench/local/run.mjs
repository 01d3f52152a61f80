// npm run bench:local [-- --only NAME] [--speed full|half] [--repetitions N] [--seconds N] [--all-cuts] [--json]
import { install, root, runNode } from '../../scripts/steps.mjs';

if (install()) {
  // Not before it is installed.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'bench/local/main.ts',
      sessions: 'bench/local/sessionsProcess.ts',
      executor: 'server/runtime/executor/executorMain.ts',
      stageWorker: 'server/runtime/executor/stageWorker.ts',
    },
    outdir: '.cache/local',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', '@colors/colors'],
    logLevel: 'warning',
  });
  process.exitCode = runNode(['.cache/local/main.js', ...process.argv.slice(2)]) ? 0 : 1;
} else {
  process.exitCode = 1;
}
