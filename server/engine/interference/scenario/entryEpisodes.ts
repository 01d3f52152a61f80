import type { Random } from '../../core/random';
import type { Episode, Slowdown } from '../scenario';
import { stressLevel, stressLevels } from '../stressLevels';
import type { EpisodeEntry, RandomEntry } from './scenarioSchema';
import { slowdownText } from './slowdownText';

/** An episode before it is known which number it has. */
export type Unnumbered = Omit<Episode, 'index'>;

/** Episodes of an entry in order: its places at each beginning. */
export function* entryEpisodes(
  entry: EpisodeEntry,
  places: readonly number[],
): Generator<Unnumbered, undefined> {
  const { from = 0, duration, period, repeat = Infinity, until = Infinity } = entry;
  const lasts = duration ?? (entry.to ?? Infinity) - from;
  const what = named(entry.stress, entry.slowdown);
  const name = entry.name ?? what.name;
  const times = period === undefined ? 1 : repeat;
  for (let time = 0; time < times; time += 1) {
    const begins = from + time * (period ?? 0);
    if (begins >= until || begins === Infinity) return;
    for (const place of places) {
      yield { place, name, slowdown: what.slowdown, from: begins, to: begins + lasts };
    }
  }
}

/**
 * Episodes that an entry of `random` draws: once a period a place that it does not slow at the time,
 * how much, and for how long. Where it slows all of its places, it waits for the first to be free.
 */
export function* drawnEpisodes(
  entry: RandomEntry,
  places: readonly number[],
  whole: boolean,
  random: Random,
): Generator<Unnumbered, undefined> {
  const { from = 0, repeat = Infinity, until = Infinity, period, duration } = entry;
  const busyUntil = new Float64Array(places.length);
  let next = from;
  for (let time = 0; time < repeat; time += 1) {
    const begins = Math.max(next, Math.min(...busyUntil));
    if (begins >= until || begins === Infinity) return;
    const index = drawFree(busyUntil, begins, random);
    const what = draw(entry, random);
    const to = begins + drawLength(duration, whole, random);
    busyUntil[index] = to;
    yield { place: places[index] ?? 0, ...what, from: begins, to };
    next = begins + drawLength(period, whole, random);
  }
}

/** One of the places that are free, each as likely; at least one is. */
function drawFree(busyUntil: Float64Array, at: number, random: Random): number {
  const free = busyUntil.reduce((count, end) => (end <= at ? count + 1 : count), 0);
  let passed = random.below(free);
  return busyUntil.findIndex((end) => {
    if (end > at) return false;
    passed -= 1;
    return passed < 0;
  });
}

function draw(entry: RandomEntry, random: Random): Pick<Episode, 'name' | 'slowdown'> {
  const { slowdown, stress = 'any', name } = entry;
  if (slowdown === undefined) {
    const names = stress === 'any' ? stressLevels.map((level) => level.name) : [stress].flat();
    const drawn = named(names[random.below(names.length)], undefined);
    return { ...drawn, name: name ?? drawn.name };
  }
  const byKind = typeof slowdown === 'object' && !Array.isArray(slowdown);
  const both = byKind ? null : drawFactor(slowdown, random);
  const compute = byKind ? drawFactor(slowdown.compute, random) : (both ?? 1);
  const memory = byKind ? drawFactor(slowdown.memory, random) : (both ?? 1);
  const drawn = named(undefined, { compute, memory });
  return { ...drawn, name: name ?? drawn.name };
}

function drawFactor(range: number | readonly number[], random: Random): number {
  if (typeof range === 'number') return range;
  const [least = 1, most = least] = range;
  return least + random.unit() * (most - least);
}

/** A length of a range, its ends among them; a whole one where queries are counted. */
function drawLength(range: number | readonly number[], whole: boolean, random: Random): number {
  if (typeof range === 'number') return range;
  const [least = 1, most = least] = range;
  const drawn = random.unit();
  if (!whole) return least + drawn * (most - least);
  return least + Math.floor(drawn * (most - least + 1));
}

function named(
  stress: string | undefined,
  slowdown: number | Slowdown | undefined,
): Pick<Episode, 'name' | 'slowdown'> {
  const level = stress === undefined ? undefined : stressLevel(stress);
  if (level !== undefined) return { name: level.name, slowdown: level.slowdown };
  const factors =
    typeof slowdown === 'object'
      ? { compute: slowdown.compute, memory: slowdown.memory }
      : { compute: slowdown ?? 1, memory: slowdown ?? 1 };
  return { name: slowdownText(factors), slowdown: factors };
}
