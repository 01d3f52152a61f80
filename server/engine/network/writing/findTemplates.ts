import type { Graph } from '../graph';
import {
  findSegments,
  structureOf,
  type GraphIndex,
  type SegmentClass,
  type Structure,
} from './segments';
import { mostLeftOut, presentLayers } from './variants';

/** One copy of a template. */
export interface Copy {
  readonly start: number;
  /** The node after its last. */
  readonly end: number;
  /** Node of each layer of the template; undefined where the copy leaves it out. */
  readonly nodes: readonly (number | undefined)[];
}

/** A repeated structure: the copy that has every layer, and all copies in order. */
export interface Template {
  readonly length: number;
  readonly copies: readonly Copy[];
}

/** Larger graphs are no networks of people: searching them would take seconds for nobody. */
const mostNodes = 4000;
const mostTemplates = 24;
const mostCandidates = 24;
/** Lines that a template must save. */
const leastSaved = 2;
/** What a template without joins must save, of lines or of all: a plain chain reads well as it is. */
const leastSavedPlain = { lines: 12, part: 0.4 } as const;

/** Repeated structures that are worth a template: the one that saves most lines comes first. */
export function findTemplates(index: GraphIndex): Template[] {
  const { graph } = index;
  if (graph.nodes.length > mostNodes) return [];
  const classes = findSegments(index).filter(({ starts }) => starts.length > 0);
  const covered = new Uint8Array(graph.nodes.length);
  const templates: Template[] = [];
  while (templates.length < mostTemplates) {
    const best = bestTemplate(index, classes, covered);
    if (!best) break;
    for (const { start, end } of best.copies) covered.fill(1, start, end);
    templates.push(best);
  }
  return templates;
}

interface Scored {
  readonly template: Template;
  readonly saved: number;
}

function bestTemplate(
  index: GraphIndex,
  classes: readonly SegmentClass[],
  covered: Uint8Array,
): Template | undefined {
  const free = classes.map(({ length, starts }) => ({
    length,
    starts: starts.filter((start) => isFree(covered, start, length)),
  }));
  const alive = free.filter(({ starts }) => starts.length > 0);
  const alone = alive
    .filter(({ starts }) => starts.length > 1)
    .map((own) => ({ own, saved: (own.length - 1) * disjoint(own) - own.length - 2 }))
    .filter(({ saved }) => saved > 0)
    .sort((a, b) => b.saved - a.saved || a.own.length - b.own.length)
    .slice(0, mostCandidates);
  let best: Scored | undefined;
  for (const { own } of alone) {
    const structure = structureOf(index, first(own));
    const larger = alive.filter(
      ({ length }) => length > own.length && length <= own.length + mostLeftOut,
    );
    const wholes = larger.filter((c) => presentLayers(structureOf(index, first(c)), structure));
    for (const whole of [own, ...wholes]) {
      const scored = score(index, whole, alive);
      if (scored && (!best || scored.saved > best.saved)) best = scored;
    }
  }
  return best?.template;
}

const first = ({ starts, length }: SegmentClass) => ({ start: starts[0] ?? 0, length });

function isFree(covered: Uint8Array, start: number, length: number): boolean {
  return !covered.subarray(start, start + length).includes(1);
}

/** How many segments of a class do not overlap. */
function disjoint({ starts, length }: SegmentClass): number {
  let count = 0;
  let end = -1;
  for (const start of starts) {
    if (start < end) continue;
    count += 1;
    end = start + length;
  }
  return count;
}

