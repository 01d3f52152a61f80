import type { NumberOption } from '../explore/explorerOptions';

/** Every option of every policy; each policy reads those that it names. */
export const policyOptionTable = {
  alpha: {
    default: 10,
    minimum: 1,
    maximum: 1000,
    whole: true,
    description: 'trials without a higher throughput before rebalancing ends',
  },
  threshold: {
    default: 0.05,
    minimum: 0.001,
    maximum: 10,
    whole: false,
    description: 'share by which a stage time must leave its reference to be noticed',
  },
  price: {
    default: 0.005,
    minimum: 0,
    maximum: 1,
    whole: false,
    description: 'share of the throughput that trying places again may cost that were given up',
  },
  slice: {
    default: 0,
    minimum: 0,
    maximum: 1,
    whole: false,
    description: 'seconds that threads which share a core run in turn; 0 where slowdowns are even',
  },
} as const satisfies Record<string, NumberOption>;

/** Name of an option of policies. */
export type PolicyOptionName = keyof typeof policyOptionTable;

/** Options of every policy; each reads its own. */
export type PolicyOptions = { readonly [Name in PolicyOptionName]: number };

/** Options where nothing is said. */
export const defaultPolicyOptions: PolicyOptions = {
  alpha: policyOptionTable.alpha.default,
  threshold: policyOptionTable.threshold.default,
  price: policyOptionTable.price.default,
  slice: policyOptionTable.slice.default,
};
