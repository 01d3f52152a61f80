import type { ServerSettings } from '../../protocol/serverSettings';

/** Who uses this machine's cores: one at a time, for two would measure each other. */
export class LocalCores {
  private user: string | null = null;

  /**
   * Does work on the cores alone.
   * @param user what the work is, as others are told: `tiny.cnn.yaml is being tuned`.
   * @returns what came of it, or why it may not begin, in words.
   */
  async use<T extends object>(
    { settings }: { settings(): Pick<ServerSettings, 'trusted'> },
    user: string,
    work: () => Promise<T>,
  ): Promise<T | string> {
    if (settings().trusted !== true) {
      return 'This machine’s cores are used only where the workspace is trusted: a model is a program of unknown origin.';
    }
    if (this.user !== null) {
      return `This machine’s cores are in use already: ${this.user}. Two at once would slow each other: stop that run, or wait for it.`;
    }
    this.user = user;
    try {
      return await work();
    } finally {
      this.user = null;
    }
  }
}
