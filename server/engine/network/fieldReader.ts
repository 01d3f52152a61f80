import type { DataPath, Problem } from '../../protocol/problem';
import { problem } from '../core/rules';
import { validate } from '../core/validate';
import { readAttributes } from './attributes';
import type { LayerData } from './descriptorData';
import { operatorSchemas } from './descriptorSchema';
import { evaluateExpression, type Lookup } from './evaluateExpression';
import type { ExpansionObserver } from './expansionObserver';
import {
  ExpressionError,
  isExpression,
  parseExpression,
  type Expression,
  type Value,
} from './expression';
import type { Attributes } from './graph';
import { layerFacts, structural } from './layerFacts';
import { isOperatorName } from './operators';

/** Where a value is read: its scope, its place in the file, and the full name of its layer. */
export interface ReadingPlace {
  readonly lookup: Lookup;
  readonly path: DataPath;
  readonly name: string;
}

/** Reads the fields of layers: evaluates their expressions, checks the values, keeps what repeats. */
export class FieldReader {
  private readonly parsed = new Map<string, Expression>();

  constructor(
    private readonly report: (problem: Problem) => void,
    private readonly observer?: ExpansionObserver,
  ) {}

  /** The value of a scalar or an expression; undefined, and a problem, where it has none. */
  value(source: unknown, place: ReadingPlace): Value | undefined {
    if (!isExpression(source)) return isValue(source) ? source : undefined;
    try {
      const value = evaluateExpression(this.expression(source), place.lookup);
      this.observer?.expression(place.path, place.name, value);
      return value;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const message = `${label(place)}${source}: ${error.message}`;
      this.report(problem('expression-value', place.path, message));
      return undefined;
    }
  }

  /** Attributes of an operator's layer; undefined, and problems, where a field has no valid value. */
  attributes(layer: LayerData, place: ReadingPlace): Attributes | undefined {
    // Layers without expressions have the same attributes in every copy.
    const { attributes } = layerFacts(layer);
    if (attributes !== null) return attributes;
    const op = layer['op'];
    if (!isOperatorName(op)) return undefined;
    const fields = this.fields(layer, place);
    if (!fields) return undefined;
    const problems = validate(operatorSchemas[op], fields, place.path);
    for (const p of problems) this.report({ ...p, message: `${label(place)}${p.message}` });
    return problems.length > 0 ? undefined : readAttributes(op, fields);
  }

  private fields(layer: LayerData, place: ReadingPlace): LayerData | undefined {
    const fields: Record<string, unknown> = { name: layer['name'] };
    for (const [key, source] of Object.entries(layer)) {
      if (structural.has(key)) continue;
      const path = [...place.path, key];
      const value = Array.isArray(source)
        ? source.map((item, index) => this.fieldValue(item, { ...place, path: [...path, index] }))
        : this.fieldValue(source, { ...place, path });
      if (value === undefined || (Array.isArray(value) && value.includes(undefined)))
        return undefined;
      fields[key] = value;
    }
    return fields;
  }

  private fieldValue(source: unknown, place: ReadingPlace): unknown {
    return isExpression(source) ? this.value(source, place) : source;
  }

  private expression(source: string): Expression {
    const known = this.parsed.get(source);
    if (known) return known;
    const expression = parseExpression(source);
    this.parsed.set(source, expression);
    return expression;
  }
}

function isValue(value: unknown): value is Value {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';
}

function label({ name }: ReadingPlace): string {
  return name ? `${name}: ` : '';
}
