import { describe, expect, it } from 'vitest';
import { example, useTool } from './tool';

const tool = useTool();

/** What bash offers where the cursor stands at the end of a line. */
async function offered(line: string): Promise<string[]> {
  const words = line.split(' ');
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { code, stdout, stderr } = await tool.bash(`
    source <(cnn-tuner completion bash)
    complete -p cnn-tuner | grep -q _cnn_tuner || exit 3
    COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}
    compopt() { :; }
    _cnn_tuner
    printf '%s\\n' "\${COMPREPLY[@]}"`);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('completion in bash', () => {
  it('offers verbs', async () => {
    expect(await offered('cnn-tuner ')).toEqual(
      expect.arrayContaining(['check', 'import', 'layers', 'platform', 'tune', 'lsp']),
    );
    expect(await offered('cnn-tuner tu')).toEqual(['tune']);
    expect(await offered('cnn-tuner --v')).toEqual(['--version']);
  });

  it('offers the options of a verb', async () => {
    expect(await offered('cnn-tuner tune --al')).toEqual(['--alpha']);
    expect(await offered('cnn-tuner layers --j')).toEqual(['--json']);
  });

  it('offers the values of an option', async () => {
    expect(await offered('cnn-tuner tune --assign ')).toEqual(['rank_w', 'rank_l', 'random']);
    expect(await offered('cnn-tuner tune --assign = rank_')).toEqual(['rank_w', 'rank_l']);
    expect(await offered('cnn-tuner completion ')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('leaves files to bash', async () => {
    expect(await offered(`cnn-tuner tune ${example.network('alex')}`)).toEqual([]);
    expect(await offered('cnn-tuner tune -p ')).toEqual([]);
  });
});

describe('completion scripts', () => {
  it.each([
    [
      'zsh',
      [
        '#compdef cnn-tuner',
        '(-h --help)',
        'tune) _arguments',
        '--explorer[the algorithm]:value:(shisha ',
      ],
    ],
    [
      'fish',
      [
        'complete -c cnn-tuner -f -n ',
        '-s V -l version',
        "-l explorer -d 'the algorithm' -x -a 'shisha ",
      ],
    ],
  ])('%s', async (shell, parts) => {
    const { code, stdout } = await tool.run(['completion', shell]);
    expect(code).toBe(0);
    for (const part of parts) expect(stdout).toContain(part);
  });
});
