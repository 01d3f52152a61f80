import { ExpressionError, binding, unaryBinding, type Expression, type Value } from './expression';
import { evaluateExpression } from './evaluateExpression';

/** What a name in an expression stands for; undefined where it stays as it is. */
export type Meaning = (name: string) => Expression | undefined;

/** A value as an expression. A word is a name: it stands for a layer, or for itself. */
export function valueExpression(value: Value): Expression {
  switch (typeof value) {
    case 'number':
      return value < 0
        ? { kind: 'unary', operator: '-', operand: { kind: 'number', value: -value } }
        : { kind: 'number', value };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      return { kind: 'name', name: value, start: 0, end: 0 };
  }
}

/** An expression with its names replaced, and with the parts worked out that have become constant. */
export function substitute(expression: Expression, meaning: Meaning): Expression {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression;
    case 'name':
      return meaning(expression.name) ?? expression;
    case 'unary':
      return constant({ ...expression, operand: substitute(expression.operand, meaning) });
    case 'conditional': {
      const condition = substitute(expression.condition, meaning);
      const then = substitute(expression.then, meaning);
      const otherwise = substitute(expression.otherwise, meaning);
      if (condition.kind === 'boolean') return condition.value ? then : otherwise;
      return { ...expression, condition, then, otherwise };
    }
    case 'binary': {
      const left = substitute(expression.left, meaning);
      const right = substitute(expression.right, meaning);
      const { operator } = expression;
      if ((operator === 'and' || operator === 'or') && left.kind === 'boolean') {
        return left.value === (operator === 'and') ? right : left;
      }
      return constant({ ...expression, left, right });
    }
  }
}

/** The value of an expression without names, as an expression; others, and wrong ones, unchanged. */
function constant(expression: Expression): Expression {
  try {
    const value = evaluateExpression(expression, () => undefined);
    return typeof value === 'string' ? expression : valueExpression(value);
  } catch (error) {
    if (error instanceof ExpressionError) return expression;
    throw error;
  }
}

/** A field's text for an expression: a plain value where it is one, else `$name` or `$( … )`. */
export function fieldTextOf(expression: Expression): string {
  if (expression.kind === 'number' || expression.kind === 'boolean')
    return String(expression.value);
  if (expression.kind === 'unary' && expression.operand.kind === 'number') {
    return expressionText(expression);
  }
  if (expression.kind === 'name') return `$${expression.name}`;
  return `$(${expressionText(expression)})`;
}

/** An expression's text, without `$` and with the parentheses that it needs. */
export function expressionText(expression: Expression): string {
  return print(expression, 0);
}

/** @param floor how tightly what stands around it binds. */
function print(expression: Expression, floor: number): string {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'name':
      return expression.name;
    case 'unary': {
      const { operator, operand } = expression;
      const own = unaryBinding[operator];
      const text = `${operator}${operator === 'not' ? ' ' : ''}${print(operand, own)}`;
      return parenthesized(text, own < floor);
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const own = binding[operator];
      // Operators of one level are read from the left.
      const text = `${print(left, own)} ${operator} ${print(right, own + 1)}`;
      return parenthesized(text, own < floor);
    }
    case 'conditional': {
      const { condition, then, otherwise } = expression;
      const text = `${print(then, 1)} if ${print(condition, 1)} else ${print(otherwise, 0)}`;
      return parenthesized(text, floor > 0);
    }
  }
}

function parenthesized(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
