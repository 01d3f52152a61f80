import type { Graph } from '../graph';
import { operators, type OperatorName } from '../operators';
import { fieldText, layerFields, leavesOf, numericDefaults, type Fields } from './layerFields';
import type { Template } from './findTemplates';
import { agree, constantOf, merge, relate, type Vector } from './vectors';

/** A parameter of a template: what each copy gives it. */
export interface Parameter {
  readonly name: string;
  /** Absent where every use must give a value. */
  readonly initial?: number | boolean;
  readonly values: Vector;
}

/** A layer of a template, its fields as texts. */
export interface TemplateLayer {
  readonly name: string;
  readonly op: OperatorName;
  readonly fields: ReadonlyMap<string, string>;
  readonly from?: readonly string[];
  readonly when?: string;
}

/** A template that can be written. */
export interface WrittenTemplate {
  readonly parameters: readonly Parameter[];
  readonly layers: readonly TemplateLayer[];
}

/**
 * Finds the parameters by which copies of a template differ, and writes its layers with them.
 * @param names of the layers, identifiers that differ from each other
 * @returns undefined where the copies cannot be told apart by expressions
 */
export function writeTemplate(
  graph: Graph,
  template: Template,
  names: readonly string[],
): WrittenTemplate | undefined {
  const parameters = new Parameters(names);
  const presence = names.map((_, slot) => presenceOf(graph, template, slot, names, parameters));
  const layers: TemplateLayer[] = [];
  for (const [slot, name] of names.entries()) {
    const owner = template.copies.find((copy) => copy.nodes[slot] !== undefined);
    const node = graph.nodes[owner?.nodes[slot] ?? -1];
    const from = inputsOf(graph, template, slot, names, presence);
    if (!node || from === undefined) return undefined;
    const fields = fieldsOf(graph, template, slot, name, parameters);
    const when = presence[slot]?.text;
    layers.push({ name, op: node.op, fields, ...(from && { from }), ...(when && { when }) });
  }
  // What every use must give comes first, then numbers with defaults, then whether layers are there.
  const rank = ({ initial }: Parameter) =>
    ['undefined', 'number', 'boolean'].indexOf(typeof initial);
  return { parameters: [...parameters.list].sort((a, b) => rank(a) - rank(b)), layers };
}

/** Names that mean something else in expressions. */
const reserved = ['index', 'first', 'last', 'input', 'if', 'else', 'and', 'or', 'not', 'true', 'false', 'null']; // prettier-ignore

class Parameters {
  readonly list: {
    readonly name: string;
    readonly kind: string;
    readonly initial?: number | boolean;
    values: Vector;
  }[] = [];
  private readonly taken: Set<string>;

  constructor(layerNames: readonly string[]) {
    this.taken = new Set([...reserved, ...layerNames]);
  }

  /**
   * An expression for a vector of one kind of field: over a parameter that is there, or a new one.
   * @param wanted names for a new parameter, the best first
   */
  express(
    vector: Vector,
    kind: string,
    wanted: readonly string[],
    initial: number | boolean | undefined,
  ): string {
    for (const parameter of this.list) {
      if (parameter.kind !== kind || !agree(vector, parameter.values)) continue;
      // The same values are the same parameter, also where one of them is not known.
      parameter.values = merge(parameter.values, vector);
      return `$${parameter.name}`;
    }
    for (const { name, values, kind: other } of this.list) {
      if (other !== kind && !(other === 'kernel' && kind === 'padding')) continue;
      const related = relate(vector, values, name);
      if (related) return related;
    }
    const name = wanted.find((one) => !this.taken.has(one)) ?? this.numbered(wanted[0] ?? 'p');
    this.taken.add(name);
    this.list.push({ name, kind, values: vector, ...(initial !== undefined && { initial }) });
    return `$${name}`;
  }

  private numbered(name: string): string {
    for (let i = 2; ; i += 1) if (!this.taken.has(`${name}${i}`)) return `${name}${i}`;
  }
}

/** Whether a layer is there in each copy, and the `when` that says so. */
interface Presence {
  readonly vector: Vector;
  readonly text?: string;
}

