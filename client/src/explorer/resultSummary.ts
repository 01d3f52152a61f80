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
  /** Paths of the inputs, relative to the result's folder. */
  readonly sources: { readonly network?: string; readonly platform?: string };
}

/** The summary of a `*.tuning.json` text; null for any other text. Never throws. */
export function summarizeResult(text: string): ResultSummary | null {
  const result = parse(text);
  if (result['kind'] !== 'cnn-tuning') return null;
  const { throughput } = fields(result['best']);
  const { network, platform, explorer, trials } = result;
  if (typeof throughput !== 'number' || typeof trials !== 'number') return null;
  const quality = fields(result['optimum'])['quality'];
  const sources = fields(result['sources']);
  return {
    network: textOf(network),
    platform: textOf(platform),
    explorer: textOf(explorer),
    throughput,
    trials,
    quality: typeof quality === 'number' ? quality : null,
    cancelled: result['cancelled'] === true,
    sources: {
      ...(typeof sources['network'] === 'string' && { network: sources['network'] }),
      ...(typeof sources['platform'] === 'string' && { platform: sources['platform'] }),
    },
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
