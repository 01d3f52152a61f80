import type { Graph } from '../graph';
import { nodeKind } from './layerFields';

/** A run of nodes with one tensor in and one out: it could be the body of a template. */
export interface Segment {
  readonly start: number;
  readonly length: number;
}

/** Kinds of nodes, and where each is read last; computed once for a graph. */
export interface GraphIndex {
  readonly graph: Graph;
  /** Kind of each node as a small number. */
  readonly kinds: Int32Array;
  /** Last reader of each node; −1 for none, the node count where it leaves the network. */
  readonly lastUse: Int32Array;
  readonly readers: Int32Array;
}

/** Numbers the kinds of a graph's nodes, and counts their readers: one pass over nodes and inputs. */
export function indexGraph(graph: Graph): GraphIndex {
  const { nodes } = graph;
  const numbers = new Map<string, number>();
  const kinds = new Int32Array(nodes.length);
  const lastUse = new Int32Array(nodes.length).fill(-1);
  const readers = new Int32Array(nodes.length);
  nodes.forEach((node, index) => {
    const kind = nodeKind(node);
    const number = numbers.get(kind) ?? numbers.size;
    numbers.set(kind, number);
    kinds[index] = number;
    for (const input of node.inputs) {
      if (input < 0) continue;
      lastUse[input] = index;
      readers[input] = (readers[input] ?? 0) + 1;
    }
  });
  for (const index of graph.outputs) lastUse[index] = nodes.length;
  return { graph, kinds, lastUse, readers };
}

/** A segment's structure: what it has in common with its repetitions. */
export interface Structure {
  readonly kinds: readonly number[];
  /** Inputs of each node: a place in the segment, or −1 for what flows in. */
  readonly refs: readonly (readonly number[])[];
}

/** What a segment would have in common with a repetition of it. */
export function structureOf({ graph, kinds }: GraphIndex, { start, length }: Segment): Structure {
  const nodes = graph.nodes.slice(start, start + length);
  return {
    kinds: [...kinds.slice(start, start + length)],
    refs: nodes.map(({ inputs }) => inputs.map((input) => Math.max(-1, input - start))),
  };
}

/** Segments of equal structure. */
export interface SegmentClass {
  readonly length: number;
  /** Where they begin, in order; they may overlap. */
  readonly starts: readonly number[];
}

/** Work for one graph: node count × longest segment. */
const mostSteps = 400_000;
const longestSegment = 80;

/** Every class of segments of at least two nodes. */
export function findSegments(index: GraphIndex): SegmentClass[] {
  const { graph, kinds, lastUse } = index;
  const count = graph.nodes.length;
  const longest = Math.min(longestSegment, Math.floor(mostSteps / Math.max(1, count)));
  const classes = new Map<string, { length: number; starts: number[] }>();
  for (let start = 0; start < count; start += 1) {
    let entry: number | undefined;
    // Two hashes, so that a chance agreement of both is out of reach.
    let low = 7;
    let high = 11;
    let lastInside = -1;
    for (let end = start; end < Math.min(count, start + longest); end += 1) {
      const inputs = graph.nodes[end]?.inputs ?? [];
      const outside = inputs.filter((input) => input < start);
      entry ??= outside[0];
      if (outside.some((input) => input !== entry)) break;
      for (const value of [kinds[end] ?? 0, -2, ...inputs.map((i) => Math.max(-1, i - start))]) {
        low = (Math.imul(low, 31) + value) | 0;
        high = (Math.imul(high, 1_000_003) ^ (value + 0x9e37)) | 0;
      }
      // Nodes before the last may only be read inside, and must be.
      if (end > start && lastInside <= end) {
        const key = `${end - start}:${low}:${high}`;
        const found = classes.get(key);
        if (found) found.starts.push(start);
        else classes.set(key, { length: end - start + 1, starts: [start] });
      }
      const use = lastUse[end] ?? -1;
      lastInside = Math.max(lastInside, use < 0 ? count : use);
    }
  }
  return [...classes.values()];
}
