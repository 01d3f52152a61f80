import {
  Composer,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Pair,
  Parser,
  Scalar,
  type CST,
  type ErrorCode,
  type ParsedNode,
  type Range,
} from 'yaml';
import type { BlockKind } from './blockOutline';
import { offsetProblem, type OffsetProblem } from './offsetProblem';

/** Deepest nesting: the composer recurses, and Node dies where its stack ends. */
export const maxDepth = 64;
/** More syntax errors than this are consequences of the first ones. */
export const maxErrors = 20;

/** A part of a text that is parsed by itself: a block, the key of a larger block, or everything. */
export interface Leaf {
  readonly kind: BlockKind | 'document';
  start: number;
  end: number;
  /** Items of a sequence, pairs of a mapping, or the root: usually one. Places count in the whole text. */
  readonly parts: readonly unknown[];
  /** Their places count from the leaf's start. */
  readonly problems: readonly OffsetProblem[];
  /** Those of all nodes, once the leaf was moved. */
  ranges: readonly Range[] | null;
}

/** Our own words for the errors that people meet most; the library's for the others. */
const messages: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Tabs cannot indent in YAML: use spaces.',
  NON_STRING_KEY: 'A key must be plain text.',
  MULTILINE_IMPLICIT_KEY: 'This is not `key: value`: a colon is missing, or the indentation is wrong.',
  BLOCK_AS_IMPLICIT_KEY: 'A key cannot stand here: put it on a line of its own, or quote the text.',
  RESOURCE_EXHAUSTION: 'The text is nested too deeply.',
  UNEXPECTED_TOKEN: 'This cannot stand here: the indentation is wrong, or a comma, a bracket or a quote before it is missing or one too many.',
  BAD_INDENT: 'A bracket or brace is not closed, or the indentation is wrong: entries of one list or mapping begin in the same column.',
  BAD_SCALAR_START: 'A text cannot begin with this character: quote it.',
  BLOCK_IN_FLOW: 'In braces and brackets entries are separated by commas: one is missing, or the closing bracket.',
}; // prettier-ignore

const options = {
  prettyErrors: false,
  // Our own check is linear in the number of keys (plainData).
  uniqueKeys: false,
  stringKeys: true,
  schema: 'core',
  resolveKnownTags: false,
  logLevel: 'silent',
} as const;

const noProblems: readonly OffsetProblem[] = [];

/** What a leaf is made from. */
export type LeafPlace = Pick<Leaf, 'kind' | 'start' | 'end'>;

/**
 * Parses neighbouring blocks of one kind, each by itself. Where nothing is wrong with them they can be
 * parsed as one, which costs less and gives the same; else one after the other.
 */
export function parseLeaves(text: string, places: readonly LeafPlace[]): Leaf[] {
  const [first] = places;
  if (first === undefined) return [];
  if (places.length === 1) return [parseLeaf(text, first)];
  const end = places.at(-1)?.end ?? first.end;
  const { parts, problems } = parseLeaf(text, { ...first, end });
  if (problems.length > 0 || parts.length !== places.length) {
    return places.map((place) => parseLeaf(text, place));
  }
  return places.map(({ kind, start, end: after }, index) => ({
    kind,
    start,
    end: after,
    parts: [parts[index]],
    problems: noProblems,
    ranges: null,
  }));
}

