import type { WorkspaceSymbol } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import type { ThingKind } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';

const symbolKinds: Readonly<Record<ThingKind, WorkspaceSymbol['kind']>> = {
  template: 5,
  layer: 12,
  parameter: 13,
  constant: 14,
  memory: 19,
  place: 23,
};

/** Declarations of a text whose names hold the letters of a query in their order. */
export function workspaceSymbolsOf(
  uri: string,
  analysis: Analysis,
  query: string,
): WorkspaceSymbol[] {
  const letters = [...query.toLowerCase()].filter((letter) => letter.trim() !== '');
  return nameIndexOf(analysis).things.flatMap(({ kind, name, scope, declarations }) => {
    const [first] = declarations;
    if (kind === 'parameter' || first === undefined || !holds(name.toLowerCase(), letters)) {
      return [];
    }
    const range = analysis.file.rangeOf(first.name ?? first.extent);
    const found = { name, kind: symbolKinds[kind], location: { uri, range } };
    return [scope === '' ? found : { ...found, containerName: scope }];
  });
}

function holds(name: string, letters: readonly string[]): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
