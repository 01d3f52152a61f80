import { jsonFields, textOf } from './jsonFields';

/** What a list shows of a profile. */
export interface ProfileSummary {
  readonly network: string;
  readonly platform: string;
  readonly layers: number;
  readonly places: number;
  /** Time of all layers on the place where they take least. */
  readonly fastestSeconds: number;
  readonly unfinished: boolean;
}

/** The summary of a `*.profile.json` text; null for any other text. Never throws. */
export function summarizeProfile(text: string): ProfileSummary | null {
  const { kind, network, platform, executionPlaces, seconds, unfinished } = jsonFields(text);
  if (kind !== 'cnn-profile' || !Array.isArray(executionPlaces) || !Array.isArray(seconds)) {
    return null;
  }
  const rows: readonly unknown[] = seconds;
  const totals = executionPlaces.map((_, place) => rows.reduce<number>((sum, row) => sum + numberAt(row, place), 0)); // prettier-ignore
  return {
    network: textOf(network),
    platform: textOf(platform),
    layers: rows.length,
    places: executionPlaces.length,
    fastestSeconds: Math.min(Infinity, ...totals),
    unfinished: unfinished === true,
  };
}

function numberAt(row: unknown, index: number): number {
  const value: unknown = Array.isArray(row) ? row[index] : null;
  return typeof value === 'number' ? value : 0;
}
