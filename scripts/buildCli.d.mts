import type { BuildOptions } from 'esbuild';

/** esbuild options for the command line, see buildCli.mjs. */
export declare const cliBuild: BuildOptions;
