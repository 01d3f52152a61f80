import type { TextEdit } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import type { TextRange } from '../locatedProblem';
import { occurrenceAt, type Occurrence, type Thing } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { renameObstacle } from './renameObstacle';

/** Why a name cannot become another one, for people. */
export interface Refusal {
  readonly refusal: string;
}

/** What can be renamed at an offset; null where there is no name. */
export function renameTargetAt(
  analysis: Analysis,
  offset: number,
): { readonly range: TextRange; readonly placeholder: string } | Refusal | null {
  const found = occurrenceAt(nameIndexOf(analysis), offset);
  if (found === null) return null;
  const thing = renamable(found);
  if ('refusal' in thing) return thing;
  return { range: analysis.file.rangeOf(found.offsets), placeholder: thing.name };
}

/** Edits that rename what is named at an offset wherever it is named, or why that cannot be. */
export function renameAt(
  analysis: Analysis,
  offset: number,
  newName: string,
): { readonly edits: TextEdit[] } | Refusal {
  const index = nameIndexOf(analysis);
  const found = occurrenceAt(index, offset);
  if (found === null) return { refusal: 'Here is no name to change.' };
  const thing = renamable(found);
  if ('refusal' in thing) return thing;
  if (newName === thing.name) return { edits: [] };
  const obstacle = renameObstacle(index, thing, newName) ?? sharedName(thing);
  if (obstacle !== null) return { refusal: obstacle };
  const edits = thing.occurrences.map(({ offsets }) => ({
    range: analysis.file.rangeOf(offsets),
    newText: newName,
  }));
  return { edits };
}

function renamable({ role, name, things }: Occurrence): Thing | Refusal {
  if (role === 'builtin') return { refusal: `“${name}” is a word of the language.` };
  const [thing, other] = things;
  if (thing === undefined) return { refusal: `Nothing called “${name}” is declared in this file.` };
  if (other !== undefined) {
    const top = (t: Thing) => (t.kind === 'constant' ? 'a constant' : 'the network');
    const holders = things.map((t) => (t.scope === '' ? top(t) : `template ${t.scope}`));
    return { refusal: `What “${name}” means here depends on the use: ${holders.join(', ')}.` };
  }
  if (thing.declarations.length === 0) {
    return { refusal: `“${name}” is declared in another file: rename it there.` };
  }
  if (thing.declarations.some((declaration) => declaration.name === null)) {
    return { refusal: `“${name}” is written with escapes: it cannot be changed safely.` };
  }
  return thing;
}

/** A name that means other things too in other uses would change for them as well. */
function sharedName(thing: Thing): string | null {
  const shared = thing.occurrences.find((occurrence) => occurrence.things.length > 1);
  const other = shared?.things.find((candidate) => candidate !== thing);
  if (other === undefined) return null;
  return `“${thing.name}” is also read where it can mean the ${other.kind} of ${other.scope || 'the file'}.`;
}
