import { isSeq } from 'yaml';
import { everyPlace } from '../../../engine/interference/scenario/scenarioPlaces';
import { NameCollector } from './nameCollector';
import type { NameIndex } from './nameIndex';
import { itemsOf, mapsOf, scalarText, valueOf } from './treeReading';

/** Every name of a scenario: execution places, which its platform declares. */
export function scenarioNames(text: string, root: unknown): NameIndex {
  const names = new NameCollector(text);
  const references = (): void => {
    for (const list of ['episodes', 'random'] as const) {
      for (const { map } of mapsOf(valueOf(root, list))) {
        const place = valueOf(map, 'place');
        for (const node of isSeq(place) ? itemsOf(place) : [place]) {
          const offsets = names.nameOffsets(node);
          const name = scalarText(node);
          if (offsets === null || name === null || name === everyPlace[list]) continue;
          names.refer('slowed', offsets, name, [names.foreign('place', name)]);
        }
      }
    }
  };
  return names.finish({ references });
}
