import { ExpressionError, type BinaryOperator, type Expression, type Value } from './expression';

/** Looks a name up; undefined where it is not known. */
export type Lookup = (name: string) => Value | undefined;

/**
 * The value of an expression. Division, `//` and `%` round as in Python; only the chosen branch of
 * a conditional, and only what `and`/`or` need, is evaluated.
 * @throws ExpressionError for unknown names, wrong kinds of operands and division by zero.
 */
export function evaluateExpression(expression: Expression, lookup: Lookup): Value {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'name': {
      const value = lookup(expression.name);
      if (value === undefined) throw new ExpressionError(`“${expression.name}” is not known here`);
      return value;
    }
    case 'conditional': {
      const condition = truth(evaluateExpression(expression.condition, lookup));
      return evaluateExpression(condition ? expression.then : expression.otherwise, lookup);
    }
    case 'unary': {
      const operand = evaluateExpression(expression.operand, lookup);
      return expression.operator === 'not' ? !truth(operand) : -number(operand);
    }
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, lookup);
  }
}

function binary(
  operator: BinaryOperator,
  leftSide: Expression,
  rightSide: Expression,
  lookup: Lookup,
): Value {
  const left = evaluateExpression(leftSide, lookup);
  if (operator === 'and') return truth(left) && truth(evaluateExpression(rightSide, lookup));
  if (operator === 'or') return truth(left) || truth(evaluateExpression(rightSide, lookup));
  const right = evaluateExpression(rightSide, lookup);
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const a = number(left);
  const b = number(right);
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '>':
      return a > b;
    default:
      return finite(arithmetic(operator, a, b));
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '//' | '%', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
  }
  if (b === 0) throw new ExpressionError('division by zero');
  const floor = Math.floor(a / b);
  return operator === '/' ? a / b : operator === '//' ? floor : a - b * floor;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('the value is too large');
  return value;
}

function number(value: Value): number {
  if (typeof value !== 'number') throw new ExpressionError(`expected a number, found ${value}`);
  return value;
}

function truth(value: Value): boolean {
  if (typeof value !== 'boolean') {
    throw new ExpressionError(`expected true or false, found ${value}`);
  }
  return value;
}
