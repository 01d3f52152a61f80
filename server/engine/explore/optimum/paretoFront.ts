import type { TimeTable } from '../../cost/timeTable';
import { aimTable } from '../../cost/timeTable';
import { highestThroughput } from '../../pipeline/objective';
import { classProblem, type ClassProblem } from './classProblem';
import { leastEnergy } from './leastEnergy';
import { leastLatency } from './leastLatency';
import { shortestPeriod } from './shortestPeriod';
import type { OptimumLimits } from './solveOptimum';
import { trialOf, type OptimumTrial } from './trialOf';
import { WorkBudget } from './workBudget';

/** Work that a front may take where nothing is said. */
const defaultMostWork = 5e8;
/** Points beyond which a front is no answer for people, nor quick to find. */
const mostPoints = 2000;
/** Values that differ by less than this share do not differ: sums are rounded. */
const alike = 1e-9;

/** A range of periods and latencies that may still hold points of the front, and its cheapest one. */
interface Zone {
  readonly periodSeconds: number;
  readonly latencySeconds: number;
  readonly trial: OptimumTrial;
}

/**
 * The exact front of throughput and latency, and of energy where the power of every place is known:
 * configurations of which no other one is better in one and as good in the rest, the highest
 * throughput first. Bounds of the objective do not count; replicas do.
 * @returns null where that cannot be proven within the limits.
 */
export function paretoFront(
  table: TimeTable,
  limits: Pick<OptimumLimits, 'mostWork' | 'shouldStop'> = {},
): OptimumTrial[] | null {
  const { hasPower, maxReplicas } = table.space;
  const problem = classProblem(aimTable(table, highestThroughput, maxReplicas));
  const budget = new WorkBudget(limits.mostWork ?? defaultMostWork, limits.shouldStop);
  const trials = hasPower ? energyFront(problem, budget) : latencyFront(problem, budget);
  return trials && undominated(trials);
}

/** The least latency for every period, from the longest on. */
function latencyFront(problem: ClassProblem, budget: WorkBudget): OptimumTrial[] | null {
  const trials: OptimumTrial[] = [];
  for (let period = Infinity; trials.length < mostPoints;) {
    const { configuration, proven } = leastLatency(problem, period, Infinity, budget);
    if (!proven) return null;
    if (configuration === null) return trials;
    const trial = trialOf(problem, configuration);
    trials.push(trial);
    period = trial.observation.periodSeconds * (1 - alike);
    if (trial.observation.periodSeconds === 0) return trials;
  }
  return null;
}

/**
 * The least energy for every period and latency. Of all zones the cheapest point is taken, and every
 * zone around it is divided: what is left of it is faster, or answers sooner.
 */
function energyFront(problem: ClassProblem, budget: WorkBudget): OptimumTrial[] | null {
  const trials: OptimumTrial[] = [];
  const zones: Zone[] = [];
  const shortest = shortestPeriod(problem, Infinity, budget).lower;
  const open = (periodSeconds: number, latencySeconds: number): boolean => {
    const covered = zones.some(
      (zone) => zone.periodSeconds >= periodSeconds && zone.latencySeconds >= latencySeconds,
    );
    if (covered) return true;
    const found = leastEnergy(problem, periodSeconds, latencySeconds, Infinity, budget, shortest);
    if (found.configuration !== null) {
      const trial = trialOf(problem, found.configuration);
      zones.push({ periodSeconds, latencySeconds, trial });
    }
    return found.proven;
  };
  if (!open(Infinity, Infinity)) return null;
  while (zones.length > 0) {
    if (trials.length >= mostPoints) return null;
    const { trial } = zones.reduce((a, b) =>
      b.trial.observation.energyJoules < a.trial.observation.energyJoules ? b : a,
    );
    trials.push(trial);
    const { periodSeconds, latencySeconds } = trial.observation;
    const around = zones.filter(
      (zone) => periodSeconds <= zone.periodSeconds && latencySeconds <= zone.latencySeconds,
    );
    for (const zone of around) zones.splice(zones.indexOf(zone), 1);
    for (const zone of around) {
      const faster = periodSeconds * (1 - alike);
      const sooner = latencySeconds * (1 - alike);
      if (periodSeconds > 0 && !open(faster, zone.latencySeconds)) return null;
      if (latencySeconds > 0 && !open(zone.periodSeconds, sooner)) return null;
    }
  }
  return trials;
}

/** Those of which no other one is as good everywhere, the highest throughput first. */
function undominated(trials: readonly OptimumTrial[]): OptimumTrial[] {
  const values = ({ observation }: OptimumTrial): number[] => {
    const { periodSeconds, latencySeconds, energyJoules } = observation;
    // Without power there is no energy to compare.
    return [periodSeconds, latencySeconds, Number.isNaN(energyJoules) ? 0 : energyJoules];
  };
  const asGood = (a: OptimumTrial, b: OptimumTrial): boolean => {
    const other = values(b);
    return values(a).every((value, k) => value <= (other[k] ?? 0) * (1 + 2 * alike));
  };
  const front: OptimumTrial[] = [];
  const byPeriod = [...trials].sort(
    (a, b) => a.observation.periodSeconds - b.observation.periodSeconds,
  );
  for (const trial of byPeriod) {
    if (front.some((kept) => asGood(kept, trial))) continue;
    // One of about the same period may be better in the rest.
    for (let k = front.length - 1; k >= 0; k -= 1) {
      const kept = front[k];
      if (kept && asGood(trial, kept)) front.splice(k, 1);
    }
    front.push(trial);
  }
  return front;
}
