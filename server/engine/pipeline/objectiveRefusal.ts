import type { Goal } from './objective';
import type { Space } from './space';

/** Why a goal cannot be looked for in a space, with the way out; null where it can. */
export function objectiveRefusal(goal: Goal, space: Pick<Space, 'hasPower'>): string | null {
  if (goal !== 'energy' || space.hasPower) return null;
  return 'Energy needs the power of every execution place, which only a platform can tell: give each of them `power_w: { idle: …, busy: … }`, or look for throughput or latency.';
}
