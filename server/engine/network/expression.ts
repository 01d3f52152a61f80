/** A number, a truth value, or a word (an activation's name, or a layer's in `from`). */
export type Value = number | boolean | string;

/** A parsed expression. Offsets count characters of the whole text, the `$` included. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

/** Operators before one value: of a number, and of a truth. */
export type UnaryOperator = '-' | 'not';
/** Operators between two values: arithmetic, comparisons, and truths. */
export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '<' | '<=' | '==' | '!=' | '>=' | '>' | 'and' | 'or';

/** Why an expression cannot be read or has no value. */
export class ExpressionError extends Error {}

const longestExpression = 1000;
const deepestExpression = 64;
const tokenPattern = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(\/\/|<=|>=|==|!=|[-+*/%<>()]))/y;
/** How tightly operators bind: more is tighter. */
export const binding: Readonly<Record<BinaryOperator, number>> = {
  or: 1, and: 2, '<': 4, '<=': 4, '==': 4, '!=': 4, '>=': 4, '>': 4,
  '+': 5, '-': 5, '*': 6, '/': 6, '//': 6, '%': 6,
}; // prettier-ignore
/** How tightly the operators before a value bind. */
export const unaryBinding: Readonly<Record<UnaryOperator, number>> = { not: 3, '-': 7 };

/** True for text that is an expression: it begins with `$`. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('$');
}

/**
 * Parses `$name` or `$( … )`.
 * @throws ExpressionError where the text is not an expression.
 */
export function parseExpression(text: string): Expression {
  if (text.length > longestExpression) throw new ExpressionError('the expression is too long');
  if (/^\$[A-Za-z_]\w*$/.test(text)) {
    return { kind: 'name', name: text.slice(1), start: 1, end: text.length };
  }
  if (!text.startsWith('$(')) throw new ExpressionError('write $name or $( … )');
  const tokens = tokenize(text);
  const reader = new Reader(tokens, text.length);
  const expression = reader.parenthesized();
  reader.end();
  return expression;
}

interface Token {
  readonly text: string;
  readonly kind: 'number' | 'name' | 'symbol';
  readonly start: number;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  tokenPattern.lastIndex = 1;
  while (tokenPattern.lastIndex < end) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new ExpressionError(`unexpected “${text.slice(from).trim()[0] ?? ''}”`);
    const word = match[1] ?? match[2] ?? match[3] ?? '';
    const kind = match[1] ? 'number' : match[2] ? 'name' : 'symbol';
    tokens.push({ text: word, kind, start: tokenPattern.lastIndex - word.length });
  }
  return tokens;
}

/** A precedence-climbing parser over the tokens of one expression. */
class Reader {
  private position = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly length: number,
  ) {}

  parenthesized(): Expression {
    this.expect('(');
    const inner = this.conditional();
    this.expect(')');
    return inner;
  }

  end(): void {
    const rest = this.tokens[this.position];
    if (rest) throw new ExpressionError(`unexpected “${rest.text}” at character ${rest.start + 1}`);
  }

  private conditional(): Expression {
    if ((this.depth += 1) > deepestExpression) {
      throw new ExpressionError('the expression is nested too deeply');
    }
    let result = this.binary(0);
    if (this.accept('if')) {
      const condition = this.binary(0);
      this.expect('else');
      result = { kind: 'conditional', condition, then: result, otherwise: this.conditional() };
    }
    this.depth -= 1;
    return result;
  }

  private binary(floor: number): Expression {
    let left = this.unary();
    for (;;) {
      const operator = this.tokens[this.position]?.text;
      if (!isBinaryOperator(operator) || binding[operator] <= floor) return left;
      this.position += 1;
      left = { kind: 'binary', operator, left, right: this.binary(binding[operator]) };
    }
  }

  private unary(): Expression {
    if ((this.depth += 1) > deepestExpression) {
      throw new ExpressionError('the expression is nested too deeply');
    }
    let result: Expression;
    if (this.accept('not')) {
      result = { kind: 'unary', operator: 'not', operand: this.binary(unaryBinding.not) };
    } else if (this.accept('-')) {
      result = { kind: 'unary', operator: '-', operand: this.binary(unaryBinding['-']) };
    } else {
      result = this.primary();
    }
    this.depth -= 1;
    return result;
  }

  private primary(): Expression {
    const token = this.tokens[this.position];
    if (token?.text === '(') return this.parenthesized();
    if (!token || token.kind === 'symbol' || reserved.has(token.text)) throw this.unexpected(token);
    this.position += 1;
    if (token.kind === 'number') {
      const value = Number(token.text);
      if (!Number.isFinite(value)) throw new ExpressionError('the value is too large');
      return { kind: 'number', value };
    }
    if (token.text === 'true' || token.text === 'false') {
      return { kind: 'boolean', value: token.text === 'true' };
    }
    const { text: name, start } = token;
    return { kind: 'name', name, start, end: start + name.length };
  }

  private accept(text: string): boolean {
    if (this.tokens[this.position]?.text !== text) return false;
    this.position += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected(this.tokens[this.position], `“${text}”`);
  }

  private unexpected(token: Token | undefined, expected = 'a number or a name'): ExpressionError {
    const found = token
      ? `found “${token.text}” at character ${token.start + 1}`
      : `the expression ends at character ${this.length}`;
    return new ExpressionError(`expected ${expected}, ${found}`);
  }
}

const reserved: ReadonlySet<string> = new Set(['if', 'else', 'and', 'or', 'not']);

function isBinaryOperator(text: string | undefined): text is BinaryOperator {
  return text !== undefined && Object.hasOwn(binding, text);
}

/** Names that an expression reads. */
export function namesIn(expression: Expression, names = new Set<string>()): Set<string> {
  switch (expression.kind) {
    case 'name':
      names.add(expression.name);
      break;
    case 'unary':
      namesIn(expression.operand, names);
      break;
    case 'binary':
      namesIn(expression.left, names);
      namesIn(expression.right, names);
      break;
    case 'conditional':
      namesIn(expression.condition, names);
      namesIn(expression.then, names);
      namesIn(expression.otherwise, names);
  }
  return names;
}
