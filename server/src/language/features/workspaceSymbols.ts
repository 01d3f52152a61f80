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
  return nameIndexOf(analysis).things.flatMap(({ kind, name, scope, declarations }) => {
    const [first] = declarations;
    if (kind === 'parameter' || first === undefined || !matchesQuery(name, query)) {
      return [];
    }
    const range = analysis.file.rangeOf(first.name ?? first.extent);
    const found = { name, kind: symbolKinds[kind], location: { uri, range } };
    return [scope === '' ? found : { ...found, containerName: scope }];
  });
}

/** True for a name that holds the letters of a query in their order, whatever their case. */
export function matchesQuery(name: string, query: string): boolean {
  const lower = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase()) {
    if (letter.trim() === '') continue;
    const at = lower.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
