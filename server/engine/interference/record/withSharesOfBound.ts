import type { PolicySummary, ReplayHeader, SummaryEvent } from '../../../protocol/replayRecord';

/** Name of the policy that knows everything: no policy beats it. */
export const boundPolicy = 'oracle';

/** Summaries with the share of the bound's throughput that each policy reached. */
export function withSharesOfBound(
  header: Pick<ReplayHeader, 'policies'>,
  summaries: readonly (PolicySummary & { readonly policy: number })[],
): SummaryEvent[] {
  const bound = summaries.find(({ policy }) => header.policies[policy]?.policy === boundPolicy);
  return summaries.map((summary) => ({
    event: 'summary',
    ...summary,
    shareOfBound:
      bound === undefined || bound.throughput === 0 ? null : summary.throughput / bound.throughput,
  }));
}
