import type { Locator } from 'playwright-core';

/** Waits for what a locator shows; playwright's own `expect` comes only with its test runner. */
export const expect = {
  async text(locator: Locator, text: string | RegExp): Promise<void> {
    await locator.filter({ hasText: text }).first().waitFor();
  },
  async gone(locator: Locator): Promise<void> {
    await locator.first().waitFor({ state: 'detached' });
  },
};

let waits = new AbortController();

/** Ends what still waits: a test that took too long must not press keys while others run. */
export function endWaits(): void {
  waits.abort();
  waits = new AbortController();
}

/** Waits for what no locator shows, looking again at every turn; mocha sets the time limit. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const { signal } = waits;
  while (!(await holds())) {
    if (signal.aborted) throw new Error('The test is over.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
