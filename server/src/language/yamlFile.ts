import { problem } from '../../engine/core/rules';
import type { DataPath, Problem } from '../../protocol/problem';
import {
  noIgnoreComments,
  readIgnoreComments,
  withoutIgnored,
  type IgnoreComments,
} from './ignoreComments';
import { LineTable } from './lineTable';
import type { LocatedProblem, TextPosition, TextRange } from './locatedProblem';
import { offsetProblem, type OffsetProblem } from './offsetProblem';
import { toPlainData, type PlainData } from './plainData';
import { composeYaml, type YamlDocument } from './yamlDocument';
import { findPlace, underline, type Offsets } from './yamlTree';

/** Longest text that is parsed, in UTF-16 units. */
export const maxTextLength = 2_000_000;

/** One version of a YAML text, parsed once: its data, what is wrong with it, and where things are. */
export interface YamlFile {
  readonly text: string;
  /** Plain data that inherits nothing; null where nothing can be read. As complete as the text allows. */
  readonly data: unknown;
  /** What is wrong with the text itself. Where one is an error, `data` may lack parts. */
  readonly problems: readonly LocatedProblem[];
  /** Adds the place to a problem that was found in `data`. */
  locate(problem: Problem): LocatedProblem;
  /** Problems without those that comments in the text silence. */
  visible(problems: readonly LocatedProblem[]): readonly LocatedProblem[];
  /** The text of the value (or key) at a path, or of its nearest ancestor that exists. */
  range(path: DataPath, on?: 'key' | 'value'): TextRange;
  /** Root of the YAML tree, as far as broken text allows one; null where nothing could be read. */
  readonly root: unknown;
  /** The protocol's range of two offsets into the text. */
  rangeOf(offsets: Offsets): TextRange;
  /** The nearest offset to a position, which may lie outside of the text. */
  offsetAt(position: TextPosition): number;
}

/**
 * Parses a descriptor's text. Never throws; a text beyond the limits gives one problem and no data.
 * What a `previous` version has in common is not parsed again, but moved: the previous file must not
 * be used any more. The outcome is the same with and without it.
 */
export function parseYamlFile(text: string, previous: YamlFile | null = null): YamlFile {
  const refusal = refuse(text);
  if (refusal !== null) return new ParsedYamlFile(text, null, emptyData, [refusal]);
  const former = previous instanceof ParsedYamlFile ? previous.composed : null;
  const composed = composeYaml(text, former);
  const plain = toPlainData(composed.root);
  const ignored = readIgnoreComments(text, composed.root, (at) => composed.lines.lineAt(at));
  const problems = [...composed.problems, ...plain.problems, ...ignored.problems];
  if (plain.data === null && problems.length === 0) {
    problems.push({ ...problem('empty-file', [], emptyMessage), start: 0, end: 0 });
  }
  return new ParsedYamlFile(text, composed, plain, problems, ignored);
}

const emptyData: PlainData = { data: null, targets: new Map(), problems: [] };
const emptyMessage = 'The file is empty: begin with `cnn:`, `platform:` or `interference:`.';

function refuse(text: string): OffsetProblem | null {
  if (text.length > maxTextLength) {
    const message = `The text has ${text.length} characters; the limit is ${maxTextLength}.`;
    return offsetProblem('too-large', message, 0, 0);
  }
  const nul = text.indexOf('\0');
  if (nul < 0) return null;
  return offsetProblem('not-text', 'The file holds a NUL character: it is not text.', nul, nul + 1);
}

class ParsedYamlFile implements YamlFile {
  readonly data: unknown;
  readonly problems: readonly LocatedProblem[];

  constructor(
    readonly text: string,
    readonly composed: YamlDocument | null,
    private readonly plain: PlainData,
    problems: readonly OffsetProblem[],
    private readonly ignored: IgnoreComments = noIgnoreComments,
  ) {
    this.data = plain.data;
    this.problems = problems.map(({ start, end, ...rest }) => ({
      ...rest,
      range: this.rangeOf([start, end]),
    }));
  }

  locate(found: Problem): LocatedProblem {
    const { related, ...rest } = found;
    const range = this.range(found.path, found.on);
    if (related === undefined) return { ...rest, range };
    return { ...rest, range, related: related.map((r) => ({ ...r, range: this.range(r.path) })) };
  }

  visible(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
    return withoutIgnored(problems, this.ignored);
  }

  range(path: DataPath, on: 'key' | 'value' = 'value'): TextRange {
    const place = findPlace(this.root, path, this.plain.targets);
    return this.rangeOf(underline(this.text, place, on));
  }

  get root(): unknown {
    return this.composed?.root ?? null;
  }

  offsetAt(position: TextPosition): number {
    return this.composed?.lines.offsetAt(position) ?? 0;
  }

  rangeOf([start, end]: Offsets): TextRange {
    const lines = this.composed?.lines ?? new LineTable(this.text);
    return { start: lines.positionAt(start), end: lines.positionAt(end) };
  }
}
