import type { FrameLocator } from 'playwright-core';
import { until } from './expect';

/** Ends the run that a live panel shows, whether it has begun, goes on or is over by itself meanwhile. */
export async function stopRun(panel: FrameLocator): Promise<void> {
  const [stop, run] = [/Stop$/, /Run$/].map((name) => panel.getByRole('button', { name }));
  await until(async () => {
    await stop?.click({ timeout: 1000 }).catch(() => undefined);
    return (await run?.isVisible()) === true;
  });
}
