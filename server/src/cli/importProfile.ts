import type { ProfileFile } from '../../engine/cost/profileSchema';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';
import type { Shape } from '../../protocol/layersResult';
import { importTimes } from '../../runtime/profile/importTimes';
import { profileFile } from '../../runtime/profile/profileFile';
import { machineName } from '../../runtime/profile/profileNetwork';
import { loadText } from '../adapters/loadText';

const mostBytes = 1_000_000_000;

interface Problem {
  readonly network: Network;
  readonly platform: Platform;
  readonly model: { readonly path: string; readonly shape: Shape | null };
}

/**
 * Makes a profile of what ONNX Runtime measured itself.
 * @param given `FILE` for every place, or `PLACE=FILE` for those of one name.
 * @returns the profile, or why there is none, in words.
 */
export async function importProfile(
  { network, platform, model }: Problem,
  given: readonly string[],
): Promise<ProfileFile | string> {
  const fileOf = new Map<string, string>();
  for (const one of given) {
    const [, name, file = one] = /^([^\s=]+)=(.+)$/.exec(one) ?? [];
    const places = platform.places.filter((place) => name === undefined || [place.name, place.group].includes(name)); // prettier-ignore
    if (places.length === 0) return `${platform.name} has no execution place “${name}”.`;
    for (const place of places) fileOf.set(place.name, file);
  }
  const classes = [...new Set(fileOf.values())].map((file) => ({
    file,
    cores: null,
    places: platform.places.flatMap(({ name }, index) =>
      fileOf.get(name) === file ? [index] : [],
    ),
  }));
  const times = [];
  for (const { file } of classes) {
    const text = await loadText(file, mostBytes);
    if (!text.ok)
      return text.problems.map(({ problem }) => `${file}: ${problem.message}`).join(' ');
    try {
      times.push(importTimes(text.value, model));
    } catch (error) {
      return `${file} is no profile of ONNX Runtime: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const facts = {
    machine: machineName(),
    date: new Date().toISOString(),
    versions: {},
    unpinned: null,
    unfinished: false,
  };
  return (
    profileFile({ network, platform, classes, times }, facts) ?? 'No execution place has times.'
  );
}
