import { jsonFields, sourcesOf, textOf, type Sources } from './jsonFields';

/** What a list shows of a saved comparison of explorers. */
export interface ComparisonSummary {
  readonly network: string;
  readonly platform: string;
  readonly explorers: number;
  readonly runs: number;
  readonly cancelled: boolean;
  readonly sources: Sources;
}

/** The summary of a `*.comparison.json` text; null for any other text. Never throws. */
export function summarizeComparison(text: string): ComparisonSummary | null {
  const { kind, network, platform, explorers, runs, cancelled, sources } = jsonFields(text);
  if (kind !== 'cnn-comparison' || !Array.isArray(explorers) || !Array.isArray(runs)) return null;
  return {
    network: textOf(network),
    platform: textOf(platform),
    explorers: explorers.length,
    runs: runs.length,
    cancelled: cancelled === true,
    sources: sourcesOf(sources),
  };
}
