import { isMap, isScalar, type YAMLMap } from 'yaml';
import {
  isExpression,
  parseExpression,
  type Expression,
} from '../../../../engine/network/expression';
import { substitute, valueExpression } from '../../../../engine/network/expressionText';
import { keyText } from '../../plainData';
import { offsetsOf } from '../../yamlTree';

/** The value of a parameter in one use. */
export interface Argument {
  /** As it stands in the text; for a default that is an expression, with its names replaced: null. */
  readonly source: string | null;
  /** Null for a word, such as an activation's name: it cannot stand in an expression. */
  readonly expression: Expression | null;
}

/**
 * The values of a template's parameters in a use: what it gives, else the defaults. Null where one is
 * missing or is no scalar.
 */
export function readArguments(
  text: string,
  declared: YAMLMap | null,
  given: unknown,
): Map<string, Argument> | null {
  const values = new Map<string, Argument>();
  for (const pair of declared?.items ?? []) {
    const name = keyText(pair);
    const own = isMap(given) ? given.items.find((other) => keyText(other) === name) : undefined;
    const argument = readArgument(text, (own ?? pair).value);
    if (argument === null) return null;
    values.set(name, own === undefined ? withEarlier(argument, values) : argument);
  }
  return values;
}

/** The text and the expression of a parameter that stands in for `$name`; null for a text alone. */
function readArgument(text: string, node: unknown): Argument | null {
  const offsets = offsetsOf(node);
  if (!isScalar(node) || offsets === null) return null;
  const source = text.slice(...offsets);
  const { value } = node;
  if (isExpression(value)) return { source, expression: parseExpression(value) };
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { source, expression: valueExpression(value) };
  }
  return { source, expression: null };
}

/** A default may name the parameters before it. */
function withEarlier(argument: Argument, earlier: ReadonlyMap<string, Argument>): Argument {
  const { expression } = argument;
  if (expression === null || expression.kind === 'number' || expression.kind === 'boolean') {
    return argument;
  }
  const alias = expression.kind === 'name' ? earlier.get(expression.name) : undefined;
  if (alias !== undefined) return alias;
  const replaced = substitute(expression, (name) => earlier.get(name)?.expression ?? undefined);
  return { source: null, expression: replaced };
}
