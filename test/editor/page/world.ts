import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** What the runner lays out for the tests. */
export interface World {
  readonly browser: Browser;
  /** Address of a window on the folder with the extension. */
  readonly url: string;
  /** The workspace: examples that tests may change. */
  readonly folder: string;
  /** A folder that is not in the workspace. */
  readonly outside: string;
  screenshot(page: Page, name: string): Promise<void>;
  /** Copies a shipped example into the workspace. */
  addExample(path: string): Promise<void>;
}

let current: World | null = null;

/** Told by the runner before the tests begin. */
export function setWorld(options: {
  readonly browser: Browser;
  readonly url: string;
  readonly folder: string;
  readonly outside: string;
  readonly examples: string;
  readonly screenshots: string;
}): void {
  const { browser, url, folder, outside, examples, screenshots } = options;
  current = {
    browser,
    url,
    folder,
    outside,
    async screenshot(page, name) {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name.replace(/[^\w-]+/g, '-')}.png`) });
    },
    async addExample(path) {
      await copyFile(join(examples, path), join(folder, basename(path)));
    },
  };
}

/** The world of the tests. */
export function world(): World {
  if (current === null) throw new Error('The runner did not prepare the tests.');
  return current;
}
