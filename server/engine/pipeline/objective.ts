import type { Observation } from './observation';

/** What a pipeline can be best at. */
export const goals = ['throughput', 'latency', 'energy'] as const;

/** `throughput` the shortest period, `latency` the fastest query, `energy` the cheapest inference. */
export type Goal = (typeof goals)[number];

/** What is looked for, and what must hold besides. */
export interface Objective {
  readonly goal: Goal;
  /** Longest period allowed: 1 / the throughput floor. Infinity for no floor. */
  readonly maxPeriodSeconds: number;
  /** Longest latency of a query allowed. Infinity for no bound. */
  readonly maxLatencySeconds: number;
}

/** The highest throughput, with no bound. */
export const highestThroughput: Objective = {
  goal: 'throughput',
  maxPeriodSeconds: Infinity,
  maxLatencySeconds: Infinity,
};

/** Costs from here on mean that a bound is broken; every time and energy is far below. */
const brokenCost = 1e200;

/**
 * What an observation is worth: less is better. Within the bounds it is the period or latency in
 * seconds or the energy in joules. Beyond them it grows with the worse of the two excesses, so that
 * searches find their way back. Infinity where the configuration was refused.
 */
export function costOf(objective: Objective, observation: Omit<Observation, 'cost'>): number {
  const { periodSeconds, latencySeconds, energyJoules } = observation;
  const { goal, maxPeriodSeconds, maxLatencySeconds } = objective;
  if (periodSeconds === Infinity) return Infinity;
  const excess = Math.max(periodSeconds / maxPeriodSeconds, latencySeconds / maxLatencySeconds);
  if (excess > 1) return costOfExcess(excess);
  if (goal === 'throughput') return periodSeconds;
  return goal === 'latency' ? latencySeconds : energyJoules;
}

/** What a configuration costs that breaks a bound, by the larger of its values' shares of their bounds. */
export function costOfExcess(excess: number): number {
  return brokenCost * excess;
}

/** True for the cost of an observation that keeps every bound. */
export function keepsBounds(cost: number): boolean {
  return cost < brokenCost;
}
