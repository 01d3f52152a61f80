import { fileURLToPath } from 'node:url';

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What every bundle for Node has in common. */
const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  sourcesContent: false,
  minify: process.argv.includes('--production'),
  logLevel: 'warning',
  legalComments: 'none',
  // The ES module builds of the language client's libraries bundle better than their UMD twins.
  mainFields: ['module', 'main'],
};

/** Leaves what is loaded later in a file of its own. */
const languageClientApart = {
  name: 'language-client-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/languageClient$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './languageClient.js', external: true } : undefined,
    ),
};

/**
 * The extension host's side: dist/client.js, and dist/languageClient.js, which is fifteen times as
 * large and not read before the server is needed.
 */
export const client = {
  ...node,
  entryPoints: {
    client: root('client/src/extension.ts'),
    languageClient: root('client/src/languageClient.ts'),
  },
  outdir: root('dist'),
  external: ['vscode'],
  plugins: [languageClientApart],
  // The editor gives `vscode` to files that are required.
  supported: { 'dynamic-import': false },
};

/**
 * The language server and its worker, dist/server.js and dist/tuneWorker.js, and the process that runs
 * pipelines with its threads, dist/executor.js and dist/stageWorker.js, and the one that disturbs them, dist/stress.js. piscina loads a
 * worker.js that lies beside it, so it stays a package of its own.
 */
export const server = {
  ...node,
  entryPoints: {
    server: root('server/src/main.ts'),
    tuneWorker: root('server/src/workers/tuneWorker.ts'),
    executor: root('server/runtime/executor/executorMain.ts'),
    stageWorker: root('server/runtime/executor/stageWorker.ts'),
    stress: root('server/runtime/stress/stressMain.ts'),
  },
  outdir: root('dist'),
  external: ['piscina', 'onnxruntime-node'],
};

/** esbuild options of everything that the editor loads, except webviews. */
export const extensionBuilds = [client, server];
