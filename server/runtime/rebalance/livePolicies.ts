import {
  policyFacts,
  policyNames,
  type PolicyChoice,
  type PolicyFacts,
} from '../../engine/interference/policyFacts';
import type { PolicyOptions } from '../../engine/interference/policyOptions';
import type { LivePolicy } from '../../protocol/liveModel';

/** Times on real cores drift by a twentieth without anything to answer; threads take turns of milliseconds. */
const liveOptions = { threshold: 0.1, slice: 0.004 } as const;

/** A policy as it rebalances what runs, with the options that are asked for. */
export function livePolicy(policy: LivePolicy, options: Partial<PolicyOptions> = {}): PolicyChoice {
  return { policy, options: { ...liveOptions, ...options } };
}

/** Policies that need to see no more than stage times, and so can rebalance what runs. */
export const livePolicies = policyNames.filter((name): name is LivePolicy => {
  const facts: PolicyFacts = policyFacts[name];
  return facts.readsTimes !== true;
});
