import type { Graph, GraphNode } from './graph';
import { shortName } from './shortName';
import { findTemplates, type Template } from './writing/findTemplates';
import { flowList, flowMapping, scalar, wrapLine } from './writing/flowYaml';
import { entryOf, groupUses, type Use } from './writing/groupUses';
import { fieldEntries, fieldTexts } from './writing/layerFields';
import { layerNames, templateName, useName } from './writing/nameTemplates';
import { NameSet } from './writing/nameSet';
import { GivenNames, identifier, wordsOf } from './writing/scopes';
import { scopedLayers } from './writing/scopedLayers';
import { indexGraph, type GraphIndex } from './writing/segments';
import { writeTemplate, type WrittenTemplate } from './writing/templateParameters';

/** How a descriptor is written. */
export interface WriteOptions {
  /**
   * Look for repeated structure and write it as templates (the default); or make a template of each
   * scope of the names, so that every layer keeps its name; or make none.
   */
  readonly templates?: boolean | 'scopes';
}

const precisions: Readonly<Record<number, string>> = { 1: 'int8', 2: 'float16' };

/**
 * The text of a `*.cnn.yaml` file for a graph, one layer a line. Repeated structure becomes
 * templates; names are kept as far as they are good and unique.
 */
export function writeDescriptor(graph: Graph, { templates = true }: WriteOptions = {}): string {
  if (templates !== 'scopes') return new Writer(graph).write(templates);
  const scoped = scopedLayers(graph);
  if (!scoped) return new Writer(graph).write(false);
  const { lines, reference } = scoped;
  return [...headLines(graph), ...lines, ...outputLines(graph, reference), ''].join('\n');
}

/** A template with everything that is written of it. */
interface Planned extends WrittenTemplate {
  readonly name: string;
  readonly uses: readonly Use[];
}

class Writer {
  /** Names of templates, and of layers and uses at the top level. */
  private readonly templateNames = new NameSet();
  private readonly names = new NameSet();
  /** What `from` calls each node, as far as written. */
  private readonly references = new Map<number, string>([[-1, 'input']]);

  private readonly given: GivenNames;
  private readonly index: GraphIndex;

  constructor(private readonly graph: Graph) {
    this.given = new GivenNames(graph);
    this.index = indexGraph(graph);
  }

  write(compress: boolean): string {
    const { graph } = this;
    const planned = compress ? this.plan() : [];
    const lines = headLines(graph);
    if (planned.length > 0) lines.push('templates:', ...planned.flatMap(templateLines));
    lines.push('layers:', ...this.layerLines(planned));
    lines.push(...outputLines(graph, (index) => this.reference(index)));
    return `${lines.join('\n')}\n`;
  }

  private plan(): Planned[] {
    const { graph, given, index, templateNames } = this;
    const found = findTemplates(index).sort((a, b) => firstStart(a) - firstStart(b));
    return found.flatMap((template) => {
      given.settle(template.copies);
      const written = writeTemplate(graph, template, layerNames(graph, given, template));
      if (!written) return [];
      const uses = groupUses(index, given, template.copies, written.parameters);
      return [{ ...written, uses, name: templateName(graph, given, template, templateNames) }];
    });
  }

  private layerLines(planned: readonly Planned[]): string[] {
    const starts = new Map<number, { plan: Planned; use: Use }>();
    for (const plan of planned) {
      for (const use of plan.uses) starts.set(use.copies[0]?.start ?? -1, { plan, use });
    }
    const lines: string[] = [];
    for (let index = 0; index < this.graph.nodes.length;) {
      const begun = starts.get(index);
      if (begun) {
        lines.push(this.useLine(begun.plan, begun.use));
        index = begun.use.copies.at(-1)?.end ?? index + 1;
      } else {
        const copies = this.plainCopies(index, (next) => starts.has(next));
        lines.push(this.nodeLine(index, copies));
        index += copies;
      }
    }
    return lines;
  }

