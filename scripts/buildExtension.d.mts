import type { BuildOptions } from 'esbuild';

export declare const client: BuildOptions;
export declare const server: BuildOptions & {
  readonly entryPoints: {
    readonly server: string;
    readonly tuneWorker: string;
    readonly executor: string;
    readonly stageWorker: string;
  };
};
export declare const extensionBuilds: readonly BuildOptions[];
