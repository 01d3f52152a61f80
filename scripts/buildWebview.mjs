import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * esbuild options for the panels: a script and a style sheet for each panel, `dist/webview/NAME.js`
 * and `dist/webview/NAME.css`. Spread and add `write`, `plugins` and so on as needed.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const webviewBuild = {
  absWorkingDir: root,
  entryPoints: [
    { in: 'webview/src/stageMap/main.ts', out: 'stageMap' },
    { in: 'media/stageMap.css', out: 'stageMap' },
  ],
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
