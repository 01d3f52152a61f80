import type { Configuration } from '../pipeline/configuration';
import type { ObservationBuffer } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { Explorer } from './explorer';
import { TrialDriver, type DriverHooks, type RunResult } from './trialDriver';

/** Whatever takes its time to run a trial: fills in what the configuration showed, all but its cost. */
export type AsyncTestbed = (
  configuration: Configuration,
  observation: ObservationBuffer,
) => Promise<void>;

/**
 * Runs an explorer against a testbed that takes its time, as {@link drive} does against one that does
 * not. A stop that is asked for during a trial ends the run when the testbed gives that trial up.
 */
export async function driveAsync(
  explorer: Explorer,
  space: Space,
  testbed: AsyncTestbed,
  hooks: DriverHooks = {},
): Promise<RunResult> {
  const driver = new TrialDriver(explorer, space, hooks);
  for (let tried = driver.next(); tried !== null; tried = driver.next()) {
    try {
      await testbed(tried, driver.observation);
    } catch (error) {
      driver.failed(error);
      continue;
    }
    driver.observed();
  }
  return driver.result();
}
