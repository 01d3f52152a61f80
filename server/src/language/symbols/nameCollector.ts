import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import { isExpression, parseExpression, type Expression } from '../../../engine/network/expression';
import { keyText } from '../plainData';
import { offsetsOf, type Offsets } from '../yamlTree';
import type {
  Declaration,
  ExpressionEntry,
  LayerEntry,
  NameIndex,
  Occurrence,
  Role,
  Thing,
  ThingKind,
} from './nameIndex';
import { scalarPlaces, scalarText, type ScalarPlaces } from './treeReading';

/** A thing that learns of its references when somebody asks for them. */
export class NamedThing implements Thing {
  readonly declarations: Declaration[] = [];
  /** As far as they were read. */
  readonly noted: Occurrence[] = [];

  constructor(
    private readonly names: NameCollector,
    readonly kind: ThingKind,
    readonly scope: string,
    readonly name: string,
  ) {}

  get occurrences(): readonly Occurrence[] {
    this.names.readAll();
    return this.noted;
  }
}

/** Where an expression stands. */
export interface ExpressionScope {
  readonly block: string;
  readonly layer: LayerEntry | null;
}

/** What is read of a text when it is first asked for. */
export interface LaterNames {
  /** Notes the layers. */
  readonly layers?: () => void;
  /** Notes what refers to all that is declared. */
  readonly references: () => void;
}

/**
 * Gathers the names of one text; the readers of networks and platforms say what they are. The few
 * that are declared beside layers are known at once, layers and what refers to names when asked for.
 */
export class NameCollector implements NameIndex {
  private readonly notedLayers: LayerEntry[] = [];
  private readonly notedThings: NamedThing[] = [];
  private readonly notedExpressions: ExpressionEntry[] = [];
  private readonly notedOccurrences: Occurrence[] = [];
  /** By kind, scope and name. */
  private readonly tables: Record<ThingKind, Map<string, Map<string, NamedThing>>> = {
    constant: new Map(),
    template: new Map(),
    parameter: new Map(),
    layer: new Map(),
    memory: new Map(),
    place: new Map(),
  };
  private declareLayers: (() => void) | null = null;
  private readReferences: (() => void) | null = null;

  constructor(private readonly text: string) {}

  get layers(): readonly LayerEntry[] {
    this.readLayers();
    return this.notedLayers;
  }

  get things(): readonly NamedThing[] {
    this.readLayers();
    return this.notedThings;
  }

  thingsOf(kind: ThingKind, scope = ''): NamedThing[] {
    if (kind === 'layer') this.readLayers();
    return [...(this.tables[kind].get(scope)?.values() ?? [])];
  }

  get occurrences(): readonly Occurrence[] {
    this.readAll();
    return this.notedOccurrences;
  }

  get expressions(): readonly ExpressionEntry[] {
    this.readAll();
    return this.notedExpressions;
  }

  /** Notes a layer, which is a declaration where it has a name. */
  declareLayer(layer: LayerEntry): void {
    const { block, name, nameOffsets, offsets, path } = layer;
    this.notedLayers.push(layer);
    this.declare('layer', block, name, { name: nameOffsets, extent: offsets, path });
  }

  /** Notes a declaration whose name is a key or a scalar. */
  declare(kind: ThingKind, scope: string, name: string, declaration: Declaration): void {
    if (name === '') return;
    const thing = this.find(kind, scope, name) ?? this.open(kind, scope, name);
    thing.declarations.push(declaration);
    if (declaration.name !== null) {
      this.refer('declaration', declaration.name, name, [thing]);
    }
  }

  /** What is declared under a name, or undefined. */
  find(kind: ThingKind, scope: string, name: string): NamedThing | undefined {
    return this.tables[kind].get(scope)?.get(name);
  }

  /** The thing of a name that another file declares. */
  foreign(kind: ThingKind, name: string): NamedThing {
    return this.find(kind, '', name) ?? this.open(kind, '', name);
  }

