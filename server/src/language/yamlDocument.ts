import {
  Composer,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type ErrorCode,
} from 'yaml';
import { offsetProblem, type OffsetProblem } from './offsetProblem';

/** Deepest nesting: the composer recurses, and Node dies where its stack ends. */
const maxDepth = 64;
/** More syntax errors than this are consequences of the first ones. */
const maxErrors = 20;

/** A composed YAML document with its line table; `null` where the text is nested too deeply. */
export interface YamlDocument {
  readonly document: Document.Parsed | null;
  readonly lines: LineCounter;
  readonly problems: readonly OffsetProblem[];
}

/** Our own words for the errors that people meet most; the library's for the others. */
const messages: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Tabs cannot indent in YAML: use spaces.',
  NON_STRING_KEY: 'A key must be plain text.',
  MULTILINE_IMPLICIT_KEY: 'This is not `key: value`: a colon is missing, or the indentation is wrong.',
  BLOCK_AS_IMPLICIT_KEY: 'A key cannot stand here: put it on a line of its own, or quote the text.',
  RESOURCE_EXHAUSTION: 'The text is nested too deeply.',
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

/** Reads a text as one YAML document. Never throws; broken text gives problems and what can be read. */
export function composeYaml(text: string): YamlDocument {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  const tooDeepAt = readTokens(text, lines, tokens);
  if (tooDeepAt !== null) {
    const message = `The text is nested more than ${maxDepth} levels deep.`;
    return {
      document: null,
      lines,
      problems: [offsetProblem('too-large', message, tooDeepAt, tooDeepAt + 1)],
    };
  }
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  const problems = document === undefined ? [] : syntaxProblems(document);
  if (second !== undefined) {
    const [start] = second.range;
    const message = 'The file holds several documents (`---`); only the first is read.';
    problems.push(offsetProblem('yaml-syntax', message, start, start + 3));
  }
  return { document: document ?? null, lines, problems };
}

/** Fills `tokens`; returns where the nesting passes the limit, or null. */
function readTokens(text: string, lines: LineCounter, tokens: CST.Token[]): number | null {
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // A level takes at most two entries of the stack: a collection, and a pair in it.
    if (parser.stack.length > 2 * maxDepth) return Math.min(parser.offset, text.length);
  }
  for (const token of parser.end()) tokens.push(token);
  return null;
}

function syntaxProblems(document: Document.Parsed): OffsetProblem[] {
  const problems: OffsetProblem[] = [];
  const linesSeen = new Set<number>();
  for (const error of [...document.errors, ...document.warnings]) {
    const [start, end] = error.pos;
    // The composer often reports one slip twice at one place.
    if (problems.length >= maxErrors || linesSeen.has(start)) continue;
    linesSeen.add(start);
    const words = messages[error.code] ?? `${error.message.split('\n', 1)[0] ?? 'Syntax error'}.`;
    problems.push(offsetProblem('yaml-syntax', words, start, Math.max(end, start + 1)));
  }
  return problems;
}
