import type { Analysis } from '../analysis';
import { findAt, type LayerEntry, type NameIndex, type Occurrence } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { entriesOf } from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';

/**
 * Where a word of the language gets its meaning: `input` from the network's `input:` or from the uses
 * of the template around it, `index`, `first` and `last` from the `repeat:` that makes the copies.
 */
export function builtinDefinitions(analysis: Analysis, { name, offsets }: Occurrence): Offsets[] {
  const index = nameIndexOf(analysis);
  const layer = findAt(index.layers, offsets[0]);
  const block = layer?.block ?? findAt(index.expressions, offsets[0])?.block ?? '';
  if (name !== 'input') return layer === null ? [] : repeatsAround(index, layer, new Set());
  if (block === '') return keyOf(analysis.file.root, 'input');
  return usesOf(index, block).map((use) => use.nameOffsets ?? use.offsets);
}

/** The `repeat:` of a layer, else those of the uses of its template, and so on outwards. */
function repeatsAround(index: NameIndex, layer: LayerEntry, seen: Set<string>): Offsets[] {
  if (layer.repeats) return keyOf(layer.map, 'repeat');
  if (layer.block === '' || seen.has(layer.block)) return [];
  seen.add(layer.block);
  return usesOf(index, layer.block).flatMap((use) => repeatsAround(index, use, seen));
}

function usesOf({ layers }: NameIndex, template: string): LayerEntry[] {
  return layers.filter((layer) => layer.use === template);
}

function keyOf(map: unknown, name: string): Offsets[] {
  const offsets = offsetsOf(entriesOf(map).find(({ key }) => key === name)?.keyNode);
  return offsets === null ? [] : [offsets];
}
