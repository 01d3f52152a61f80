import type { Slowdown } from '../../engine/interference/scenario';
import { stressLevels } from '../../engine/interference/stressLevels';
import type { OwnStress } from './stressTask';

/** Threads beyond this on one core say nothing more. */
const mostThreads = 8;
/** A thread that works less than this is not worth its process. */
const leastStrength = 0.01;
/** Of stressLevels: what streaming at full strength leaves of the bandwidth is 1 − 0.63. */
const bandwidthTaken = 0.63;

/**
 * The work that is to slow a place as a scenario says. A shipped level `cpu-n` or `mem-n` works n sixths
 * of the time. A factor f is turned into work that a fair scheduler makes it of: m threads that each want
 * a share s of a core's time leave 1 − s·m/(m + 1) of it to a stage, so that s = (1 − 1/f)·(m + 1)/m with
 * the fewest threads that can do it, m ≥ f − 1. Where memory is slowed more than arithmetic it streams,
 * at (1 − 1/f)/0.63 of full strength, as the levels' factors are reckoned.
 * @param cores of the place
 */
export function stressFor({ compute, memory }: Slowdown, cores: readonly number[]): OwnStress {
  const level = stressLevels.find(
    ({ slowdown }) => slowdown.compute === compute && slowdown.memory === memory,
  );
  if (level !== undefined) {
    const [kind = 'cpu', sixths = '6'] = level.name.split('-');
    const strength = Number(sixths) / 6;
    return { kind: kind === 'mem' ? 'memory' : 'compute', cores, strength };
  }
  if (memory > compute) {
    return { kind: 'memory', cores, strength: within((1 - 1 / memory) / bandwidthTaken) };
  }
  const threads = Math.min(mostThreads, Math.max(1, Math.ceil(compute - 1)));
  return {
    kind: 'compute',
    cores: Array.from({ length: threads }, () => cores).flat(),
    strength: within(((1 - 1 / compute) * (threads + 1)) / threads),
  };
}

function within(strength: number): number {
  return Math.min(1, Math.max(leastStrength, strength));
}
