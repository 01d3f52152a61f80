import type { ComparedExplorer, ComparisonResult, Loss } from '../../../protocol/comparisonResult';
import { formatCount } from '../../core/units';
import { measures } from './measures';

/** Where an explorer loses, a sentence each: `2.3 × the trials of Hill climbing: 23 against 10.` */
export function lossWords(explorer: ComparedExplorer, { explorers }: ComparisonResult): string[] {
  return explorer.losses.flatMap((loss) => {
    const leader = explorers.find(({ name }) => name === loss.to);
    return leader === undefined ? [] : [sentence(loss, explorer, leader)];
  });
}

function sentence({ measure, ratio }: Loss, own: ComparedExplorer, best: ComparedExplorer): string {
  const { write } = measures[measure];
  const [mine, theirs] = [write(own[measure].geometricMean), write(best[measure].geometricMean)];
  if (measure === 'quality') return `Less quality than ${best.title}: ${mine} against ${theirs}.`;
  const what = measure === 'trials' ? 'the trials' : 'the trial time';
  // From 1.0 on two digits say enough.
  const times =
    ratio === null ? 'More than' : `${ratio < 10 ? ratio.toFixed(1) : formatCount(ratio, 2)} ×`;
  return `${times} ${what} of ${best.title}: ${mine} against ${theirs}.`;
}
