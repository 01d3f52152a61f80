import type { BuildOptions } from 'esbuild';

/** esbuild options for the panels, see buildWebview.mjs. */
export const webviewBuild: BuildOptions;

/** Names of the panels. */
export const panels: readonly string[];
