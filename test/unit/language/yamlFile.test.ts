import { describe, expect, it } from 'vitest';
import { problem } from '../../../server/engine/core/rules';
import type { TextRange } from '../../../server/src/language/locatedProblem';
import { parseYamlFile } from '../../../server/src/language/yamlFile';

const codes = (text: string) => parseYamlFile(text).problems.map((p) => p.code);

/** The text that a range covers, to compare with what a person would underline. */
function slice(text: string, range: TextRange): string {
  const lines = text.split('\n');
  if (range.start.line !== range.end.line) return '(several lines)';
  return (lines[range.start.line] ?? '').slice(range.start.character, range.end.character);
}

const nowhere: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const located = (text: string, path: (string | number)[], on?: 'key' | 'value') =>
  slice(text, parseYamlFile(text).range(path, on));

describe('data of a text', () => {
  it('is plain and inherits nothing', () => {
    const { data, problems } = parseYamlFile('cnn: x\nlayers: [{ op: conv, pad: }]\n');
    expect(problems).toEqual([]);
    expect(data).toEqual({ cnn: 'x', layers: [{ op: 'conv', pad: null }] });
    expect('toString' in (data as object)).toBe(false);
  });

  it('keeps hostile keys as keys', () => {
    const { data } = parseYamlFile('__proto__: { polluted: true }\nconstructor: 1\n');
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads expressions in flow style as text', () => {
    const { data } = parseYamlFile('a: { f: $(4 * width), g: $w, h: $(a if first else b) }');
    expect(data).toEqual({ a: { f: '$(4 * width)', g: '$w', h: '$(a if first else b)' } });
  });

  it('follows aliases', () => {
    const { data, problems } = parseYamlFile('a: &x { k: 1 }\nb: *x\n');
    expect(problems).toEqual([]);
    expect(data).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });
});

