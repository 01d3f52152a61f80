import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explorerFacts } from '../../server/engine/explore/explorerFacts';
import type { ComparisonResult } from '../../server/protocol/comparisonResult';
import { smallProfile } from '../fixtures/smallProfile';
import { ended, example, useTool } from './tool';

const tool = useTool();
const network = example.network('alexnet');
const platform = example.platform('chiplet-2f2s');
const inputs = [network, '--platform', platform];
const quick = [...inputs, '--explorers', 'shisha,hill-climbing', '--seeds', '3', '--trials', '50'];

const parse = (text: string): ComparisonResult => JSON.parse(text);
/** What clocks have no part in. */
const timeless = (result: ComparisonResult) =>
  result.runs.map((run) => ({ ...run, explorerSeconds: 0 }));

describe('compare', () => {
  it('prints a table of every explorer that makes sense, and says what it left out', async () => {
    const { code, stdout, stderr } = await tool.run(['compare', ...inputs, '--seeds', '2', '--trials', '50']); // prettier-ignore
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^AlexNet on chiplet-2f2s\n2 seeds · analytical testbed · 1,432 conf/);
    const { optimum, ...run } = explorerFacts;
    for (const { title } of Object.values(run))
      expect(stdout).toMatch(new RegExp(`^${title} `, 'm'));
    expect(stdout).toContain('Left out: optimum');
    expect(stdout).not.toMatch(new RegExp(`^${optimum.title} `, 'm'));
    expect(stdout).toMatch(/% \*/);
    expect(stdout).toContain('proven optimum');
  });

  it('fits narrow terminals, and those without UTF-8', async () => {
    const { stdout } = await tool.run(['compare', ...quick], { COLUMNS: '60', LC_ALL: 'C' });
    expect(stdout).toMatch(/^[\n -~]+$/);
    expect(stdout).not.toContain('MEMORY');
  });

  it('prints one JSON document, the same for the same seed, and saves it', async () => {
    const output = 'alex.comparison.json';
    const args = ['compare', ...quick, '--json', '-o', output];
    const first = await tool.run(args);
    expect(first).toMatchObject({ code: 0, stderr: `wrote ${output}\n` });
    expect(readFileSync(join(tool.folder, output), 'utf8')).toBe(first.stdout);
    const result = parse(first.stdout);
    expect(result).toMatchObject({
      kind: 'cnn-comparison',
      format: 1,
      network: 'AlexNet',
      platform: 'chiplet-2f2s',
      reference: { kind: 'optimum' },
      seeds: { first: 1, count: 3 },
      maxTrials: 50,
    });
    // Shisha has no chance in it: one run tells all.
    expect(result.runs.map(({ explorer, seed }) => `${explorer} ${seed}`)).toEqual([
      'shisha 1',
      'hill-climbing 1',
      'hill-climbing 2',
      'hill-climbing 3',
    ]);
    const again = parse((await tool.run(args)).stdout);
    expect(timeless(again)).toEqual(timeless(result));
    expect((await tool.run(['check', output])).code).toBe(0);
  });

  it('finds what `tune` finds', async () => {
    const options = ['--assign', 'random', '--seed', '5', '--json'];
    const args = ['compare', ...inputs, '--explorers', 'shisha', '--seeds', '1', ...options];
    const [compared] = parse((await tool.run(args)).stdout).runs;
    const tuned = JSON.parse((await tool.run(['tune', ...inputs, ...options])).stdout) as object;
    expect(tuned).toMatchObject({
      seed: 5,
      trials: compared?.trials,
      convergenceSeconds: compared?.convergenceSeconds,
      best: { throughput: compared?.throughput },
      optimum: { quality: compared?.quality },
    });
  });

  it('prints a row a run as comma-separated values', async () => {
    const { code, stdout } = await tool.run(['compare', ...quick, '--csv']);
    expect(code).toBe(0);
    const [head, ...rows] = stdout.trimEnd().split('\r\n');
    expect(head).toMatch(/^explorer,seed,quality,/);
    expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).toEqual([
      'shisha 1',
      'hill-climbing 1',
      'hill-climbing 2',
      'hill-climbing 3',
    ]);
  });

  it('compares on a profile', async () => {
    const profile = tool.write('two.profile.json', smallProfile);
    const args = ['compare', '--profile', profile, '--explorers', 'exhaustive', '--json'];
    const result = parse((await tool.run(args)).stdout);
    expect(result).toMatchObject({
      testbed: 'profile',
      reference: { kind: 'optimum', cost: 2 },
      runs: [{ explorer: 'exhaustive', quality: 1, trials: 6, exploredFraction: 1 }],
    });
  });

  it.each([
    ['an explorer that does not exist', ['--explorers', 'shisha,shasha'], /known: shisha,/],
    ['no seeds', ['--seeds', '0'], /at least 1/],
    ['too many seeds', ['--seeds', '10001'], /at most 10000/],
    ['two documents at once', ['--csv', '--json'], /cannot be used with/],
    ['a profile beside a network', ['--profile', 'x.profile.json'], /alone/],
  ])('refuses %s', async (_title, options, message) => {
    const { code, stdout, stderr } = await tool.run(['compare', ...inputs, ...options]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('reports bad inputs as JSON where JSON is wanted', async () => {
    const bad = tool.write('bad.cnn.yaml', 'cnn: x\n');
    const { code, stdout } = await tool.run(['compare', bad, '-p', platform, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'cnn-problems' });
  });
});

// `script` gives the tool a terminal: its progress tells that it runs, and Ctrl-C is a key.
it('ends at Ctrl-C with 130 and the runs that are complete', async () => {
  const options = '--explorers shisha,random-walk --steps 1000000000 -o cut.comparison.json';
  const line = `'${process.execPath}' '${tool.script}' compare '${network}' -p '${platform}' ${options}`;
  const child = tool.spawn('script', ['--quiet', '--return', '--command', line, '/dev/null']);
  let pressed = false;
  child.stdout?.on('data', (data) => {
    // The reference and Shisha are done; the walks do not end.
    if (pressed || !/\b2 of 12 runs/.test(String(data))) return;
    pressed = true;
    child.stdin?.write('\u0003');
  });
  const { code } = await ended(child, { keepInput: true });
  expect(code).toBe(130);
  const saved = parse(readFileSync(join(tool.folder, 'cut.comparison.json'), 'utf8'));
  expect(saved).toMatchObject({ cancelled: true, runs: [{ explorer: 'shisha' }] });
  expect(saved.leftOut).toEqual([{ name: 'random-walk', reason: 'none of its runs was complete' }]);
});
