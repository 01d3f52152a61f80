const lineWidth = 120;

/** `{ a: 1, b: 2 }` from keys and texts that are YAML already. */
export function flowMapping(entries: Iterable<readonly [key: string, text: string]>): string {
  const texts = [...entries].map(([key, text]) => `${key}: ${text}`);
  return `{ ${texts.join(', ').trimEnd()} }`;
}

/** `[a, b]` from texts that are YAML already; a single one stands alone. */
export function flowList(texts: readonly string[]): string {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : `[${texts.join(', ')}]`;
}

/** A line of YAML, broken after commas where it is too long. */
export function wrapLine(head: string, text: string): string {
  const indent = ' '.repeat(head.length - head.trimStart().length + 4);
  const lines: string[] = [];
  let line = head;
  for (const word of text.split(/(?<=,) /)) {
    const joined = line === head ? `${line}${word}` : `${line} ${word}`;
    if (joined.length > lineWidth && line.trim() !== '' && line !== head) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = joined;
    }
  }
  return [...lines, line].join('\n');
}

/** A text as a YAML scalar: plain where it can be. */
export function scalar(text: string): string {
  const plain = /^[A-Za-z][\w .()+-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
  return plain && text.trimEnd() === text ? text : JSON.stringify(text);
}
