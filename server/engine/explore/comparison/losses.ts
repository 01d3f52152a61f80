import type {
  ComparedExplorer,
  Loss,
  MeasureName,
  Spread,
} from '../../../protocol/comparisonResult';

/** What explorers can be better or worse by, and which way is better. */
const contests = {
  quality: 'more',
  trials: 'less',
  convergenceSeconds: 'less',
  explorerSeconds: 'less',
  explorerBytes: 'less',
} as const satisfies Partial<Record<MeasureName, 'more' | 'less'>>;

/** A measure that is won or lost. */
export type Contest = keyof typeof contests;

/** An explorer as far as contests need it. */
export type Contestant = Pick<ComparedExplorer, 'name' | 'readsTimes' | Contest>;

/** The explorer with the best geometric mean; what reads the times is out of the contest. */
export function leaderOf<T extends Contestant>(explorers: readonly T[], by: Contest): T | null {
  const sign = contests[by] === 'more' ? -1 : 1;
  const contestants = explorers.filter(({ readsTimes }) => !readsTimes);
  return contestants.reduce<T | null>((leader, one) => {
    if (leader === null) return one;
    return sign * (one[by].geometricMean - leader[by].geometricMean) < 0 ? one : leader;
  }, null);
}

/** A smaller difference is none, whatever the intervals say. */
const negligible = 0.001;

/** True where a spread cannot be told from the leader's: their 95 % intervals touch. */
export function isLevel(spread: Spread, leader: Spread): boolean {
  const difference = Math.abs(spread.geometricMean - leader.geometricMean);
  if (difference <= negligible * leader.geometricMean) return true;
  const [low, high] = spread.interval ?? [spread.minimum, spread.maximum];
  const [leaderLow, leaderHigh] = leader.interval ?? [leader.minimum, leader.maximum];
  return low <= leaderHigh && leaderLow <= high;
}

/** Where an explorer loses: each contest that another leads by more than chance explains. */
export function lossesOf(explorer: Contestant, explorers: readonly Contestant[]): Loss[] {
  if (explorer.readsTimes) return [];
  return contestNames.flatMap((measure) => {
    const leader = leaderOf(explorers, measure);
    if (leader === null || isLevel(explorer[measure], leader[measure])) return [];
    const best = leader[measure].geometricMean;
    const ratio = best > 0 ? explorer[measure].geometricMean / best : null;
    return [{ measure, to: leader.name, ratio }];
  });
}

/** Every contest. */
export const contestNames = Object.keys(contests).filter(
  (name): name is Contest => name in contests,
);