  private useLine(plan: Planned, { copies, given }: Use): string {
    const name = useName(this.given, copies, plan.name, this.names);
    copies.forEach((copy, i) => {
      this.references.set(copy.end - 1, i === copies.length - 1 ? name : `${name}_${i + 1}`);
    });
    const [first] = copies;
    const entries: [string, string][] = [['name', name], ['use', plan.name]]; // prettier-ignore
    if (copies.length > 1) entries.push(['repeat', String(copies.length)]);
    if (given.size > 0) entries.push(['with', flowMapping(given)]);
    const entry = first ? entryOf(this.graph, first) : -1;
    if (first && entry !== first.start - 1) entries.push(['from', this.reference(entry)]);
    return wrapLine('  - ', flowMapping(entries));
  }

  private nodeLine(index: number, copies: number): string {
    const node = this.graph.nodes[index];
    if (!node) return '';
    const name = this.nameOf(node, index, copies);
    this.references.set(index + copies - 1, name);
    const entries: [string, string][] = [['name', name], ['op', node.op]]; // prettier-ignore
    if (copies > 1) entries.push(['repeat', String(copies)]);
    entries.push(...fieldEntries(node.op, fieldTexts(node)));
    if (node.inputs.length !== 1 || node.inputs[0] !== index - 1) {
      entries.push(['from', flowList(node.inputs.map((input) => this.reference(input)))]);
    }
    return wrapLine('  - ', flowMapping(entries));
  }

  private nameOf({ op, name }: GraphNode, index: number, copies: number): string {
    const short = shortName(op);
    if (copies > 1) return this.names.take(identifier(wordsOf(name).slice(0, -1), short), copies);
    const words = this.given.words(index);
    return words.length > 0 ? this.names.take(identifier(words, short)) : this.names.number(short);
  }

  /** How many nodes from here are one layer repeated: `conv3_1`, `conv3_2`, … of equal fields. */
  private plainCopies(index: number, isUse: (index: number) => boolean): number {
    const { readers, lastUse } = this.index;
    const { nodes } = this.graph;
    const first = nodes[index];
    const words = first ? wordsOf(first.name) : [];
    if (!first || first.inputs.length !== 1 || words.length < 2 || words.at(-1) !== '1') return 1;
    const base = words.slice(0, -1);
    const kind = JSON.stringify(first.attributes);
    const isNext = (at: number) => {
      const node = nodes[at];
      const name = [...base, String(at - index + 1)].join();
      return (
        node !== undefined &&
        !isUse(at) &&
        wordsOf(node.name).join() === name &&
        node.op === first.op &&
        node.inputs.length === 1 &&
        node.inputs[0] === at - 1 &&
        JSON.stringify(node.attributes) === kind &&
        readers[at - 1] === 1 &&
        lastUse[at - 1] === at
      );
    };
    let end = index + 1;
    while (isNext(end)) end += 1;
    const copies = end - index;
    return this.names.isFree(identifier(base, 'layer'), copies) ? copies : 1;
  }

  private reference(index: number): string {
    return this.references.get(index) ?? 'input';
  }
}

function headLines({ name, input, elementBytes }: Graph): string[] {
  const precision = precisions[elementBytes];
  return [
    `cnn: ${scalar(name)}`,
    `input: [${input.join(', ')}]`,
    ...(precision ? [`precision: ${precision}`] : []),
  ];
}

/** What leaves the network, where that is not the last layer alone. */
function outputLines({ nodes, outputs }: Graph, reference: (index: number) => string): string[] {
  const [output, ...more] = outputs;
  if (output === undefined || (more.length === 0 && output === nodes.length - 1)) return [];
  return [wrapLine('outputs: ', `[${outputs.map(reference).join(', ')}]`)];
}

const firstStart = ({ copies }: Template): number => copies[0]?.start ?? 0;

function templateLines({ name, parameters, layers }: Planned): string[] {
  const lines = [`  ${name}:`];
  if (parameters.length > 0) {
    const entries = parameters.map(
      ({ name: own, initial }) => [own, String(initial ?? '')] as const,
    );
    lines.push(wrapLine('    parameters: ', flowMapping(entries)));
  }
  lines.push('    layers:');
  for (const layer of layers) {
    const entries: [string, string][] = [['name', layer.name], ['op', layer.op]]; // prettier-ignore
    entries.push(...fieldEntries(layer.op, layer.fields));
    if (layer.from) entries.push(['from', flowList(layer.from)]);
    if (layer.when) entries.push(['when', layer.when]);
    lines.push(wrapLine('      - ', flowMapping(entries)));
  }
  return lines;
}
