import type { TuningResult } from '../../protocol/tuningResult';
import { explorerFacts, isExplorerName } from './explorerFacts';

/** Network and platform of a result: `ResNet-50 on chiplet-4f4s`. */
export function resultTitle({ network, platform }: TuningResult): string {
  return `${network} on ${platform}`;
}

/** How a result was found: `Shisha · rank_w · lFEP · α 10 · seed 1 · analytical testbed`. */
export function resultSubtitle(result: TuningResult): string {
  const { seed, testbed } = result;
  return [explorerTitle(result), ...optionWords(result), `seed ${seed}`, `${testbed} testbed`].join(
    ' · ',
  );
}

/** The explorer's name for people. */
export function explorerTitle({ explorer }: TuningResult): string {
  return isExplorerName(explorer) ? explorerFacts[explorer].title : explorer;
}

/** The explorer's options, a word each. */
export function optionWords({ options }: Pick<TuningResult, 'options'>): string[] {
  return Object.entries(options).map(([key, value]) =>
    key === 'alpha' ? `α ${value}` : typeof value === 'number' ? `${key} ${value}` : value,
  );
}