describe('problems of a text', () => {
  it.each([
    ['nothing', '', 'empty-file'],
    ['a comment only', '# only a comment\n', 'empty-file'],
    ['a tab as indentation', 'a:\n\tb: 1\n', 'yaml-syntax'],
    ['equal keys', 'a: 1\na: 2\n', 'duplicate-key'],
    ['an open bracket', 'a: [1, 2\n', 'yaml-syntax'],
    ['an alias without anchor', 'a: *nowhere\n', 'yaml-syntax'],
    ['an alias in its own anchor', 'a: &x [*x]\n', 'yaml-syntax'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'yaml-syntax'],
    ['an unknown tag', 'a: !tag 1\n', 'yaml-syntax'],
    ['a NUL character', 'a: \0\n', 'not-text'],
    ['two million characters', `a: ${'x'.repeat(2_000_000)}`, 'too-large'],
    ['deep flow sequences', '['.repeat(50_000), 'too-large'],
    ['deep block sequences', '- '.repeat(50_000), 'too-large'],
    ['deep explicit keys', '? '.repeat(50_000), 'too-large'],
    ['deep flow mappings', '{a: '.repeat(50_000), 'too-large'],
  ])('%s', (_title, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it.each([
    ['a bracket too many', 'a: [1]]\n', /one too many/],
    ['two values', 'a: [x] y\n', /cannot stand here/],
    ['an item after a mapping', '- a\nb: c\n', /indentation is wrong/],
    ['an open bracket', 'a: [1, 2\nb: 3\n', /not closed/],
    ['a reserved character', 'a: @b\n', /quote it/],
    ['a comma that is missing', 'a: { x: 1 y: 2 }\n', /commas/],
  ])('are said in words of people: %s', (_title, text, words) => {
    expect(parseYamlFile(text).problems[0]?.message).toMatch(words);
  });

  it('says of a merge key that it merges nothing, once', () => {
    const text = 'base: &base { a: 1 }\nlist: [&x { <<: *base, b: 2 }, *x]\n';
    const { data, problems } = parseYamlFile(text);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Merge keys .* use a template/),
    ]);
    expect(slice(text, problems[0]?.range ?? nowhere)).toBe('<<');
    expect(data).toEqual({ base: { a: 1 }, list: [{ b: 2 }, { b: 2 }] });
  });

  it('says only of the tabs that they are wrong', () => {
    const { problems } = parseYamlFile('layers:\n\t- { name: a }\n\t- { name: b }\n');
    expect(new Set(problems.map(({ message }) => message))).toEqual(
      new Set(['Tabs cannot indent in YAML: use spaces.']),
    );
  });

  it('says once of keys that are no text what is wrong with them', () => {
    const { problems } = parseYamlFile('a: 1\n? [b]\n: 2\n? { c: 3 }\n: 4\n');
    expect(new Set(problems.map(({ message }) => message))).toEqual(
      new Set(['A key must be plain text.']),
    );
  });

  it('underlines the second of two equal keys', () => {
    const text = 'layers: []\nlayers: [1]\n';
    const [found] = parseYamlFile(text).problems;
    expect(found?.range.start).toEqual({ line: 1, character: 0 });
    expect(found && slice(text, found.range)).toBe('layers');
  });

  it('stops an alias bomb', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i += 1) bomb.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`);
    const file = parseYamlFile(bomb.join('\n'));
    expect(file.problems.map((p) => p.code)).toEqual(['too-large']);
  });

  it('stops a long chain of aliases', () => {
    const chain = ['a0: &a0 [x]'];
    for (let i = 1; i < 20_000; i += 1) chain.push(`a${i}: &a${i} [*a${i - 1}]`);
    expect(codes(chain.join('\n'))).toContain('too-large');
  });

  it('still reads what stands before and after a broken line', () => {
    const { data, problems } = parseYamlFile('cnn: x\ninput: [3, 4\nconstants: { a: 1 }\n');
    expect(problems[0]?.code).toBe('yaml-syntax');
    expect(data).toMatchObject({ cnn: 'x', constants: { a: 1 } });
  });

  it('reports a cascade of errors only in part', () => {
    expect(codes('- ]\n'.repeat(1000)).length).toBeLessThanOrEqual(20);
  });
});

describe('places', () => {
  const text = [
    'cnn: x',
    'templates:',
    '  t: &t',
    '    parameters: { width: , stride: 1 }',
    'layers:',
    '  - { name: a, kernel: 3 }',
    '  - name: b',
    '    from:',
    '      - a',
    'again: *t',
  ].join('\n');

  it.each<[(string | number)[], 'key' | 'value' | undefined, string]>([
    [['cnn'], undefined, 'x'],
    [['cnn'], 'key', 'cnn'],
    [['layers', 0, 'kernel'], undefined, '3'],
    [['layers', 0, 'kernel'], 'key', 'kernel'],
    // Empty values and values of several lines are shown at their key.
    [['templates', 't', 'parameters', 'width'], undefined, 'width'],
    [['templates'], undefined, 'templates'],
    [['layers', 1], undefined, 'name: b'],
    // A missing key is shown at the mapping that lacks it, or at that mapping's key.
    [['layers', 0, 'filters'], undefined, '{ name: a, kernel: 3 }'],
    [['layers', 0, 'filters'], 'key', '{ name: a, kernel: 3 }'],
    [['layers', 7, 'op'], undefined, 'layers'],
    [['cnn', 'deeper', 1], undefined, 'x'],
    // Through an alias to where the value stands.
    [['again', 'parameters', 'stride'], undefined, '1'],
    [[], undefined, 'cnn: x'],
  ])('%j (%s) is %j', (path, on, expected) => {
    expect(located(text, path, on)).toBe(expected);
  });

  it('locates a problem and what is related to it', () => {
    const found = parseYamlFile(text).locate(
      problem('missing-parameter', ['layers', 0], 'width', {
        related: [{ path: ['templates', 't'], message: 'declared here' }],
      }),
    );
    expect(slice(text, found.range)).toBe('{ name: a, kernel: 3 }');
    expect(found.related?.[0] && slice(text, found.related[0].range)).toBe('t');
  });

  it('counts lines that end with a carriage return', () => {
    const file = parseYamlFile('cnn: x\r\ninput: 3\r\n');
    expect(file.range(['input'])).toEqual({
      start: { line: 1, character: 7 },
      end: { line: 1, character: 8 },
    });
  });

  it('skips a byte order mark', () => {
    expect(parseYamlFile('\uFEFFcnn: x\n').data).toEqual({ cnn: 'x' });
  });
});
