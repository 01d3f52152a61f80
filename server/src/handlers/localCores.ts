import type { ServerContext } from './serverContext';

/** Who uses this machine's cores: one at a time, for two would measure each other. */
export class LocalCores {
  private busy = false;

  /**
   * Does work on the cores alone.
   * @returns what came of it, or why it may not begin, in words.
   */
  async use<T extends object>(
    { settings }: Pick<ServerContext, 'settings'>,
    work: () => Promise<T>,
  ): Promise<T | string> {
    if (settings().trusted !== true) {
      return 'Pipelines are run on this machine only where the workspace is trusted: a model is a program of unknown origin.';
    }
    if (this.busy) {
      return 'A pipeline is running on this machine already, and two would slow each other: stop that run, or wait for it.';
    }
    this.busy = true;
    try {
      return await work();
    } finally {
      this.busy = false;
    }
  }
}
