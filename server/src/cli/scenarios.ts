import type { Arrivals } from '../../protocol/liveRun';

/** Arrivals by the names of MLPerf LoadGen's scenarios; `server` needs a rate. */
export const scenarios = {
  SingleStream: { kind: 'closed', inside: 1 },
  MultiStream: { kind: 'closed', inside: 8 },
  Server: 'poisson',
  Offline: { kind: 'closed', inside: null },
} as const satisfies Record<string, Arrivals | 'poisson'>;

/** What says how queries arrive. */
export interface ArrivalOptions {
  readonly arrivals?: string;
  readonly rate?: number;
  readonly scenario?: keyof typeof scenarios;
  readonly seed: number;
}

/** Arrivals as options say them; `trace` names a file to read; a sentence where they contradict. */
export function arrivalsOf({
  arrivals,
  rate,
  scenario,
  seed,
}: ArrivalOptions): Arrivals | { readonly kind: 'file'; readonly path: string } | string {
  if (arrivals !== undefined && scenario !== undefined) {
    return '--arrivals and --scenario both say how queries arrive: give one of them';
  }
  const named = scenario === undefined ? null : scenarios[scenario];
  if (named !== null && named !== 'poisson') {
    return rate === undefined
      ? named
      : `${scenario} goes as fast as the pipeline: leave out --rate`;
  }
  const kind = named ?? arrivals ?? (rate === undefined ? 'closed' : 'poisson');
  if (kind === 'poisson' || kind === 'constant') {
    if (rate === undefined) return `${kind} arrivals need a --rate in queries per second`;
    return kind === 'poisson' ? { kind, perSecond: rate, seed } : { kind, perSecond: rate };
  }
  if (rate !== undefined) return '--rate belongs to constant and poisson arrivals';
  if (kind === 'closed') return { kind, inside: null };
  if (kind.endsWith('.csv')) return { kind: 'file', path: kind };
  return `--arrivals is closed, constant, poisson or a .csv file, not ${kind}`;
}
