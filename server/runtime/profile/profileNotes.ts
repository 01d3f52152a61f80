import { formatSeconds, significant } from '../../engine/core/units';
import type { ProfileFile } from '../../engine/cost/profileSchema';
import type { MeasureOutcome } from './measureClasses';

/** Intervals up to this share of a time are what was asked for. */
const settledShare = 0.03;

/** What people should know of a profile: times, how sure they are, how far the model is off. */
export function profileNotes(profile: ProfileFile, ended: MeasureOutcome['ended']): string[] {
  return [
    ...totals(profile),
    ...wideIntervals(profile, ended),
    ...(profile.unpinned === undefined ? [] : [`Threads were not pinned: ${profile.unpinned}.`]),
    ...missing(profile),
    ...ratios(profile),
  ];
}

function totals({ executionPlaces, seconds, emulateSpeed, repetitions }: ProfileFile): string[] {
  return executionPlaces.map((place, column) => {
    const total = seconds.reduce((sum, row) => sum + (row[column] ?? 0), 0);
    const speed = emulateSpeed?.[column] ?? 1;
    const slowed = speed === 1 ? '' : `, emulated at ${significant(100 * speed, 2)} % of its speed`;
    const runs = repetitions?.[0]?.[column] ?? 0;
    return `${place}: ${seconds.length} layers in ${formatSeconds(total)}, ${runs} runs${slowed}`;
  });
}

/** Where the machine was too busy, or the time too short, for narrow intervals. */
function wideIntervals(
  { layers, executionPlaces, seconds, spread = [] }: ProfileFile,
  ended: MeasureOutcome['ended'],
): string[] {
  const all = seconds.flatMap((row, layer) =>
    row.map((value, column) => ({
      words: `${layers[layer] ?? ''} on ${executionPlaces[column] ?? ''}`,
      share: spread[layer]?.[column] ?? Infinity,
      value,
    })),
  );
  const wide = all.filter(({ share, value }) => share > settledShare && share * value > 1e-6);
  if (wide.length === 0) return [];
  const worst = wide.reduce((a, b) => (b.share > a.share ? b : a));
  const how = Number.isFinite(worst.share) ? `± ${significant(100 * worst.share, 2)} %` : 'unknown';
  const why =
    ended === 'budget'
      ? ' The machine is busy, or the budget is short: try again later, or with a larger --budget.'
      : '';
  return [
    `${wide.length} of ${all.length} times are not within 3 % (95 % confidence); the widest is ${worst.words}, ${how}.${why}`,
  ];
}

/** Layers that no node was found for: the runtime had merged them, or the file is of another model. */
function missing({ layers, seconds }: ProfileFile): string[] {
  const names = layers.filter((_, layer) => seconds[layer]?.every((value) => value === 0));
  if (names.length === 0) return [];
  const shown = names.slice(0, 5).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return [`ONNX Runtime ran no node of ${shown}${more}: their times are 0.`];
}

function ratios({ analyticalRatios = [] }: ProfileFile): string[] {
  const groups = new Map<string, string[]>();
  for (const { places, operators, ratio } of analyticalRatios) {
    const label = places.join(', ');
    const words = `${operators} ${significant(ratio)}`;
    groups.set(label, [...(groups.get(label) ?? []), words]);
  }
  return [...groups].map(
    ([places, words]) => `Measured ÷ analytical on ${places}: ${words.join(', ')}`,
  );
}
