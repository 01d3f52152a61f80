import type { DocumentHighlight, Location } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { occurrenceAt, type Occurrence } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { builtinDefinitions } from './builtinDefinitions';

/** Where what is named at an offset is declared, or where a word of the language gets its meaning. */
export function definitionsAt(analysis: Analysis, uri: string, offset: number): Location[] {
  const found = occurrenceAt(nameIndexOf(analysis), offset);
  if (found === null) return [];
  if (found.role === 'slowed') return platformDefinitions(analysis, found.name);
  const targets =
    found.role === 'builtin'
      ? builtinDefinitions(analysis, found)
      : found.things.flatMap((t) => t.declarations).map(({ name, extent }) => name ?? extent);
  return targets.map((offsets) => ({ uri, range: analysis.file.rangeOf(offsets) }));
}

/** Where the platform of a scenario declares a place. */
function platformDefinitions({ scenarioPlatform }: Analysis, name: string): Location[] {
  const place = scenarioPlatform?.places.find((one) => one.name === name || one.group === name);
  const location = scenarioPlatform?.declarations.get(place?.group ?? '');
  return location === undefined ? [] : [location];
}

/** Every place that names the same as the name at an offset. */
export function referencesAt(
  analysis: Analysis,
  uri: string,
  offset: number,
  withDeclaration: boolean,
): Location[] {
  return sameAs(analysis, offset)
    .filter(({ role }) => withDeclaration || role !== 'declaration')
    .map(({ offsets }) => ({ uri, range: analysis.file.rangeOf(offsets) }));
}

/** The same places for the editor to mark: 3 where it is declared (written), 2 where it is read. */
export function highlightsAt(analysis: Analysis, offset: number): DocumentHighlight[] {
  return sameAs(analysis, offset).map(({ role, offsets }) => ({
    range: analysis.file.rangeOf(offsets),
    kind: role === 'declaration' ? 3 : 2,
  }));
}

function sameAs(analysis: Analysis, offset: number): Occurrence[] {
  const index = nameIndexOf(analysis);
  const found = occurrenceAt(index, offset);
  if (found === null) return [];
  if (found.role === 'builtin') return [found];
  const all = new Set(found.things.flatMap((thing) => thing.occurrences));
  return [...all].sort((a, b) => a.offsets[0] - b.offsets[0]);
}
