import { Lexer, Parser, type CST } from 'yaml';
import { parseYamlFile } from '../yamlFile';
import { DescriptorPrinter } from './descriptorPrinter';
import { Unformattable } from './unformattable';

/**
 * A descriptor's text with even indentation and spacing, its data and comments as they were; null for
 * a text with errors, or with rare YAML that is better left alone.
 */
export function formatDescriptor(text: string): string | null {
  const before = dataText(text);
  const formatted = before === null ? null : printTokens(text);
  if (formatted === null) return null;
  const ends = text.includes('\r\n') ? formatted.replaceAll('\n', '\r\n') : formatted;
  // Nobody looks at every line that a formatter has touched: it must not change what a file says.
  return dataText(ends) === before ? ends : null;
}

/** What a text says, as text that can be compared; null where it has errors. */
export function dataText(text: string): string | null {
  const { data, problems } = parseYamlFile(text);
  return problems.some(({ severity }) => severity === 'error') ? null : JSON.stringify(data);
}

function printTokens(text: string): string | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  try {
    return new DescriptorPrinter().print(tokens);
  } catch (error) {
    if (error instanceof Unformattable) return null;
    throw error;
  }
}
