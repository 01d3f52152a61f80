import { fieldsOf, jsonFields, sourcesOf, textOf, type Sources } from './jsonFields';

/** What a list shows of a saved tuning. */
export interface ResultSummary {
  readonly network: string;
  readonly platform: string;
  readonly explorer: string;
  /** Inferences per second. */
  readonly throughput: number;
  readonly trials: number;
  /** Share of the proven optimum, 0 to 1; null where none was proven. */
  readonly quality: number | null;
  readonly cancelled: boolean;
  readonly sources: Sources;
}

/** The summary of a `*.tuning.json` text; null for any other text. Never throws. */
export function summarizeResult(text: string): ResultSummary | null {
  const result = jsonFields(text);
  if (result['kind'] !== 'cnn-tuning') return null;
  const { throughput } = fieldsOf(result['best']);
  const { network, platform, explorer, trials } = result;
  if (typeof throughput !== 'number' || typeof trials !== 'number') return null;
  const quality = fieldsOf(result['optimum'])['quality'];
  return {
    network: textOf(network),
    platform: textOf(platform),
    explorer: textOf(explorer),
    throughput,
    trials,
    quality: typeof quality === 'number' ? quality : null,
    cancelled: result['cancelled'] === true,
    sources: sourcesOf(result['sources']),
  };
}