/** The template whose full copy is `whole`, with every variant of it; and the lines that it saves. */
function score(
  index: GraphIndex,
  whole: SegmentClass,
  classes: readonly SegmentClass[],
): Scored | undefined {
  const structure = structureOf(index, first(whole));
  const copies: Copy[] = [];
  // A layer that stands by itself before or after a block is no part of it that may be left out.
  const variants = isOne(structure) ? classes : [whole];
  for (const part of variants) {
    if (part.length > whole.length || part.length < Math.max(2, whole.length - mostLeftOut))
      continue;
    const same = part === whole ? structure.kinds.map(() => true) : undefined;
    const present = same ?? presentLayers(structure, structureOf(index, first(part)));
    if (present) copies.push(...part.starts.map((start) => copyAt(start, part.length, present)));
  }
  const chosen = choose(copies, index.graph.nodes.length);
  const template = { length: whole.length, copies: chosen };
  const lines = chosen.reduce((sum, { start, end }) => sum + end - start, 0);
  const optional = optionalLayers(template);
  const saved = lines - whole.length - 2 - optional.length - countGroups(index, chosen);
  const { lines: most, part } = leastSavedPlain;
  const plain = Math.min(most, part * index.graph.nodes.length);
  const complete = chosen.some(({ nodes }) => !nodes.includes(undefined));
  // A layer that a single copy has is no part of what repeats.
  const shared = optional.every((present) => present > 1);
  if (chosen.length < 2 || !complete || !shared) return undefined;
  return saved >= (joins(structure) ? leastSaved : plain) ? { template, saved } : undefined;
}

/** For every layer that some copies leave out: how many have it. */
function optionalLayers({ length, copies }: Template): number[] {
  return Array.from({ length }, (_, slot) => {
    return copies.filter(({ nodes }) => nodes[slot] !== undefined).length;
  }).filter((present) => present < copies.length);
}

/** Whether no place cuts the structure so that only the tensor before it crosses. */
function isOne({ refs }: Structure): boolean {
  // crossed[k]: a tensor from before layer k − 1 is read by layer k or a later one.
  const crossed = new Uint8Array(refs.length);
  refs.forEach((list, at) => {
    for (const ref of list) if (ref + 2 <= at) crossed.fill(1, ref + 2, at + 1);
  });
  return refs.every((_, at) => at === 0 || crossed[at] === 1);
}

function joins({ refs }: Structure): boolean {
  return refs.some((list) => list.length > 1);
}

function copyAt(start: number, length: number, present: readonly boolean[]): Copy {
  let next = start;
  const nodes = present.map((is) => (is ? next++ : undefined));
  return { start, end: start + length, nodes };
}

/** Copies that do not overlap and cover most; of two ways to cover the same, the fuller copies. */
function choose(copies: readonly Copy[], count: number): Copy[] {
  const at = new Map<number, Copy[]>();
  for (const copy of copies) at.set(copy.start, [...(at.get(copy.start) ?? []), copy]);
  const value = new Float64Array(count + 1);
  const choice = new Map<number, Copy>();
  for (let start = count - 1; start >= 0; start -= 1) {
    value[start] = value[start + 1] ?? 0;
    for (const copy of at.get(start) ?? []) {
      const worth = copy.end - copy.start - 1 + (value[copy.end] ?? 0);
      if (worth <= (value[start] ?? 0)) continue;
      value[start] = worth;
      choice.set(start, copy);
    }
  }
  const chosen: Copy[] = [];
  for (let start = 0; start < count;) {
    const copy = choice.get(start);
    if (copy) chosen.push(copy);
    start = copy?.end ?? start + 1;
  }
  return chosen;
}

/** About how many lines the copies take: neighbours that are alike but for the first share one. */
function countGroups({ graph }: GraphIndex, copies: readonly Copy[]): number {
  let groups = 0;
  let inGroup = 0;
  copies.forEach((copy, i) => {
    const before = copies[i - 1];
    const joined = before?.end === copy.start && (inGroup === 1 || alike(graph, before, copy));
    inGroup = joined ? inGroup + 1 : 1;
    if (!joined) groups += 1;
  });
  return groups;
}

function alike({ nodes }: Graph, a: Copy, b: Copy): boolean {
  const attributes = (copy: Copy) =>
    JSON.stringify(nodes.slice(copy.start, copy.end).map((node) => node.attributes));
  return a.end - a.start === b.end - b.start && attributes(a) === attributes(b);
}
