import type { Graph } from '../graph';
import { scopeAround, type GivenNames } from './scopes';
import type { GraphIndex } from './segments';
import type { Copy } from './findTemplates';
import type { Parameter } from './templateParameters';
import type { Vector } from './vectors';

/** Copies that one line of the descriptor makes. */
export interface Use {
  readonly copies: readonly Copy[];
  /** Values of parameters, where they are not their defaults. */
  readonly given: ReadonlyMap<string, string>;
}

/** What a line costs a reader beside what it gives; more than telling a first copy apart. */
const lineCost = 6;
/** What it costs to call copies of different names by one, such as fire2 and fire3. */
const renamingCost = 12;
/** Longer runs are cut: real networks do not have them. */
const longestRun = 400;

/** Puts copies that follow each other on one line where few words tell them apart. */
export function groupUses(
  index: GraphIndex,
  names: GivenNames,
  copies: readonly Copy[],
  parameters: readonly Parameter[],
): Use[] {
  const scopes = copies.map((copy) => names.scope(copy));
  const inCopy = copies.map((copy) => names.inCopy(copy));
  const cost = new Float64Array(copies.length + 1);
  const from = new Int32Array(copies.length + 1);
  for (let end = 1; end <= copies.length; end += 1) {
    cost[end] = Infinity;
    let inside = 0;
    for (let start = end - 1; start >= Math.max(0, end - longestRun); start -= 1) {
      const [a, b] = [copies[start], copies[start + 1]];
      if (start < end - 1 && !(a && b && follows(index, a, b))) break;
      inside += inCopy[start] ?? 0;
      const ends = [scopes[start] ?? [], scopes[end - 1] ?? []];
      const isNamed = start < end - 1 && ends.some((scope) => scope.length > 0);
      const renaming = isNamed && !scopeAround(names, ends, inside) ? renamingCost : 0;
      const given = givenFor(parameters, start, end);
      if (!given) continue;
      const total = (cost[start] ?? 0) + lineCost + renaming + given.cost;
      if (total > (cost[end] ?? Infinity)) continue;
      cost[end] = total;
      from[end] = start;
    }
  }
  const uses: Use[] = [];
  for (let end = copies.length; end > 0; end = from[end] ?? 0) {
    const start = from[end] ?? 0;
    const { texts } = givenFor(parameters, start, end) ?? { texts: new Map<string, string>() };
    uses.unshift({ copies: copies.slice(start, end), given: texts });
  }
  return uses;
}

/** Node that flows into a copy. */
export function entryOf({ nodes }: Graph, { start, end }: Copy): number {
  for (const node of nodes.slice(start, end)) {
    for (const input of node.inputs) if (input < start) return input;
  }
  return -1;
}

/** Whether `b` reads what `a` gives, and nothing else reads it. */
function follows({ graph, lastUse }: GraphIndex, a: Copy, b: Copy): boolean {
  const exit = a.end - 1;
  return b.start === a.end && entryOf(graph, b) === exit && (lastUse[exit] ?? -1) < b.end;
}

interface Given {
  readonly texts: ReadonlyMap<string, string>;
  readonly cost: number;
}

function givenFor(parameters: readonly Parameter[], start: number, end: number): Given | undefined {
  const texts = new Map<string, string>();
  let cost = 0;
  for (const { name, initial, values } of parameters) {
    const told = tell(values.slice(start, end), initial);
    if (!told) return undefined;
    cost += told.cost;
    if (told.text !== String(initial)) texts.set(name, told.text);
  }
  return { texts, cost };
}

/** A text whose value in each copy is the vector's. */
function tell(
  vector: Vector,
  initial: number | boolean | undefined,
): { text: string; cost: number } | undefined {
  const known = vector.flatMap((value, i) => (value === undefined ? [] : [{ value, i }]));
  const [head, ...tail] = known;
  if (!head) return { text: String(initial ?? 1), cost: 0 };
  if (tail.every(({ value }) => value === head.value)) {
    return { text: String(head.value), cost: head.value === initial ? 0 : 1 };
  }
  const rest = tail[0]?.value;
  if (head.i === 0 && rest !== undefined && tail.every(({ value }) => value === rest)) {
    if (typeof head.value === 'boolean')
      return { text: head.value ? '$first' : '$(not first)', cost: 1 };
    // That a first copy has another stride is common; that it has another width is not.
    return { text: `$(${head.value} if first else ${rest})`, cost: initial === undefined ? 7 : 4 };
  }
  const [second] = tail;
  if (known.length < 3 || typeof head.value !== 'number' || typeof second?.value !== 'number')
    return undefined;
  const step = (second.value - head.value) / (second.i - head.i);
  const origin = head.value - step * head.i;
  const isLinear =
    Number.isInteger(step) &&
    step > 0 &&
    origin >= 0 &&
    known.every(({ value, i }) => value === origin + step * i);
  return isLinear ? { text: `$(${origin} + ${step} * index)`, cost: 4 } : undefined;
}
