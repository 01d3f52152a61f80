import type { Graph } from '../graph';
import { flowList, flowMapping, scalar, wrapLine } from './flowYaml';
import { fieldEntries, fieldTexts } from './layerFields';
import { NameSet } from './nameSet';
import { repeatedItems, type Item } from './repeatedItems';

/** Lines of a descriptor's templates and layers, and what `outputs` calls each layer. */
export interface ScopedLayers {
  readonly lines: readonly string[];
  readonly reference: (index: number) => string;
}

/**
 * Writes every scope of the names (`c3_1` of `c3_1.reduce`) as a template's use, so that all names
 * stay as they are. Undefined where a scope reads several tensors from outside, which no template can.
 */
export function scopedLayers(graph: Graph): ScopedLayers | undefined {
  const writer = new ScopeWriter(graph);
  const whole: Block = { start: 0, end: graph.nodes.length, prefix: '', entry: -1 };
  const layers = writer.items(whole);
  if (!layers) return undefined;
  const templates = [...writer.templates].flatMap(([body, name]) => [`  ${name}:`, '    layers:', body]); // prettier-ignore
  const lines = [
    ...(templates.length > 0 ? ['templates:', ...templates] : []),
    'layers:',
    ...layers.map((item) => wrapLine('  - ', item)),
  ];
  return { lines, reference: (index) => writer.reference(index, whole) };
}

/** The nodes of a scope. */
interface Block {
  readonly start: number;
  /** The node after its last. */
  readonly end: number;
  /** What the names of its nodes begin with, the dot included. */
  readonly prefix: string;
  /** The tensor that flows in. */
  readonly entry: number;
}

class ScopeWriter {
  /** Names of templates, by their layers' lines; those that others use come first. */
  readonly templates = new Map<string, string>();
  private readonly names = new NameSet();
  /** Scopes found so far, by what their names begin with. */
  private readonly scopes = new Map<string, Block>();

  constructor(private readonly graph: Graph) {}

  /** The layers of a block as mappings. */
  items(block: Block): string[] | undefined {
    const items: Item[] = [];
    let before = block.entry;
    for (let index = block.start; index < block.end;) {
      const inner = this.scopeAt(index, block);
      // A scope that begins a second time: no use makes layers in two places.
      if (inner && inner.start !== index) return undefined;
      const item = inner ? this.use(inner, block, before) : this.layer(index, block, before);
      if (item === undefined) return undefined;
      items.push(item);
      index = inner ? inner.end : index + 1;
      before = index - 1;
    }
    const taken = new Set(items.map(([name]) => name?.[1]));
    return repeatedItems(items, (name) => !taken.has(name)).map(flowMapping);
  }

  /** What a layer in a block is called there. */
  reference(index: number, block: Block): string {
    if (index === block.entry) return 'input';
    const inner = this.scopeAt(index, block);
    const own = inner && inner.end === index + 1 ? inner.prefix.slice(0, -1) : this.nameOf(index);
    return scalar(own.slice(block.prefix.length));
  }

  private layer(index: number, block: Block, before: number): Item | undefined {
    const node = this.graph.nodes[index];
    if (!node?.inputs.every((input) => input >= block.start || input === block.entry))
      return undefined;
    const entries: [string, string][] = [['name', scalar(node.name.slice(block.prefix.length))], ['op', node.op]]; // prettier-ignore
    entries.push(...fieldEntries(node.op, fieldTexts(node)));
    if (node.inputs.length !== 1 || node.inputs[0] !== before) {
      entries.push(['from', flowList(node.inputs.map((input) => this.reference(input, block)))]);
    }
    return entries;
  }

  private use(inner: Block, outer: Block, before: number): Item | undefined {
    const layers = this.items(inner);
    if (!layers || (inner.entry < outer.start && inner.entry !== outer.entry)) return undefined;
    const body = layers.map((item) => wrapLine('      - ', item)).join('\n');
    const scope = inner.prefix.slice(outer.prefix.length, -1);
    const template = this.templates.get(body) ?? this.names.take(templateName(scope));
    this.templates.set(body, template);
    const entries: [string, string][] = [['name', scalar(scope)], ['use', template]]; // prettier-ignore
    if (inner.entry !== before) entries.push(['from', this.reference(inner.entry, outer)]);
    return entries;
  }

  /** The scope within a block in which a node lies; undefined for a layer of the block itself. */
  private scopeAt(index: number, { prefix }: Block): Block | undefined {
    const dot = this.nameOf(index).indexOf('.', prefix.length);
    if (dot < 0) return undefined;
    const own = this.nameOf(index).slice(0, dot + 1);
    const known = this.scopes.get(own);
    if (known) return known;
    const { nodes } = this.graph;
    const start = nodes.findIndex(({ name }) => name.startsWith(own));
    let end = start;
    while (this.nameOf(end).startsWith(own)) end += 1;
    const inside = nodes.slice(start, end).flatMap(({ inputs }) => inputs);
    const entry = inside.find((input) => input < start) ?? -1;
    const scope = { start, end, prefix: own, entry };
    this.scopes.set(own, scope);
    return scope;
  }

  private nameOf(index: number): string {
    return this.graph.nodes[index]?.name ?? '';
  }
}

/** `res` for the scope `res2_1`. */
function templateName(scope: string): string {
  const word = scope.replace(/[^A-Za-z_].*$/, '').replace(/_+$/, '');
  return /^[A-Za-z]/.test(word) ? word : 'block';
}