function presenceOf(
  graph: Graph,
  { copies }: Template,
  slot: number,
  names: readonly string[],
  parameters: Parameters,
): Presence {
  const vector = copies.map(({ nodes }) => nodes[slot] !== undefined);
  if (vector.every(Boolean)) return { vector };
  const owner = copies.find(({ nodes }) => nodes[slot] !== undefined);
  const node = graph.nodes[owner?.nodes[slot] ?? -1];
  const joins = (node?.inputs.length ?? 0) > 1;
  const computes = node !== undefined && operators[node.op].compute;
  const own = `with_${names[slot] ?? ''}`;
  const wanted = joins
    ? ['residual', own]
    : computes
      ? [slot > 0 ? 'project' : 'widen', own]
      : [own];
  return { vector, text: parameters.express(vector, 'presence', wanted, false) };
}

/** Inputs of a layer; null for the layer before, undefined where copies cannot be told apart. */
function inputsOf(
  graph: Graph,
  { copies }: Template,
  slot: number,
  names: readonly string[],
  presence: readonly Presence[],
): readonly string[] | null | undefined {
  const sources = copies.map(({ nodes, start }) => {
    const node = graph.nodes[nodes[slot] ?? -1];
    return node?.inputs.map((input) => (input < start ? -1 : nodes.indexOf(input)));
  });
  const before = copies.map(({ nodes }) => {
    let last = slot - 1;
    while (last >= 0 && nodes[last] === undefined) last -= 1;
    return last;
  });
  const count = sources.find((list) => list)?.length ?? 0;
  if (count === 1 && sources.every((list, i) => !list || list[0] === before[i])) return null;
  const texts = Array.from(
    { length: count },
    (_, i) =>
    sourceText(sources.map((list) => list?.[i]), names, presence), // prettier-ignore
  );
  const complete = texts.filter((text) => text !== undefined);
  return complete.length === count ? complete : undefined;
}

function sourceText(
  sources: readonly (number | undefined)[],
  names: readonly string[],
  presence: readonly Presence[],
): string | undefined {
  const nameOf = (slot: number) => (slot < 0 ? 'input' : (names[slot] ?? ''));
  const [a, b, ...more] = [...new Set(sources.filter((source) => source !== undefined))];
  if (a === undefined || more.length > 0) return undefined;
  if (b === undefined) return nameOf(a);
  for (const { vector, text } of presence) {
    if (!text) continue;
    for (const [yes, no] of [
      [a, b],
      [b, a],
    ] as const) {
      // prettier-ignore
      const fits = sources.every((s, i) => s === undefined || s === (vector[i] ? yes : no));
      if (fits) return `$(${nameOf(yes)} if ${text.replace(/^\$/, '')} else ${nameOf(no)})`;
    }
  }
  return undefined;
}

function fieldsOf(
  graph: Graph,
  { copies }: Template,
  slot: number,
  name: string,
  parameters: Parameters,
): ReadonlyMap<string, string> {
  const lists = copies.map(({ nodes }): Fields | undefined => {
    const node = graph.nodes[nodes[slot] ?? -1];
    return node && layerFields(node);
  });
  const texts = new Map<string, string>();
  for (const field of lists.find((fields) => fields)?.keys() ?? []) {
    const values = lists.map((fields) => fields?.get(field));
    const leaves = values.map((value) => (value === undefined ? undefined : leavesOf(value)));
    const size = Math.max(...leaves.map((list) => list?.length ?? 0));
    const initial = numericDefaults[field];
    const base = field === 'filters' || field === 'units' ? 'width' : field;
    const parts = Array.from({ length: size }, (_, i) => {
      const vector = leaves.map((list) => list?.[i]);
      const constant = constantOf(vector);
      if (constant !== undefined) return String(constant);
      const wanted = base === 'width' ? [base, `${name}_width`] : [base, `${name}_${field}`];
      return parameters.express(vector, base, wanted, initial);
    });
    texts.set(field, fieldText(parts));
  }
  return texts;
}
