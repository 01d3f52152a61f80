import { slowdownText } from '../../engine/interference/scenario/slowdownText';
import type {
  EpisodeEntry,
  RandomEntry,
  ScenarioFile,
} from '../../engine/interference/scenario/scenarioSchema';
import { significant } from '../../engine/core/units';

type Unit = NonNullable<ScenarioFile['unit']>;
type Range = number | readonly number[];

/** When an episode slows, for people: `queries 1000 to 1500, each 5000, 4 times`. */
export function episodeTimes(entry: EpisodeEntry, unit: Unit): string {
  const { from = 0, duration, to, period } = entry;
  const end = duration === undefined ? to : from + duration;
  const first = end === undefined ? `from ${unitOne(unit)} ${from} on` : `${unit} ${from} to ${end}`;
  return period === undefined ? first : `${first}, each ${period}${limit(entry)}`;
} // prettier-ignore

/** When a random entry slows, for people: `each 100 queries for 10 … 20`. */
export function randomTimes(entry: RandomEntry, unit: Unit): string {
  const { from = 0, period, duration } = entry;
  const start = from === 0 ? '' : `from ${unitOne(unit)} ${from} on `;
  return `${start}each ${rangeText(period)} ${unit} for ${rangeText(duration)}${limit(entry)}`;
}

/** How much an entry slows, for people: the factors, or what they are drawn from. */
export function strengthText({ stress, slowdown }: EpisodeEntry | RandomEntry): string {
  if (slowdown !== undefined) {
    if (typeof slowdown === 'number') return slowdownText({ compute: slowdown, memory: slowdown });
    if (Array.isArray(slowdown)) return `×${rangeText(slowdown)}`;
    return `compute ×${rangeText(slowdown.compute)}, memory ×${rangeText(slowdown.memory)}`;
  }
  if (stress === undefined || stress === 'any') return 'any of the twelve stress levels';
  return typeof stress === 'string' ? stress : `one of ${stress.join(', ')}`;
}

/** An entry in short: `mem-6, queries 1000 to 1500`; empty for none. */
export function entrySummary(
  { unit = 'queries', ...lists }: ScenarioFile,
  list: 'episodes' | 'random',
  index: number,
): string {
  const episode = list === 'episodes' ? lists.episodes?.[index] : undefined;
  if (episode !== undefined) return `${strengthText(episode)}, ${episodeTimes(episode, unit)}`;
  const random = list === 'random' ? lists.random?.[index] : undefined;
  return random === undefined ? '' : `${strengthText(random)}, ${randomTimes(random, unit)}`;
}

function rangeText(range: Range): string {
  if (typeof range === 'number') return String(Number(significant(range)));
  return range.map(rangeText).join(' … ');
} // prettier-ignore

function unitOne(unit: Unit): string {
  return unit === 'queries' ? 'query' : 'second';
}

function limit({ repeat, until }: Pick<EpisodeEntry, 'repeat' | 'until'>): string {
  if (repeat !== undefined) return repeat === 1 ? ', once' : `, ${repeat} times`;
  return until === undefined ? '' : `, until ${until}`;
}
