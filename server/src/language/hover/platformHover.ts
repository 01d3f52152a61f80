import { formatBytes, formatCount, significant } from '../../../engine/core/units';
import { rankPlaces } from '../../../engine/platform/placeRank';
import type { ExecutionPlace, Platform } from '../../../engine/platform/platform';
import type { Analysis } from '../analysis';
import { scalarText, valueOf } from '../symbols/treeReading';
import { code, paragraphs, table } from './markdown';

/** Names that a list shows. */
const mostNames = 8;

/** What the places of an entry can do; `copy` is the number of one of them, empty for all. */
export function placeHover(platform: Platform | null, group: string, copy: string): string {
  const title = `**${code(group + copy)}** · execution place`;
  if (platform === null) return title;
  const all = platform.places.filter((place) => place.group === group);
  const places = copy === '' ? all : all.filter((place) => place.name === group + copy);
  const [place] = places;
  if (place === undefined) return title;
  const rank = [...rankPlaces(platform.places)].indexOf(platform.places.indexOf(place)) + 1;
  return paragraphs(
    places.length === 1 ? title : `${title}s, ${places.length} equal ones: ${names(places)}`,
    table([places.length === 1 ? 'Place' : 'Each', place.fast ? 'fast (FEP)' : 'slow (SEP)'], [
      ['Rank', `${rank} of ${platform.places.length}`],
      ['Cores', `${place.cores} × ${significant(place.clockHz / 1e9, 2)} GHz${coreList(place)}`],
      ['Peak', `${significant(place.peakFlops / 1e9)} GFLOP/s`],
      ['Memory', code(place.memory.name)],
      ['Bandwidth', `${formatBytes(place.memory.bytesPerSecond)}/s`],
      ['Capacity', capacity(place.memory.capacityBytes)],
      ['Balance', `${formatCount(place.peakFlops / place.memory.bytesPerSecond)} FLOP/B`],
      ...(place.emulateSpeed === 1 ? [] : [['Emulated speed', `${Math.round(100 * place.emulateSpeed)} %`]]),
      ...(place.powerWatts === null ? [] : [['Power', `${place.powerWatts.idle} … ${place.powerWatts.busy} W`]]),
    ]),
  ); // prettier-ignore
}

/** A memory, and what each of its places gets of it. */
export function memoryHover({ file }: Analysis, platform: Platform | null, name: string): string {
  const node = valueOf(valueOf(file.root, 'memories'), name);
  const title = `**${code(name)}** · memory`;
  const places = platform?.places.filter((place) => place.memory.name === name) ?? [];
  const [place] = places;
  if (place === undefined) {
    return paragraphs(title, platform === null ? '' : 'No execution place uses it.');
  }
  const isShared = scalarText(valueOf(node, 'shared')) === 'true';
  const each = isShared ? 'gets an equal part' : 'has one of its own';
  return paragraphs(
    title,
    `${places.length === 1 ? 'One execution place' : `Each of ${places.length} execution places (${names(places)})`} ${each}:`,
    table(['Bandwidth', `${formatBytes(place.memory.bytesPerSecond)}/s`], [
      ['Capacity', capacity(place.memory.capacityBytes)],
    ]),
  ); // prettier-ignore
}

function capacity(bytes: number): string {
  return Number.isFinite(bytes) ? formatBytes(bytes) : 'no limit';
}

function coreList({ coreIds }: ExecutionPlace): string {
  if (coreIds === null) return '';
  const shown = coreIds.slice(0, mostNames).join(', ');
  return ` (${coreIds.length > mostNames ? `${shown}, …` : shown})`;
}

function names(places: readonly ExecutionPlace[]): string {
  const shown = places.slice(0, mostNames).map((place) => code(place.name));
  return places.length > mostNames ? `${shown.join(', ')}, …` : shown.join(', ');
}
