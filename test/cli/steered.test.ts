import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReplayLine } from '../../server/protocol/replayRecord';
import { useTool } from './tool';

const tool = useTool();
const net = `cnn: small
input: [3, 32, 32]
layers:
  - { name: c1, op: conv, kernel: 3, filters: 16 }
  - { name: c2, op: conv, kernel: 3, filters: 16 }
`;
const platform = `platform: here
memories: { ram: { bandwidth_gb_s: 20 } }
execution_places:
  - { name: x, clock_ghz: 2, flops_per_cycle: 32, memory: ram, cores: [0] }
  - { name: y, clock_ghz: 2, flops_per_cycle: 32, memory: ram, cores: [0], efficiency: { memory: 0.5 } }
`;
const inputs = ['net.cnn.yaml', '-p', 'here.platform.yaml'];
const run = (...more: readonly string[]) => ['run', ...inputs, '--schedule', 'net.tuning.json', ...more]; // prettier-ignore

beforeAll(async () => {
  tool.write('net.cnn.yaml', net);
  tool.write('here.platform.yaml', platform);
  expect((await tool.run(['tune', ...inputs, '-o', 'net.tuning.json'])).code).toBe(0);
});

describe('a run that is disturbed', () => {
  it('tells what happened, and saves it as a replay', async () => {
    const seconds = ['--seconds', '2.5', '--inject', 'x:cpu-4@0.2-1.8'];
    const args = run(...seconds, '--policy', 'lls', '-o', 'net.replay.jsonl');
    const { code, stdout, stderr } = await tool.run(args);
    expect(stderr).toContain('wrote net.replay.jsonl');
    expect(code).toBe(0);
    expect(stdout).toMatch(/begins +cpu-4 ×1\.25–1\.5 on x/);
    expect(stdout).toMatch(/ends +cpu-4/);
    const text = readFileSync(join(tool.folder, 'net.replay.jsonl'), 'utf8').trimEnd();
    const lines = text.split('\n').map((line) => JSON.parse(line) as ReplayLine);
    expect(lines[0]).toMatchObject({ testbed: 'local', scenario: 'injected', axis: 'seconds' });
    expect(lines.at(-1)).toMatchObject({ event: 'end', lines: lines.length });
  });

  it('tells it as JSON too', async () => {
    const { stdout } = await tool.run(run('--queries', '50', '--policy', 'static', '--json'));
    expect(JSON.parse(stdout)).toMatchObject({ bands: [], marks: [], summary: { queries: 50 } });
  });

  it.each([
    [['--inject', 'x:cpu-9@1'], 2, 'PLACE:LEVEL@FROM-TO'],
    [['--inject', 'nowhere:cpu-6@1-2'], 1, 'nowhere'],
    [['--inject', 'x:cpu-6@3-2'], 1, 'to'],
    [['--inject', 'x:cpu-6@1', '-i', 'a.interference.yaml'], 2, 'give one of them'],
    [['-i', 'gone.interference.yaml'], 1, 'gone.interference.yaml'],
    [['--policy', 'oracle'], 2, 'calibrated, odin, lls, static'],
    [['--policy', 'odin', '--trace', 'a.json'], 2, 'save a replay with -o'],
    [['--policy', 'odin', '-o', 'gone/a.replay.jsonl', '--queries', '5'], 1, 'gone/a.replay.jsonl'],
  ] as const)('is refused: %j', async (more, expected, words) => {
    const { code, stderr } = await tool.run(run(...more));
    expect(stderr).toContain(words);
    expect(code).toBe(expected);
  });
});
