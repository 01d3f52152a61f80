import { calibrated } from './policies/calibrated/calibrated';
import { lls } from './policies/lls';
import { odin } from './policies/odin';
import { optimumFor } from './policies/optimumFor';
import { keepStart } from './policies/keepStart';
import type { PolicyChoice, PolicyName } from './policyFacts';
import { defaultPolicyOptions, type PolicyOptions } from './policyOptions';
import type { ReplayPolicy } from './simulate/replayJob';

const creators: Readonly<Record<PolicyName, (options: PolicyOptions) => ReplayPolicy>> = {
  calibrated: (options) => ({ sees: 'stages', rebalance: calibrated(options) }),
  odin: (options) => ({ sees: 'stages', rebalance: odin(options) }),
  lls: (options) => ({ sees: 'stages', rebalance: lls(options) }),
  static: () => ({ sees: 'stages', rebalance: keepStart }),
  oracle: () => ({ sees: 'times', choose: optimumFor }),
};

/** A policy with its options. */
export function createPolicy({ policy, options = {} }: PolicyChoice): ReplayPolicy {
  return creators[policy]({ ...defaultPolicyOptions, ...options });
}
