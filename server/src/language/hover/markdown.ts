/** Text as code, whatever backticks it holds. */
export function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((match) => match[0].length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + pad + text.replace(/\s+/g, ' ') + pad + fence;
}

/** A Markdown table; the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 ? ':--' : '--:')));
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Paragraphs without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What a table leaves out. */
export function more(count: number, shown: number): string {
  return count > shown ? `… and ${count - shown} more` : '';
}
