import { formatThroughput, groupedCount, significant } from '../../engine/core/units';
import type { TuningResult } from '../../protocol/tuningResult';

/** One line for people: `ResNet-50 on demo: 812 /s with 8 stages, 23 trials, 99.7 % of the optimum`. */
export function tuneSummary(result: TuningResult): string {
  const { best, optimum, trials } = result;
  const stages = best.stages.length === 1 ? '1 stage' : `${best.stages.length} stages`;
  const parts = [
    `${formatThroughput(best.throughput)} with ${stages}`,
    trials === 1 ? '1 trial' : `${groupedCount(trials)} trials`,
  ];
  if (optimum !== null) parts.push(`${significant(100 * optimum.quality)} % of the optimum`);
  return `${result.network} on ${result.platform}: ${parts.join(', ')}`;
}
