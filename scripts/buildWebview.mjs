import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every panel: a folder in webview/src and a style sheet in media. */
export const panels = [
  'stageMap',
  'layers',
  'convergence',
  'compare',
  'comparison',
  'live',
  'replay',
];

/**
 * esbuild options for the panels: a script and a style sheet for each panel, `dist/webview/NAME.js`
 * and `dist/webview/NAME.css`. Spread and add `write`, `plugins` and so on as needed.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const webviewBuild = {
  absWorkingDir: root,
  entryPoints: panels.flatMap((name) => [
    { in: `webview/src/${name}/main.ts`, out: name },
    { in: `media/${name}.css`, out: name },
  ]),
  outdir: 'dist/webview',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'chrome128',
  minify: process.env.NODE_ENV === 'production' || process.argv.includes('--production'),
  sourcemap: process.argv.includes('--production') ? false : 'linked',
  tsconfigRaw: { compilerOptions: { target: 'ES2023' } },
  logLevel: 'warning',
};
