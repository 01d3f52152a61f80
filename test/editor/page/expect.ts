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

/** A machine may be slow: this limit is for what never holds. */
const limitMilliseconds = 90_000;

/**
 * Tries until `holds` gives something else than false, and does not throw; looks again at every turn.
 * @throws Error after a minute and a half, with what the last try threw as its cause.
 */
export async function until(holds: () => Promise<unknown>): Promise<void> {
  const { signal } = waits;
  // Made here, so that its stack names the test.
  const late = new Error(`Still not so after ${limitMilliseconds / 1000} s.`);
  const end = Date.now() + limitMilliseconds;
  for (;;) {
    const answer = await holds().catch((error: unknown) => {
      late.cause = error;
      return false;
    });
    if (answer !== false) return;
    if (signal.aborted) throw new Error('The test is over.');
    if (Date.now() > end) throw late;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
