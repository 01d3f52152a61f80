import { matches } from '../core/validate';
import { readAttributes } from './attributes';
import type { LayerData } from './descriptorData';
import { operatorSchemas } from './descriptorSchema';
import { ExpressionError, isExpression, namesIn, parseExpression } from './expression';
import type { Attributes } from './graph';
import { isOperatorName } from './operators';

/** What a layer tells by itself, wherever it stands. */
export interface LayerFacts {
  /** It is an operator, and its schema accepts it. */
  readonly soundOperator: boolean;
  /** Names that its expressions read, at any depth; null where one cannot be parsed. */
  readonly names: readonly string[] | null;
  /** Attributes of a sound operator none of whose fields is an expression; null for others. */
  readonly attributes: Attributes | null;
}

const facts = new WeakMap<LayerData, LayerFacts>();

/**
 * The facts of a layer, found out once for each layer object. Whoever judges a new version of a
 * descriptor in which most layers are the objects of the former one pays for the others only.
 */
export function layerFacts(layer: LayerData): LayerFacts {
  const known = facts.get(layer);
  if (known !== undefined) return known;
  const found = findFacts(layer);
  facts.set(layer, found);
  return found;
}

function findFacts(layer: LayerData): LayerFacts {
  const { op } = layer;
  const soundOperator = isOperatorName(op) && matches(operatorSchemas[op], layer);
  const constant = soundOperator && !hasExpressions(layer);
  return {
    soundOperator,
    names: namesOf(layer),
    attributes: constant ? readAttributes(op, layer) : null,
  };
}

/** Fields that say where a layer stands rather than what it computes. */
export const structural: ReadonlySet<string> = new Set(['name', 'from', 'when', 'repeat']);

function hasExpressions(layer: LayerData): boolean {
  for (const key of Object.keys(layer)) {
    if (structural.has(key)) continue;
    const value = layer[key];
    if (Array.isArray(value) ? value.some(isExpression) : isExpression(value)) return true;
  }
  return false;
}

/** Most layers read no name at all: they share this. */
const noNames: readonly string[] = [];

function namesOf(layer: LayerData): readonly string[] | null {
  const names = new Set<string>();
  try {
    collectNames(layer, names);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return null;
  }
  return names.size === 0 ? noNames : [...names];
}

function collectNames(value: unknown, names: Set<string>): void {
  if (isExpression(value)) namesIn(parseExpression(value), names);
  else if (Array.isArray(value)) for (const item of value) collectNames(item, names);
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) collectNames(item, names);
  }
}
