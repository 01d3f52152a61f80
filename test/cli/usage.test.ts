import { describe, expect, it } from 'vitest';
import { example, useTool } from './tool';

const tool = useTool();
const verbs = ['check', 'import', 'export', 'layers', 'platform', 'tune', 'compare', 'profile', 'run', 'replay', 'lsp', 'completion']; // prettier-ignore

describe('help', () => {
  it('lists every verb and ends with 0', async () => {
    const { code, stdout, stderr } = await tool.run(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
  });

  it.each(verbs)('shows examples of %s', async (verb) => {
    const { code, stdout } = await tool.run([verb, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`$ cnn-tuner ${verb}`);
  });

  it('is ASCII where the locale is, and breaks lines where the terminal ends', async () => {
    const { stdout } = await tool.run(['run', '--help'], { LC_ALL: 'C', COLUMNS: '60' });
    expect(stdout).toMatch(/^[\n -~]+$/);
    const [, description = ''] = stdout.split('\n\n');
    const lengths = description.split('\n').map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
    // No line but the last is broken early.
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(45);
  });

  it('tells mistakes in ASCII too', async () => {
    const { stderr } = await tool.run(['tune', 'ä.cnn.yaml', '--trials', '½'], { LC_ALL: 'C' });
    expect(stderr).toMatch(/^[\n -~]+$/);
  });

  it('tells its version', async () => {
    const { code, stdout } = await tool.run(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong usage ends with 2 and leaves standard output empty', () => {
  const network = example.network('alexnet');
  const platform = example.platform('chiplet-2f2s');
  it.each([
    [[], 'Usage'],
    [['tunee'], 'Did you mean tune?'],
    [['tune', network, '--platfrom', platform], 'Did you mean --platform?'],
    [['tune'], '--platform <file>, or --profile <file>'],
    [['tune', network], '--platform <file>'],
    [['tune', network, '-p', platform, '--profile', 'x.profile.json'], 'give --profile alone'],
    [['tune', network, '-p', platform, '--testbed', 'profile'], 'needs --profile'],
    [['tune', network, '-p', platform, '--alpha', '0'], 'at least 1'],
    [['tune', network, '-p', platform, '--alpha', '1e3'], 'whole number'],
    [['tune', network, '-p', platform, '--seed', '99999999999'], '32-bit'],
    [['tune', network, '-p', platform, '--explorer', 'magic'], 'Allowed choices are shisha'],
    [['tune', network, '-p', platform, '--assign', 'best'], 'rank_w, rank_l, random'],
    [['tune', network, '-p', platform, '--queries', '9'], 'belongs to --testbed local'],
    [['profile', network, '-p', platform], "required option '-o, --output <file>'"],
    [['profile', network, '-p', platform, '-o', 'x', '--budget', '0'], 'above 0'],
    [['layers'], "missing required argument 'network'"],
    [['layers', network, '--input', '3,224'], 'such as 3,224,224'],
    [['check'], "missing required argument 'file'"],
    [['check', network, '--format', 'xml'], 'text, json, sarif'],
    [['completion', 'tcsh'], 'bash, zsh, fish'],
    [['lsp'], '--stdio'],
    [['tune', network, '-p', platform, '-o', ''], '--output names no file'],
    [['layers', ''], 'the name of a file is empty'],
    [['export', 'a.onnx', '-o', './a.onnx'], 'would replace its own input'],
    [['tune', network, '-p', platform, '-o', platform], 'would replace its own input'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await tool.run(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
