import type { ComparisonResult } from '../../../protocol/comparisonResult';
import { formatSeconds, formatThroughput, significant } from '../../core/units';
import { throughputOf } from '../../pipeline/observation';

/** What quality is a share of, one sentence. */
export function referenceWords({ reference, objective }: ComparisonResult): string {
  if (reference === null) return 'No run found a pipeline that keeps every limit.';
  const value = costWords(objective.goal, reference.cost);
  switch (reference.kind) {
    case 'optimum':
      return `Quality is the share of the proven optimum, ${value}.`;
    case 'bound':
      return `Quality is at least this share of the optimum, which is not proven: nothing is better than ${value}.`;
    case 'best':
      return `Quality is the share of the best that any run found, ${value}: the optimum is not known.`;
  }
}

function costWords(goal: ComparisonResult['objective']['goal'], cost: number): string {
  if (goal === 'throughput') return formatThroughput(throughputOf(cost));
  return goal === 'latency' ? `${formatSeconds(cost)} of latency` : `${significant(cost)} J`;
}
