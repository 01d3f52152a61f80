import type { Test } from 'mocha';
import type { Page } from 'playwright-core';
import { addWordsOnScreen } from './wordsOnScreen';
import { world } from './world';

/** Keeps a picture of what a failed test saw, and adds the words of the screen to its error. */
export async function recordFailure(test: Test | undefined, page: Page): Promise<void> {
  if (test?.state !== 'failed' || page.isClosed()) return;
  await world().screenshot(page, `failed-${test.title.slice(0, 40)}`);
  await addWordsOnScreen(test.err, page);
}
