import type { DataPath, Problem } from '../../protocol/problem';
import { problem } from '../core/rules';
import { textOf, type DescriptorData, type LayerData } from './descriptorData';
import { copyPlace } from './copyPlace';
import type { Lookup } from './evaluateExpression';
import { expansionBounds } from './expansionBounds';
import { ExpansionFields } from './expansionFields';
import { BoundHit, ExpansionLog } from './expansionLog';
import type { ExpansionObserver } from './expansionObserver';
import { FieldReader, type ReadingPlace } from './fieldReader';
import type { GraphNode } from './graph';
import { isOperatorName, operators } from './operators';
import { unknownSource } from './unknownSource';

/** What a descriptor expands to. */
export interface Expansion {
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly number[];
  readonly problems: readonly Problem[];
}

/** Expands a descriptor whose layers `checkLayers` found sound; `observer` hears of its values. */
export function expandDescriptor(data: DescriptorData, observer?: ExpansionObserver): Expansion {
  return new Expander(data, observer).expand();
}

/** The network's input as a source of a tensor. */
const networkInput = -1;

/** A block being expanded: the top level, or one copy of a template use. */
interface Block {
  readonly layers: readonly LayerData[];
  readonly path: DataPath;
  /** Before each name: `c3_1.` inside a copy, empty at the top level. */
  readonly prefix: string;
  /** Node that flows into the block. */
  readonly input: number;
  readonly lookup: Lookup;
  readonly depth: number;
}

class Expander {
  private readonly nodes: GraphNode[] = [];
  private readonly log = new ExpansionLog();
  /** Full name of a layer or use → node; null where `when` left it out. */
  private readonly names = new Map<string, number | null>();
  private readonly reader: FieldReader;
  private readonly fields: ExpansionFields;
  private visits = 0;
  private inputCount = 0;

  constructor(
    private readonly data: DescriptorData,
    observer?: ExpansionObserver,
  ) {
    this.reader = new FieldReader((found) => this.log.add(found), observer);
    this.fields = new ExpansionFields(data, this.reader, this.log, observer);
  }

  expand(): Expansion {
    let last = networkInput;
    try {
      const constants = this.fields.constants();
      const lookup: Lookup = (name) => constants.get(name);
      const { layers } = this.data;
      last = this.block({ layers, path: ['layers'], prefix: '', input: last, lookup, depth: 0 });
    } catch (error) {
      if (!(error instanceof BoundHit)) throw error;
    }
    const outputs = this.log.problems.length > 0 ? [] : this.outputs(last);
    return { nodes: this.nodes, outputs, problems: this.log.problems };
  }

  private outputs(last: number): number[] {
    const named = this.data.outputs;
    if (!named) return last < 0 ? [] : [last];
    const found = named.flatMap((name, index) => {
      const node = this.names.get(name);
      if (typeof node === 'number' && node >= 0) return [node];
      this.log.report('unknown-layer', ['outputs', index], `there is no layer “${name}”`);
      return [];
    });
    return [...new Set(found)];
  }

  /** Expands the layers of a block; the node that flows out of it. */
  private block(block: Block): number {
    let last = block.input;
    block.layers.forEach((layer, index) => {
      const path = [...block.path, index];
      const name = block.prefix + (textOf(layer['name']) ?? '');
      if (typeof this.names.get(name) === 'number') {
        this.log.report('duplicate-name', [...path, 'name'], `there is already a layer ${name}`);
      } else if (layer['name'] === 'input') {
        const message = '“input” means what flows in: choose another name';
        this.log.report('duplicate-name', [...path, 'name'], message);
      } else {
        last = this.copies(layer, { lookup: block.lookup, path, name }, block, last);
      }
    });
    return last;
  }

