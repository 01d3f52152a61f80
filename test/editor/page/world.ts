import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';

/** What the runner lays out for a part of the tests. */
export interface Ground {
  readonly browser: Browser;
  /** The workspace: examples that tests may change. */
  readonly folder: string;
  /** A folder that is not in the workspace. */
  readonly outside: string;
  /** The shipped examples. */
  readonly examples: string;
  readonly screenshots: string;
  /** The command line's program. */
  readonly cli: string;
  /** Address of a window with the extension on a folder, or on a `.code-workspace` file. */
  urlOf(path: string): string;
}

/** What the tests have. */
export interface World extends Ground {
  /** Address of a window on {@link Ground.folder}. */
  readonly url: string;
  screenshot(page: Page, name: string): Promise<void>;
  /** Copies a shipped example into the workspace. */
  addExample(path: string): Promise<void>;
  /** Makes a saved result without an editor; paths are relative to the workspace. */
  tune(network: string, platform: string, result: string, ...options: string[]): Promise<void>;
}

let current: World | null = null;

/** Told by the runner before the tests begin. */
export function setWorld(ground: Ground): void {
  const { folder, examples, screenshots, cli } = ground;
  current = {
    ...ground,
    url: ground.urlOf(folder),
    async screenshot(page, name) {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name.replace(/[^\w-]+/g, '-')}.png`) });
    },
    async addExample(path) {
      await copyFile(join(examples, path), join(folder, basename(path)));
    },
    async tune(network, platform, result, ...options) {
      const args = ['tune', network, '--platform', platform, '-o', result, ...options];
      await promisify(execFile)(process.execPath, [cli, ...args], { cwd: folder });
    },
  };
}

/** The world of the tests. */
export function world(): World {
  if (current === null) throw new Error('The runner did not prepare the tests.');
  return current;
}