  /** Notes a name that stands for `things`. */
  refer(
    role: Role,
    offsets: Offsets,
    name: string,
    things: readonly NamedThing[],
    suffix = '',
  ): void {
    const occurrence = { role, offsets, name, suffix, things };
    this.notedOccurrences.push(occurrence);
    for (const thing of things) thing.noted.push(occurrence);
  }

  /** Places of a scalar's characters; null for other nodes. */
  places(node: unknown): ScalarPlaces | null {
    return isScalar(node) ? scalarPlaces(this.text, node) : null;
  }

  /** Offsets of a scalar without its quotes; null where it is not one plain run of the text. */
  nameOffsets(node: unknown): Offsets | null {
    const name = scalarText(node);
    if (name === null || name === '') return null;
    const whole = offsetsOf(node);
    // As nearly all names are.
    if (whole !== null && whole[1] - whole[0] === name.length) {
      if (this.text.startsWith(name, whole[0])) return whole;
    }
    const offsets = this.places(node)?.(0, name.length);
    return offsets !== undefined && offsets[1] - offsets[0] === name.length ? offsets : null;
  }

  /** Notes every expression in a value, at any depth; `read` gets each name in it. */
  scanExpressions(
    node: unknown,
    path: DataPath,
    scope: ExpressionScope,
    read: (name: string, offsets: Offsets, path: DataPath) => void,
  ): void {
    if (isScalar(node)) {
      if (isExpression(node.value)) this.addExpression(node, node.value, path, scope, read);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        if (mayHoldExpression(item)) this.scanExpressions(item, [...path, index], scope, read);
      });
    } else if (isMap(node)) {
      for (const pair of node.items) {
        if (!mayHoldExpression(pair.value)) continue;
        this.scanExpressions(pair.value, [...path, keyText(pair)], scope, read);
      }
    }
  }

  private addExpression(
    node: Scalar,
    text: string,
    path: DataPath,
    { block, layer }: ExpressionScope,
    read: (name: string, offsets: Offsets, path: DataPath) => void,
  ): void {
    const offsets = offsetsOf(node);
    if (offsets === null) return;
    this.notedExpressions.push({ text, offsets, path, expression: tryParse(text), block, layer });
    const places = scalarPlaces(this.text, node);
    if (places === null) return;
    for (const { name, start } of namesOf(text)) {
      read(name, places(start, start + name.length), path);
    }
  }

  /** What was gathered, and what will be. */
  finish({ layers, references }: LaterNames): NameIndex {
    this.declareLayers = layers ?? null;
    this.readReferences = references;
    return this;
  }

  /** Reads layers and references unless they are read. */
  readAll(): void {
    this.readLayers();
    const read = this.readReferences;
    if (read === null) return;
    this.readReferences = null;
    read();
    for (const thing of this.notedThings) if (thing.noted.length > 1) thing.noted.sort(inOrder);
    this.notedOccurrences.sort(inOrder);
    this.notedExpressions.sort(inOrder);
  }

  private readLayers(): void {
    const declare = this.declareLayers;
    if (declare === null) return;
    this.declareLayers = null;
    declare();
    this.notedLayers.sort(inOrder);
  }

  private open(kind: ThingKind, scope: string, name: string): NamedThing {
    const thing = new NamedThing(this, kind, scope, name);
    const table = this.tables[kind].get(scope) ?? new Map<string, NamedThing>();
    this.tables[kind].set(scope, table.set(name, thing));
    this.notedThings.push(thing);
    return thing;
  }
}

function inOrder(a: { readonly offsets: Offsets }, b: { readonly offsets: Offsets }): number {
  return a.offsets[0] - b.offsets[0];
}

/** Spares the path of the many scalars that are none. */
function mayHoldExpression(node: unknown): boolean {
  return !isScalar(node) || isExpression(node.value);
}

const reserved = new Set(['if', 'else', 'and', 'or', 'not', 'true', 'false']);

/** Names in an expression's text, which may be half-typed. */
function namesOf(text: string): { name: string; start: number }[] {
  return [...text.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)]
    .map((match) => ({ name: match[0], start: match.index }))
    .filter(({ name }) => !reserved.has(name));
}

function tryParse(text: string): Expression | null {
  try {
    return parseExpression(text);
  } catch {
    return null;
  }
}
