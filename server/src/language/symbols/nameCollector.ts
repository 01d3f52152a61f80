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

interface OpenThing extends Thing {
  readonly declarations: Declaration[];
  readonly occurrences: Occurrence[];
}

/** Where an expression stands. */
export interface ExpressionScope {
  readonly block: string;
  readonly layer: LayerEntry | null;
}

/** Gathers the names of one text; the readers of networks and platforms say what they are. */
export class NameCollector {
  readonly layers: LayerEntry[] = [];
  readonly expressions: ExpressionEntry[] = [];
  private readonly things = new Map<string, OpenThing>();
  private readonly occurrences: Occurrence[] = [];

  constructor(private readonly text: string) {}

  /** Notes a declaration whose name is a key or a scalar. */
  declare(kind: ThingKind, scope: string, name: string, declaration: Declaration): void {
    if (name === '') return;
    const key = keyOf(kind, scope, name);
    const thing: OpenThing = this.things.get(key) ?? {
      kind,
      name,
      scope,
      declarations: [],
      occurrences: [],
    };
    this.things.set(key, thing);
    thing.declarations.push(declaration);
    if (declaration.name !== null) {
      this.add({
        role: 'declaration',
        offsets: declaration.name,
        name,
        suffix: '',
        things: [thing],
      });
    }
  }

  /** What is declared under a name, or undefined. */
  find(kind: ThingKind, scope: string, name: string): Thing | undefined {
    return this.things.get(keyOf(kind, scope, name));
  }

  /** Notes a name that stands for `things`. */
  refer(role: Role, offsets: Offsets, name: string, things: readonly Thing[], suffix = ''): void {
    this.add({ role, offsets, name, suffix, things });
  }

  /** Places of a scalar's characters; null for other nodes. */
  places(node: unknown): ScalarPlaces | null {
    return isScalar(node) ? scalarPlaces(this.text, node) : null;
  }

  /** Offsets of a scalar without its quotes; null where it is not one plain run of the text. */
  nameOffsets(node: unknown): Offsets | null {
    const name = scalarText(node);
    const places = this.places(node);
    if (name === null || name === '' || places === null) return null;
    const offsets = places(0, name.length);
    return offsets[1] - offsets[0] === name.length ? offsets : null;
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
    this.expressions.push({ text, offsets, path, expression: tryParse(text), block, layer });
    const places = scalarPlaces(this.text, node);
    if (places === null) return;
    for (const { name, start } of namesOf(text)) {
      read(name, places(start, start + name.length), path);
    }
  }

  /** What was gathered, in order. */
  finish(): NameIndex {
    const inOrder = (a: { offsets: Offsets }, b: { offsets: Offsets }) =>
      a.offsets[0] - b.offsets[0];
    const things = [...this.things.values()];
    for (const thing of things) thing.occurrences.sort(inOrder);
    return {
      things,
      occurrences: this.occurrences.sort(inOrder),
      layers: this.layers.sort(inOrder),
      expressions: this.expressions.sort(inOrder),
    };
  }

  private add(occurrence: Occurrence): void {
    this.occurrences.push(occurrence);
    for (const { kind, scope, name } of occurrence.things) {
      this.things.get(keyOf(kind, scope, name))?.occurrences.push(occurrence);
    }
  }
}

function keyOf(kind: ThingKind, scope: string, name: string): string {
  return `${kind}\0${scope}\0${name}`;
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
