import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { problem } from '../../../server/engine/core/rules';
import type { FileProblem } from '../../../server/src/adapters/fileProblem';
import { problemText } from '../../../server/src/cli/problemsText';
import { describeTerminal } from '../../../server/src/cli/terminal';

const terminal = (environment: Record<string, string> = { LANG: 'C.UTF-8' }) =>
  describeTerminal({ columns: 80 }, environment, 'linux');

function found(sourceLine: string, meant: string): FileProblem {
  const start = sourceLine.indexOf(meant);
  return {
    file: 'a.cnn.yaml',
    problem: problem('wrong-type', ['x'], 'It must be “a number”.'),
    range: {
      start: { line: 6, character: start },
      end: { line: 6, character: start + meant.length },
    },
    sourceLine,
  };
}

/** What the carets stand under. */
function underlined(text: string): string {
  const [, line = '', carets = ''] = text.split('\n');
  // A wide character stands over two columns.
  const characters = [...line].flatMap((c) => (stringWidth(c) === 2 ? [c, ''] : [c]));
  return [...carets].map((c, at) => (c === '^' ? (characters[at] ?? '') : '')).join('');
}

describe('problemText', () => {
  it('puts place, message and rule on the first line', () => {
    const [first] = problemText(found('kernel: big', 'big'), terminal()).split('\n');
    expect(first).toBe('a.cnn.yaml:7:9: error: It must be “a number”. [wrong-type]');
  });

  it.each([
    ['a plain line', 'kernel: big'],
    ['characters beyond the first plane', '# 🦐🦐 kernel: big # 🦐'],
    ['tabs', '\tkernel:\tbig'],
    ['a very long line', `${'[1, 2], '.repeat(200_000)}big, ${'3, '.repeat(200_000)}`],
    ['the end of a long line', `${'[1, 2], '.repeat(100)}big`],
  ])('points at what is meant in %s', (_what, line) => {
    const text = problemText(found(line, 'big'), terminal());
    expect(underlined(text)).toBe('big');
    for (const row of text.split('\n').slice(1)) expect([...row].length).toBeLessThanOrEqual(80);
  });

  it('stands under wide characters as wide as they are', () => {
    const [, line = '', carets = ''] = problemText(found('名前: 畳み込み', '畳み込み'), terminal()).split('\n'); // prettier-ignore
    expect(carets.indexOf('^')).toBe(stringWidth(line.slice(0, line.indexOf('畳'))));
    expect(carets.trimStart().replace(/^\| */, '')).toBe('^'.repeat(8));
  });

  it('stays aligned in ASCII', () => {
    const text = problemText(found('“größe”: big', 'big'), terminal({ LANG: 'C' }));
    expect(text).toMatch(/^[\n -~]*$/);
    expect(underlined(text)).toBe('big');
  });

  it('shows no line where there is none', () => {
    const whole: FileProblem = { ...found('', ''), range: null, sourceLine: null };
    expect(problemText(whole, terminal())).toMatch(/^a\.cnn\.yaml: error: [^\n]*\n$/);
  });
});
