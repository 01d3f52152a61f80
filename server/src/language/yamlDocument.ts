import { isNode, isPair, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { outlineBlocks, type Block, type BlockCollection } from './blockOutline';
import { LineTable } from './lineTable';
import type { OffsetProblem } from './offsetProblem';
import { sharedText } from './sharedText';
import { maxErrors, moveLeaf, parseLeaf, parseLeaves, type Leaf, type LeafPlace } from './yamlLeaf';

type Collection = YAMLMap | YAMLSeq;

/** Most blocks that are parsed as one: where something is wrong, that was for nothing. */
const mostTogether = 64;

/** A text as one YAML tree, whose nodes have their places in it. */
export interface YamlDocument {
  readonly text: string;
  /** Null where nothing can be read. */
  readonly root: unknown;
  readonly lines: LineTable;
  readonly problems: readonly OffsetProblem[];
  /** What was parsed by itself, in the order of the text. */
  readonly leaves: readonly Leaf[];
}

/**
 * Reads a text as one YAML document. Never throws; broken text gives problems and what can be read.
 *
 * Blocks are parsed one by one, so that a slip stays in its block, and so that the blocks that a
 * `previous` version has unchanged need not be parsed again. Their nodes move into the new tree:
 * the previous document must not be used any more.
 */
export function composeYaml(text: string, previous: YamlDocument | null = null): YamlDocument {
  const lines = new LineTable(text);
  const outline = outlineBlocks(text, lines.starts);
  const source = new LeafSource(text, previous);
  const root =
    outline === null
      ? source.leaf({ kind: 'document', start: 0, end: text.length }).parts[0]
      : collectionNode(outline, source);
  const { leaves, troubled } = source;
  return { text, root: root ?? null, lines, problems: problemsOf(troubled), leaves };
}

/** Gives leaves: those that the previous version had already, moved to where they stand now. */
class LeafSource {
  readonly leaves: Leaf[] = [];
  /** Those with problems, which few have. */
  readonly troubled: Leaf[] = [];
  private readonly former: readonly Leaf[] = [];
  /** The first of the former leaves that is not passed: they are asked for from first to last. */
  private next = 0;
  private readonly prefix: number = 0;
  private readonly suffixStart: number = Infinity;
  private readonly growth: number = 0;

  constructor(
    readonly text: string,
    previous: YamlDocument | null,
  ) {
    if (previous === null) return;
    const { prefix, suffix } = sharedText(previous.text, text);
    this.prefix = prefix;
    this.suffixStart = text.length - suffix;
    this.growth = text.length - previous.text.length;
    this.former = previous.leaves;
  }

  leaf(place: LeafPlace): Leaf {
    const leaf = this.unchanged(place) ?? parseLeaf(this.text, place);
    this.add(leaf);
    return leaf;
  }

  /** The leaves of neighbouring blocks. */
  neighbours(places: readonly LeafPlace[]): Leaf[] {
    const leaves: Leaf[] = [];
    const fresh: LeafPlace[] = [];
    const parseFresh = () => {
      for (const leaf of parseLeaves(this.text, fresh.splice(0))) leaves.push(leaf);
    };
    for (const place of places) {
      const leaf = this.unchanged(place);
      if (leaf !== null || fresh.length >= mostTogether) parseFresh();
      if (leaf === null) fresh.push(place);
      else leaves.push(leaf);
    }
    parseFresh();
    for (const leaf of leaves) this.add(leaf);
    return leaves;
  }

  private add(leaf: Leaf): void {
    this.leaves.push(leaf);
    if (leaf.problems.length > 0) this.troubled.push(leaf);
  }

  private unchanged({ kind, start, end }: LeafPlace): Leaf | null {
    const by = end <= this.prefix ? 0 : start >= this.suffixStart ? this.growth : null;
    if (by === null) return null;
    const [wanted, after] = [start - by, end - by];
    let leaf = this.former[this.next];
    while (leaf !== undefined && leaf.start < wanted) leaf = this.former[(this.next += 1)];
    if (leaf?.start !== wanted || leaf.end !== after || leaf.kind !== kind) return null;
    this.next += 1;
    if (by !== 0) moveLeaf(leaf, by);
    return leaf;
  }
}

function collectionNode({ kind, blocks }: BlockCollection, source: LeafSource): Collection {
  if (kind === 'item') {
    const sequence = new YAMLSeq();
    for (const { parts } of source.neighbours(blocks)) {
      // Nearly always one; spreading it costs more than all the rest.
      for (const part of parts) sequence.items.push(part);
    }
    return placed(sequence, blocks, source.text);
  }
  const mapping = new YAMLMap();
  for (const block of blocks) mapping.items.push(...entryParts(block, source));
  return placed(mapping, blocks, source.text);
}

function entryParts({ start, end, value }: Block, source: LeafSource): readonly Pair[] {
  const valueStart = value?.blocks[0]?.start ?? end;
  const parts = source
    .leaf({ kind: 'entry', start, end: valueStart })
    .parts.filter((part) => isPair(part));
  if (value === null) return parts;
  const node = collectionNode(value, source);
  // A pair of its own: that of the leaf stays without value, for the next version.
  return parts.map(({ key }) => new Pair(key, node));
}

/** Gives a collection the place that the library would give it. */
function placed<T extends Collection>(collection: T, blocks: readonly Block[], text: string): T {
  const [first] = blocks;
  const last = collection.items.at(-1);
  const content = first === undefined ? 0 : first.start + indentAt(text, first.start);
  const end = endOf(isPair(last) ? last.value : last) ?? blocks.at(-1)?.end ?? content;
  collection.range = [content, end, end];
  return collection;
}

function indentAt(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ') at += 1;
  return at - start;
}

function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[2] : undefined;
}

function problemsOf(leaves: readonly Leaf[]): OffsetProblem[] {
  const problems: OffsetProblem[] = [];
  for (const { start, problems: found } of leaves) {
    for (const one of found) {
      if (problems.length >= maxErrors) return problems;
      problems.push({ ...one, start: one.start + start, end: one.end + start });
    }
  }
  return problems;
}
