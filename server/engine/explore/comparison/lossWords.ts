import type { ComparedExplorer, Loss } from '../../../protocol/comparisonResult';
import { formatCount } from '../../core/units';
import { measures } from './measures';

/**
 * Where an explorer loses, a sentence for each that it loses to: `Shisha loses to Calibrated search in
 * quality (90.2 % against 100 %), trials (2.4 ×).`
 */
export function lossWords(
  explorer: ComparedExplorer,
  explorers: readonly ComparedExplorer[],
): string[] {
  return explorers.flatMap((winner) => {
    const lost = explorer.losses.filter(({ to }) => to === winner.name);
    if (lost.length === 0) return [];
    const words = lost.map((loss) => phrase(loss, explorer, winner)).join(', ');
    return [`${explorer.title} loses to ${winner.title} in ${words}.`];
  });
}

function phrase({ measure, ratio }: Loss, own: ComparedExplorer, best: ComparedExplorer): string {
  const { write, noun } = measures[measure];
  const both = `${write(own[measure].geometricMean)} against ${write(best[measure].geometricMean)}`;
  // Shares are compared as they are, and so is what cannot be divided.
  return measure === 'quality' || ratio === null
    ? `${noun} (${both})`
    : `${noun} (${ratio < 10 ? ratio.toFixed(1) : formatCount(ratio, 2)} ×)`;
}