/** Parses a part of a text by itself. Never throws. */
export function parseLeaf(text: string, { kind, start, end }: LeafPlace): Leaf {
  const source = text.slice(start, end);
  const tokens: CST.Token[] = [];
  const tooDeepAt = readTokens(source, start, tokens);
  if (tooDeepAt !== null) {
    const message = `The text is nested more than ${maxDepth} levels deep.`;
    const at = Math.min(tooDeepAt, source.length);
    return {
      kind,
      start,
      end,
      parts: [],
      problems: [offsetProblem('too-large', message, at, at + 1)],
      ranges: null,
    };
  }
  const [document, second] = new Composer(options).compose(tokens, true, end);
  if (document === undefined)
    return { kind, start, end, parts: [], problems: noProblems, ranges: null };
  const problems = new LeafProblems(source, start);
  const errors = [...document.errors, ...document.warnings];
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  // What else is wrong where tabs indent only follows from them.
  for (const error of tabs.length > 0 ? tabs : errors) {
    const words = messages[error.code] ?? `${error.message.split('\n', 1)[0] ?? 'Syntax error'}.`;
    problems.add(words, error.pos[0], error.pos[1]);
  }
  if (second !== undefined) {
    const message = 'The file holds several documents (`---`); only the first is read.';
    problems.add(message, second.range[0], second.range[0] + 3);
  }
  const parts = partsOf(kind, document.contents, tabs.length > 0 ? null : problems);
  return { kind, start, end, parts, problems: problems.found, ranges: null };
}

/** Moves a leaf and all its nodes. */
export function moveLeaf(leaf: Leaf, by: number): void {
  leaf.start += by;
  leaf.end += by;
  leaf.ranges ??= rangesOf(leaf.parts);
  for (const range of leaf.ranges) {
    // All of them have three entries; a loop would take longer than the work.
    range[0] += by;
    range[1] += by;
    range[2] += by;
  }
}

/** Fills `tokens`, whose places begin at `start`; returns where the nesting passes the limit, or null. */
function readTokens(source: string, start: number, tokens: CST.Token[]): number | null {
  const parser = new Parser();
  parser.offset = start;
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // A level takes at most two entries of the stack: a collection, and a pair in it.
    if (parser.stack.length > 2 * maxDepth) return parser.offset - start;
  }
  for (const token of parser.end()) tokens.push(token);
  return null;
}

/** Problems of one leaf, each line of them once, at most {@link maxErrors}. */
class LeafProblems {
  readonly found: OffsetProblem[] = [];
  private readonly seen = new Set<number>();
  private readonly length: number;

  constructor(
    source: string,
    private readonly base: number,
  ) {
    this.length = Math.max(1, source.trimEnd().length);
  }

  /** What is missing at the end is shown at the last character. */
  add(message: string, start: number, end: number): void {
    const from = Math.max(0, Math.min(start - this.base, this.length - 1));
    // The composer often reports one slip twice at one place.
    if (this.found.length >= maxErrors || this.seen.has(from)) return;
    this.seen.add(from);
    const to = Math.max(from + 1, Math.min(end - this.base, this.length));
    this.found.push(offsetProblem('yaml-syntax', message, from, to));
  }
}

function partsOf(
  kind: Leaf['kind'],
  contents: ParsedNode | null,
  problems: LeafProblems | null,
): readonly unknown[] {
  if (kind === 'document') return [contents];
  if (kind === 'item') return isSeq(contents) ? contents.items : [];
  if (isMap(contents) && contents.flow !== true) return contents.items;
  const [start, end] = contents?.range ?? [0, 0];
  const isWord = isScalar(contents) && typeof contents.value === 'string';
  problems?.add(
    messages[isWord ? 'MULTILINE_IMPLICIT_KEY' : 'BLOCK_AS_IMPLICIT_KEY'] ?? '',
    start,
    end,
  );
  // A key whose colon is not typed yet.
  return isWord ? [new Pair(contents, new Scalar(null))] : [];
}

/** The ranges of all nodes below some parts, each once. */
function rangesOf(parts: readonly unknown[]): Range[] {
  const ranges = new Set<Range>();
  const visit = (part: unknown): void => {
    if (isPair(part)) {
      visit(part.key);
      visit(part.value);
    } else if (isNode(part)) {
      if (part.range) ranges.add(part.range);
      if (isMap(part) || isSeq(part)) part.items.forEach(visit);
    }
  };
  parts.forEach(visit);
  return [...ranges];
}
