import type { Configuration } from '../pipeline/configuration';
import type { ObservationBuffer } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { Explorer } from './explorer';
import { TrialDriver, type DriverHooks, type RunResult } from './trialDriver';

export type { DriverHooks, RunResult } from './trialDriver';

/** Whatever runs a trial at once: fills in what the configuration showed, all but its cost. */
export type Testbed = (configuration: Configuration, observation: ObservationBuffer) => void;

/** Runs an explorer against a testbed; memory does not grow with the number of trials. */
export function drive(
  explorer: Explorer,
  space: Space,
  testbed: Testbed,
  hooks: DriverHooks = {},
): RunResult {
  const driver = new TrialDriver(explorer, space, hooks);
  for (let tried = driver.next(); tried !== null; tried = driver.next()) {
    try {
      testbed(tried, driver.observation);
    } catch (error) {
      driver.failed(error);
      continue;
    }
    driver.observed();
  }
  return driver.result();
}
