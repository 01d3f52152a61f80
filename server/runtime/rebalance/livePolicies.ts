import { policyFacts, policyNames, type PolicyFacts } from '../../engine/interference/policyFacts';
import type { LivePolicy } from '../../protocol/liveModel';

/** Policies that need to see no more than stage times, and so can rebalance what runs. */
export const livePolicies = policyNames.filter((name): name is LivePolicy => {
  const facts: PolicyFacts = policyFacts[name];
  return facts.readsTimes !== true;
});
