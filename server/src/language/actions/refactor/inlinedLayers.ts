import { isSeq, type Scalar } from 'yaml';
import {
  isExpression,
  parseExpression,
  type Expression,
} from '../../../../engine/network/expression';
import {
  fieldTextOf,
  substitute,
  valueExpression,
} from '../../../../engine/network/expressionText';
import { fieldOf, scalarOf, type LayerBlock, type LayerItem } from './layerBlock';
import { LayerText, scalarsIn } from './layerText';
import type { Argument } from './templateArguments';

/** What is known of a use that is being inlined. */
export interface Inlining {
  readonly text: string;
  readonly item: LayerItem;
  /** The template's layers. */
  readonly layers: LayerBlock;
  readonly values: ReadonlyMap<string, Argument>;
  /** What flows in. */
  readonly source: { readonly name: string; readonly isGiven: boolean };
  /** Names of layers where the use stands. */
  readonly taken: ReadonlySet<string>;
}

/** The layers of a template as they read in place of one use of it. */
export class InlinedLayers {
  private readonly names = new Map<string, string>();
  private readonly present: readonly LayerItem[];

  constructor(private readonly inlining: Inlining) {
    const { layers, item, taken } = inlining;
    const used = new Set(taken);
    for (const { name } of layers.items) {
      if (this.names.has(name)) continue;
      let candidate = `${item.name}_${name}`;
      for (let number = 2; used.has(candidate); number += 1) {
        candidate = `${item.name}_${name}_${number}`;
      }
      used.add(candidate);
      this.names.set(name, candidate);
    }
    this.present = layers.items.filter((layer) => this.condition(layer) !== false);
  }

  /** Lines with the dashes at a column; null where no layer is left. */
  write(indent: number): string | null {
    const lines = this.present.map((layer, position) =>
      this.layerText(layer, position === 0).write(indent, { above: true, behind: true }),
    );
    return lines.length === 0 ? null : lines.join('\n');
  }

  /** New name of the layer whose tensor flows out; null where that depends on a value. */
  lastName(): string | null {
    const last = this.present.at(-1);
    if (last === undefined || this.condition(last) === undefined) return null;
    return this.names.get(last.name) ?? null;
  }

  /** New name of a layer of the template, or of a copy of one; null for another name. */
  renamed(name: string): string | null {
    const exact = this.names.get(name);
    if (exact !== undefined) return exact;
    const [, base = '', suffix = ''] = /^(.+)(_\d+)$/.exec(name) ?? [];
    const copied = this.names.get(base);
    return copied === undefined ? null : copied + suffix;
  }

  /** Whether a layer exists: undefined where that depends on what is not known here. */
  private condition(layer: LayerItem): boolean | undefined {
    const when = scalarOf(fieldOf(layer, 'when'));
    if (when === null) return true;
    const text = this.replacement(when);
    if (text === 'true' || text === 'false') return text === 'true';
    return typeof when.value === 'boolean' ? when.value : undefined;
  }

  private layerText(layer: LayerItem, isFirst: boolean): LayerText {
    const { text, source } = this.inlining;
    const lines = new LayerText(text, layer);
    lines.replace(layer.nameNode, this.names.get(layer.name) ?? layer.name);
    const from = fieldOf(layer, 'from');
    const references = new Set(isSeq(from) ? from.items : [from]);
    for (const scalar of scalarsIn(layer.map)) {
      if (scalar === layer.nameNode) continue;
      const replaced = references.has(scalar) ? this.reference(scalar) : this.replacement(scalar);
      if (replaced !== null) lines.replace(scalar, replaced);
    }
    if (this.condition(layer) === true) lines.remove('when');
    if (isFirst && from === undefined && source.isGiven) lines.add('from', source.name);
    return lines;
  }

  /** A value with the parameters in it replaced; null where it stays as it is. */
  private replacement({ value }: Scalar): string | null {
    if (!isExpression(value)) return null;
    const expression = parseExpression(value);
    if (expression.kind === 'name') {
      const argument = this.inlining.values.get(expression.name);
      if (argument === undefined) return null;
      return argument.source ?? (argument.expression && fieldTextOf(argument.expression));
    }
    const after = fieldTextOf(substitute(expression, (name) => this.meaning(name)));
    return after === fieldTextOf(expression) ? null : after;
  }

  private reference(scalar: Scalar): string | null {
    const { value } = scalar;
    const { values, source } = this.inlining;
    if (typeof value !== 'string') return null;
    if (!isExpression(value)) return this.layerName(value);
    const replaced = substitute(parseExpression(value), (name) => {
      if (values.has(name)) return this.meaning(name);
      const layer = name === 'input' ? plainName(source.name) : this.renamed(name);
      return layer === null ? undefined : valueExpression(layer);
    });
    // What was chosen is a layer of this block, or what flowed in: it needs no expression.
    const isLayer = replaced.kind === 'name' && !values.has(replaced.name);
    return isLayer ? replaced.name : fieldTextOf(replaced);
  }

  private layerName(name: string): string | null {
    if (name === 'input') return this.inlining.source.name;
    const dot = name.indexOf('.');
    const first = this.renamed(dot < 0 ? name : name.slice(0, dot));
    return first === null || dot < 0 ? first : first + name.slice(dot);
  }

  private meaning(name: string): Expression | undefined {
    return this.inlining.values.get(name)?.expression ?? undefined;
  }
}

/** A name that may stand in an expression. */
function plainName(name: string): string | null {
  return /^[A-Za-z_]\w*$/.test(name) ? name : null;
}
