import type { RecordedPolicy } from '../../protocol/replayRecord';
import { defaultPolicyOptions, type PolicyOptionName, type PolicyOptions } from './policyOptions';

/** What is said of a policy; the policies themselves are in the registry. */
export interface PolicyFacts {
  readonly title: string;
  readonly summary: string;
  /** Options that it reads. */
  readonly options: readonly PolicyOptionName[];
  /** The option that tells one of its kind from another, as titles write it. */
  readonly telling?: { readonly option: PolicyOptionName; readonly symbol: string };
  /** True where it is told the slowed times, not only what its queries showed: only in a simulation. */
  readonly readsTimes?: boolean;
}

/** Every policy, by the name that it is chosen by, in the order in which they are shown. */
export const policyFacts = {
  calibrated: {
    title: 'Calibrated',
    summary:
      'Learns layer times and how much each place is slowed from stage times, and serves the exact answer for them.',
    options: ['threshold', 'price', 'slice'],
  },
  odin: {
    title: 'ODIN',
    summary:
      'Moves layers, one a trial, from the slowest stage toward the lighter side of the pipeline (Paper III).',
    options: ['alpha', 'threshold'],
    telling: { option: 'alpha', symbol: 'α' },
  },
  lls: {
    title: 'LLS',
    summary:
      'Least-loaded scheduling: moves layers from the busiest to the idlest stage while throughput rises.',
    options: ['threshold'],
  },
  static: {
    title: 'Static',
    summary: 'Keeps the configuration that it begins with.',
    options: [],
  },
  oracle: {
    title: 'Bound',
    summary:
      'The exact optimum for the slowed times, at once at every change: what nobody can serve better.',
    options: [],
    readsTimes: true,
  },
} as const satisfies Record<string, PolicyFacts>;

/** Name of a policy. */
export type PolicyName = keyof typeof policyFacts;

/** Names of all policies. */
export const policyNames = Object.keys(policyFacts).filter(isPolicyName);

/** True for the name of a policy. */
export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(policyFacts, name);
}

/** A policy that is asked for, with the options that are not as usual. */
export interface PolicyChoice {
  readonly policy: PolicyName;
  readonly options?: Partial<PolicyOptions>;
}

/** A choice as a replay records it: title, and the options that the policy reads. */
export function recordedPolicy({ policy, options = {} }: PolicyChoice): RecordedPolicy {
  const facts: PolicyFacts = policyFacts[policy];
  const all = { ...defaultPolicyOptions, ...options };
  const { telling } = facts;
  return {
    policy,
    title: telling ? `${facts.title} ${telling.symbol} ${all[telling.option]}` : facts.title,
    options: Object.fromEntries(facts.options.map((name) => [name, all[name]])),
  };
}
