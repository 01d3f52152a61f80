import type { Problem } from '../../../protocol/problem';
import { mostProblems } from '../../core/result';
import { problem } from '../../core/rules';
import type { EpisodeEntry } from './scenarioSchema';

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly entry: number;
}

/** A problem for each entry that slows a place, by the same name, while an earlier one does; at most 100. */
export function overlapProblems(entries: readonly EpisodeEntry[]): Problem[] {
  const byName = new Map<string, Interval[]>();
  entries.forEach((entry, index) => {
    const { from = 0, duration, period } = entry;
    // How periodic ones meet is for the replay to show.
    if (period !== undefined) return;
    const to = duration === undefined ? (entry.to ?? Infinity) : from + duration;
    for (const name of new Set(typeof entry.place === 'string' ? [entry.place] : entry.place)) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [{ from, to, entry: index }]);
      else known.push({ from, to, entry: index });
    }
  });
  const found = new Map<number, Problem>();
  for (const [name, intervals] of byName) {
    let last: Interval | null = null;
    for (const interval of intervals.sort((a, b) => a.from - b.from || a.entry - b.entry)) {
      if (last !== null && interval.from < last.to && found.size < mostProblems) {
        found.set(interval.entry, overlap(name, interval, last));
      }
      if (last === null || interval.to > last.to) last = interval;
    }
  }
  return [...found.values()];
}

function overlap(name: string, { entry, from }: Interval, other: Interval): Problem {
  const until = other.to === Infinity ? 'without end' : `until ${other.to}`;
  const message = `\`${name}\` is slowed by another entry ${until} when this one begins at ${from}: their factors multiply.`;
  const related = [{ path: ['episodes', other.entry], message: 'The other one.' }];
  return problem('overlapping-episodes', ['episodes', entry, 'place'], message, { related });
}
