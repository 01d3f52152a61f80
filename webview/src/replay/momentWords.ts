import type { ReplayModel, ReplayMoment } from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import {
  formatQuality,
  formatSeconds,
  formatThroughput,
  formatWhole,
} from '../common/formatNumbers';

/** Longest name in a sentence. */
const longestName = 60;

/** Where the playhead stands: `query 1,704`, or `9.94 s`. */
export function positionWords({ axis }: Pick<ReplayModel, 'axis'>, position: number): string {
  return axis === 'queries' ? `query ${formatWhole(position)}` : formatSeconds(position);
}

/** Where the axis ends, as it stands behind a position: `4,000`, or `60 s`. */
export function endWords({ axis, end }: Pick<ReplayModel, 'axis' | 'end'>): string {
  return axis === 'queries' ? formatWhole(end) : formatSeconds(end);
}

/** How one moment stands against another: `+22 /s · −7 ms p99`. */
export function versusWords(moment: ReplayMoment, other: ReplayMoment): string {
  if (moment.throughput === other.throughput && moment.p99Seconds === other.p99Seconds) {
    return 'the same';
  }
  const rate = signed(moment.throughput - other.throughput, formatThroughput);
  const tail = signed(moment.p99Seconds - other.p99Seconds, formatSeconds);
  return `${rate} · ${tail} p99`;
}

/** True where a policy is at least as good as another in both, and better in one. */
export function isBetter(moment: ReplayMoment, other: ReplayMoment): boolean {
  const more = moment.throughput - other.throughput;
  const longer = moment.p99Seconds - other.p99Seconds;
  return more >= 0 && longer <= 0 && (more > 0 || longer < 0);
}

/** What is said aloud of a moment. */
export function spokenMoment(
  model: ReplayModel,
  moment: ReplayMoment | undefined,
  position: number,
): string {
  const where = positionWords(model, position);
  if (!moment) return where;
  const share =
    moment.shareOfBound === null ? [] : [`${formatQuality(moment.shareOfBound)} of the bound`];
  const slowed = moment.lanes
    .filter(({ interference }) => interference !== '')
    .slice(0, 4)
    .map(({ place, interference }) => `${singleLine(place, longestName)} ${interference}`);
  const parts = [
    `${singleLine(model.policies[moment.policy]?.title ?? '', longestName)} ${formatThroughput(moment.throughput)}`,
    `p99 ${formatSeconds(moment.p99Seconds)}`,
    ...share,
    ...(moment.mode === 'rebalancing' ? ['rebalancing'] : []),
    slowed.length === 0 ? 'no interference' : `interference on ${slowed.join(' and ')}`,
  ];
  return `${where}: ${parts.join(', ')}`;
}

function signed(value: number, write: (value: number) => string): string {
  if (!Number.isFinite(value)) return '–';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '±';
  return `${sign}${write(Math.abs(value))}`;
}
