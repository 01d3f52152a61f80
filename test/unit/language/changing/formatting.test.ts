import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDescriptor } from '../../../../server/src/language/formatting/formatDescriptor';
import { formatEdits } from '../../../../server/src/language/formatting/formatEdits';

const root = join(import.meta.dirname, '../../../../examples');
const examples = ['networks', 'platforms'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
);

describe('formatting', () => {
  it.each<[title: string, before: string, after: string]>([
    [
      'indents by two columns, lists under their keys too',
      'templates:\n    t:\n       layers:\n       - name: a\n         op: add\n',
      'templates:\n  t:\n    layers:\n      - name: a\n        op: add\n',
    ],
    [
      'spaces flow style',
      'a: {b: 1,c:   $(1 + 2) , d: [ 3,4 ],e: }\nf: [ ]\ng: {   }\n',
      'a: { b: 1, c: $(1 + 2), d: [3, 4], e: }\nf: []\ng: {}\n',
    ],
    ['keeps an empty value before a comma', 'p: {a: ,b: 1}\n', 'p: { a: , b: 1 }\n'],
    ['spaces keys and dashes', 'a :   1\nb:\n  -    c\n', 'a: 1\nb:\n  - c\n'],
    [
      'keeps comments where they are',
      '# head\na: 1    # one\n\n# above b\nb:\n    # in b\n    c: 2\n    # end of b\nd: 3 # d\n# tail',
      '# head\na: 1    # one\n\n# above b\nb:\n  # in b\n  c: 2\n  # end of b\nd: 3 # d\n# tail\n',
    ],
    ['keeps one blank line of several', '\n\na: 1\n\n\n\nb: 2\n\n\n', 'a: 1\n\nb: 2\n'],
    [
      'ends every line where its content ends',
      'a: 1   \nb: [1,   \n  2]\t\n',
      'a: 1\nb: [1,\n    2]\n',
    ],
    [
      'keeps line breaks in flow style, with comments',
      'l:\n  - {name: a, # why\n    op: conv,\n    # alone\n    filters: 3}   # last\n',
      'l:\n  - { name: a, # why\n      op: conv,\n      # alone\n      filters: 3 }   # last\n',
    ],
    [
      'indents brackets that stand alone',
      'l:\n- {\n  name: a,\n  from: [\n  b\n  ]\n  }\n',
      'l:\n  - {\n      name: a,\n      from: [\n        b\n      ]\n    }\n',
    ],
    [
      'moves text blocks as a whole',
      't: |\n     a\n       b\n\n     c\n',
      't: |\n  a\n    b\n\n  c\n',
    ],
    [
      'moves texts of several lines',
      "t: 'a\n        b'\nu: c\n     d\n",
      "t: 'a\n  b'\nu: c\n  d\n",
    ],
    ['keeps anchors, aliases and quotes', 'a:   &x "1"\nb: *x\n', 'a: &x "1"\nb: *x\n'],
    ['keeps a mark of the document', '---\na:  1\n', '---\na: 1\n'],
    ['keeps carriage returns', 'a:  1\r\nb: [1,2]\r\n', 'a: 1\r\nb: [1, 2]\r\n'],
  ])('%s', (_title, before, after) => {
    expect(formatDescriptor(before)).toBe(after);
    expect(formatDescriptor(after)).toBe(after);
  });

  it('breaks lines that are too long after commas', () => {
    const fields = Array.from({ length: 20 }, (_, i) => `field${i}: ${i}`).join(', ');
    const lines = formatDescriptor(`layers:\n  - { ${fields} }\n`)?.split('\n') ?? [];
    expect(lines.length).toBeGreaterThan(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines[2]).toMatch(/^ {6}field\d+: /);
  });

  it.each([
    ['a syntax error', 'a: [1,  2\nb:   3\n'],
    ['several documents', 'a:   1\n---\nb: 2\n'],
    ['a key after a question mark', '? a\n:   b\n'],
    ['a text block with its indentation in numbers', 'a: |2\n    b\n'],
    ['nothing', ''],
  ])('leaves alone %s', (_title, text) => {
    expect(formatEdits(text)).toEqual([]);
  });

  it.each(examples)('leaves examples/%s as it is', (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    expect(formatDescriptor(text)).toBe(text);
  });
});

describe('edits of a format', () => {
  const apply = (text: string, edits: ReturnType<typeof formatEdits>) =>
    TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);

  it('touch only the lines that change', () => {
    const text = 'a: 1\nb: [1,2]\nc: 3\n\n\n\nd: 4\n';
    const edits = formatEdits(text);
    expect(apply(text, edits)).toBe('a: 1\nb: [1, 2]\nc: 3\n\nd: 4\n');
    expect(edits.map(({ range: { start, end } }) => [start.line, end.line])).toEqual([
      [1, 2],
      [4, 6],
    ]);
  });

  it('mend the end of a text without a last line break', () => {
    expect(apply('a: 1\nb:  2', formatEdits('a: 1\nb:  2'))).toBe('a: 1\nb: 2\n');
  });

  it('stay in a range', () => {
    const text = 'a:  1\nb:  2\nc:  3\n';
    const line = (start: number, end: number, character = 0) => ({
      start: { line: start, character: 0 },
      end: { line: end, character },
    });
    expect(apply(text, formatEdits(text, line(1, 2)))).toBe('a:  1\nb: 2\nc:  3\n');
    expect(apply(text, formatEdits(text, line(1, 2, 1)))).toBe('a:  1\nb: 2\nc: 3\n');
  });

  it('are none where half a block would move', () => {
    const text = 'a:\n    b: 1\n    c: 2\n';
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    expect(formatEdits(text, range)).toEqual([]);
  });
});
