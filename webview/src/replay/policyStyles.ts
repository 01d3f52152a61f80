import type { ReplayPolicy } from '../../../server/protocol/replayModel';
import type { Ink } from './shapes';

/** How a policy's curves are told from the others': by colour and by dashes. */
export interface PolicyStyle {
  readonly ink: Ink;
  readonly dash: readonly number[];
}

/** The alarm's red is the SLO's, and yellow is interference. */
const inks: readonly Ink[] = ['--run-0', '--run-1', '--run-2', '--run-6', '--run-5', '--run-7'];
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

/** The style of each policy: the bound is green, the others go through the colours in order. */
export function policyStyles(policies: readonly Pick<ReplayPolicy, 'isBound'>[]): PolicyStyle[] {
  let index = 0;
  return policies.map(({ isBound }) => {
    if (isBound) return { ink: '--good', dash: [4, 4] };
    const style: PolicyStyle = {
      ink: inks[index % inks.length] ?? '--run-0',
      dash: dashes[(index + Math.floor(index / inks.length)) % dashes.length] ?? [],
    };
    index += 1;
    return style;
  });
}

/** Every colour that pictures of replays are drawn in. */
export const pictureInks: readonly Ink[] = [
  ...inks,
  '--good',
  '--alarm',
  '--interference',
  '--line',
  '--text',
  '--quiet',
  '--background',
];
