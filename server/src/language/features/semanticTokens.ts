import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import type { NameIndex, Occurrence, ThingKind } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import type { Offsets } from '../yamlTree';

const types = ['class', 'parameter', 'variable', 'function', 'keyword', 'number', 'operator'] as const; // prettier-ignore
const modifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

/** Names of what the tokens' numbers mean. */
export const tokensLegend: SemanticTokensLegend = {
  tokenTypes: [...types],
  tokenModifiers: [...modifiers],
};

interface Token {
  readonly offsets: Offsets;
  readonly type: (typeof types)[number];
  readonly modifiers: readonly (typeof modifiers)[number][];
}

const typeOfThing: Readonly<Record<ThingKind, Token['type']>> = {
  template: 'class',
  parameter: 'parameter',
  constant: 'variable',
  layer: 'variable',
  memory: 'variable',
  place: 'variable',
};

/** Tokens of names, operators and expressions, of the whole text or of a part. */
export function semanticTokensOf(
  analysis: Analysis,
  [from, to]: Offsets = [0, Infinity],
): SemanticTokens {
  const { file } = analysis;
  const index = nameIndexOf(analysis);
  const within = ({ offsets }: { offsets: Offsets }) => offsets[1] > from && offsets[0] < to;
  const tokens = [
    ...index.occurrences.filter(within).flatMap(nameToken),
    ...operatorTokens(index, within),
    ...index.expressions.filter(within).flatMap(({ offsets }) => wordTokens(file.text, offsets)),
  ].sort((a, b) => a.offsets[0] - b.offsets[0]);
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { offsets, type, modifiers: own } of tokens) {
    const { start } = file.rangeOf(offsets);
    const deltaLine = start.line - line;
    const deltaCharacter = deltaLine === 0 ? start.character - character : start.character;
    const bits = own.reduce((sum, modifier) => sum | (1 << modifiers.indexOf(modifier)), 0);
    data.push(deltaLine, deltaCharacter, offsets[1] - offsets[0], types.indexOf(type), bits);
    ({ line, character } = start);
  }
  return { data };
}

function nameToken({ role, offsets, suffix, things: [thing] }: Occurrence): Token[] {
  if (role === 'builtin') return [{ offsets, type: 'variable', modifiers: ['defaultLibrary'] }];
  if (thing === undefined) return [];
  const declared = role === 'declaration' ? (['declaration'] as const) : [];
  const readonly = thing.kind === 'constant' ? (['readonly'] as const) : [];
  const [start, end] = offsets;
  return [
    {
      offsets: [start, end + suffix.length],
      type: typeOfThing[thing.kind],
      modifiers: [...declared, ...readonly],
    },
  ];
}

function operatorTokens(
  index: NameIndex,
  within: (part: { offsets: Offsets }) => boolean,
): Token[] {
  return index.layers.flatMap(({ opOffsets }) =>
    opOffsets !== null && within({ offsets: opOffsets })
      ? [{ offsets: opOffsets, type: 'function', modifiers: [] }]
      : [],
  );
}

const wordPattern = /(?<![\w.])(?:(if|else|and|or|not|true|false)|(\d+(?:\.\d+)?))(?!\w)|(\/\/|[<>=!]=|[-+*/%<>])/g; // prettier-ignore

/** Keywords, numbers and operators in an expression; its names are tokens already. */
function wordTokens(text: string, [start, end]: Offsets): Token[] {
  return [...text.slice(start, end).matchAll(wordPattern)].map((match) => {
    const at = start + match.index;
    const type =
      match[1] !== undefined ? 'keyword' : match[2] !== undefined ? 'number' : 'operator';
    return { offsets: [at, at + match[0].length], type, modifiers: [] };
  });
}