  /** Expands a layer with its `repeat`: each copy reads the one before; the first reads `from`. */
  private copies(layer: LayerData, place: ReadingPlace, block: Block, last: number): number {
    const count = this.fields.repeat(layer, place);
    let flow: number | undefined;
    for (let index = 0; index < count; index += 1) {
      if ((this.visits += 1) > expansionBounds.visits) {
        this.log.stop(
          place.path,
          `the network expands to more than ${expansionBounds.visits} uses and layers`,
        );
      }
      const copy = layer['repeat'] === undefined ? place : copyPlace(place, index, count);
      const { name } = copy;
      if (copy !== place && typeof this.names.get(name) === 'number') {
        const message = `there is already a layer ${name}, the name of a copy of ${place.name}`;
        this.log.report('duplicate-name', [...place.path, 'name'], message);
        return last;
      }
      if (!this.fields.isPresent(layer, copy)) {
        this.names.set(name, null);
        continue;
      }
      const inputs = flow === undefined ? this.inputs(layer, copy, block, last) : [flow];
      flow = inputs && this.copy(layer, copy, block, inputs);
      this.names.set(name, flow ?? last);
      if (flow === undefined) return last;
    }
    this.names.set(place.name, flow ?? null);
    return flow ?? last;
  }

  private copy(
    layer: LayerData,
    place: ReadingPlace,
    block: Block,
    inputs: readonly number[],
  ): number | undefined {
    const op = layer['op'];
    const isUse = !isOperatorName(op);
    const [input] = inputs;
    if (inputs.length > 1 && (isUse || operators[op].inputs === 'one')) {
      const what = isUse ? 'a template use' : op;
      const message = `${place.name}: ${what} takes one input, not ${inputs.length}`;
      this.log.report('shape-mismatch', [...place.path, 'from'], message);
      return undefined;
    }
    if (isUse) return input === undefined ? undefined : this.use(layer, place, block, input);
    const attributes = this.reader.attributes(layer, place);
    if (!attributes) return undefined;
    if (this.nodes.length >= expansionBounds.layers) {
      this.log.stop(
        place.path,
        `the network expands to more than ${expansionBounds.layers} layers`,
      );
    }
    if ((this.inputCount += inputs.length) > expansionBounds.inputs) {
      this.log.stop(
        place.path,
        `the layers have more than ${expansionBounds.inputs} inputs in all`,
      );
    }
    this.nodes.push({ name: place.name, op, inputs, attributes, path: place.path });
    return this.nodes.length - 1;
  }

  private use(layer: LayerData, place: ReadingPlace, block: Block, input: number): number {
    const template = textOf(layer['use']) ?? '';
    const { layers = [] } = this.data.templates?.[template] ?? {};
    if (block.depth >= expansionBounds.depth) {
      this.log.stop(place.path, `templates are nested more than ${expansionBounds.depth} deep`);
    }
    const parameters = this.fields.parameters(layer, template, place);
    return this.block({
      layers,
      path: ['templates', template, 'layers'],
      prefix: `${place.name}.`,
      input,
      lookup: (name) => parameters.get(name) ?? place.lookup(name),
      depth: block.depth + 1,
    });
  }

  private inputs(
    layer: LayerData,
    place: ReadingPlace,
    block: Block,
    last: number,
  ): number[] | undefined {
    const from = layer['from'];
    if (from === undefined) return [last];
    const path = [...place.path, 'from'];
    const references: readonly unknown[] = Array.isArray(from) ? from : [from];
    const inputs = references.map((reference, index) => {
      const at = Array.isArray(from) ? [...path, index] : path;
      return this.input(reference, layer, { ...place, path: at }, block);
    });
    const known = inputs.filter((input) => input !== undefined);
    return known.length === inputs.length ? known : undefined;
  }

  private input(
    reference: unknown,
    layer: LayerData,
    place: ReadingPlace,
    block: Block,
  ): number | undefined {
    // In `from`, a name that is no parameter stands for the layer of that name.
    const lookup: Lookup = (word) => place.lookup(word) ?? word;
    const target = this.reader.value(reference, { ...place, lookup });
    if (target === undefined) return undefined;
    if (target === 'input') return block.input;
    const node = this.names.get(block.prefix + target);
    if (typeof node === 'number') return node;
    const { reason, meant } = unknownSource(String(target), {
      reader: layer,
      layers: block.layers,
      earlier: this.earlier(block),
      leftOut: node === null,
    });
    // Within an expression a part of the text is meant, which no suggestion can replace.
    const extra = meant === undefined || target !== reference ? {} : { suggestion: meant };
    this.log.add(problem('unknown-layer', place.path, `${place.name}: ${reason}`, extra));
    return undefined;
  }

  /** Names that `from` may use at this point of a block. */
  private earlier({ prefix }: Block): string[] {
    const names = [...this.names.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
    return [...names.filter((name) => !name.includes('.')), 'input'];
  }
}
