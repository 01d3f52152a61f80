import type { TuningResult } from '../../protocol/tuningResult';
import { throughputOf } from '../pipeline/observation';
import type { Space } from '../pipeline/space';

/** What was looked for, as it is saved. */
export function objectiveResult({
  objective,
  maxReplicas,
}: Space): Pick<TuningResult, 'objective' | 'maxReplicas'> {
  const { goal, maxPeriodSeconds, maxLatencySeconds } = objective;
  return {
    objective: {
      goal,
      ...(maxPeriodSeconds < Infinity && { minThroughput: throughputOf(maxPeriodSeconds) }),
      ...(maxLatencySeconds < Infinity && { maxLatencySeconds }),
    },
    ...(maxReplicas > 1 && { maxReplicas }),
  };
}
