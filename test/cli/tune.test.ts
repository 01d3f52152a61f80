import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { smallProfile } from '../fixtures/smallProfile';
import { example, useTool } from './tool';

const tool = useTool();
const network = example.network('resnet-50');
const platform = example.platform('chiplet-4f4s');
const inputs = [network, '--platform', platform];

const parse = (text: string): TuningResult => JSON.parse(text);

describe('tune', () => {
  it('draws the stage map with its figures', async () => {
    const { code, stdout, stderr } = await tool.run(['tune', ...inputs]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('ResNet-50 on chiplet-4f4s');
    expect(stdout).toMatch(/^1 .*(fast █|slow +▒)/m);
    expect(stdout).toMatch(/◀ (bottleneck|transfer)/);
    expect(stdout).toMatch(/^Throughput +\d+ \/s/m);
    expect(stdout).toMatch(/^Latency /m);
    expect(stdout).toMatch(/^Trials /m);
  });

  it('follows the terminal: its width, its locale', async () => {
    const narrow = await tool.run(['tune', ...inputs], { COLUMNS: '60', LC_ALL: 'C' });
    expect(narrow.stdout).toMatch(/^[\n -~]+$/);
    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('prints one JSON document, in which every layer is in exactly one stage', async () => {
    const { code, stdout, stderr } = await tool.run(['tune', ...inputs, '--json']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const result = parse(stdout);
    expect(result).toMatchObject({ kind: 'cnn-tuning', format: 1, explorer: 'shisha', seed: 1 });
    expect(result.best.stages.flatMap((stage) => stage.layers)).toEqual(result.system.layers);
    expect(result.best.throughput).toBeCloseTo(1 / result.best.periodSeconds, 6);
    expect(result.trace).toHaveLength(result.trials);
    expect(result.optimum?.quality).toBeLessThanOrEqual(1);
  });

  it('says where weights are that no pipeline can hold, before it tries any', async () => {
    const small = readFileSync(platform, 'utf8').replace(/capacity_gb: \d+/g, 'capacity_gb: 0.01');
    const args = ['tune', network, '--platform', tool.write('small.platform.yaml', small)];
    const { code, stdout, stderr } = await tool.run(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('resnet-50.cnn.yaml:');
    expect(stderr).toContain('[weights-exceed-memory]');
    expect(stderr).toContain('they are 102 MB, the memories of all execution places have 80.0 MB');
  });

  it('finds the same with the same seed', async () => {
    const args = ['tune', ...inputs, '--json', '--assign', 'random', '--seed', '7'];
    const [first, second] = await Promise.all([tool.run(args), tool.run(args)]);
    expect(first.stdout).toBe(second.stdout);
    expect(parse(first.stdout).options).toMatchObject({ assign: 'random', balance: 'lFEP' });
  });

  it('saves what it prints, with paths from the file to its inputs', async () => {
    mkdirSync(join(tool.folder, 'results'));
    const net = tool.write('nets/net.cnn.yaml', readFileSync(network));
    const args = ['tune', net, '-p', platform, '--json', '-o', 'results/net.tuning.json'];
    const { code, stdout } = await tool.run(args);
    expect(code).toBe(0);
    const saved = readFileSync(join(tool.folder, 'results/net.tuning.json'), 'utf8');
    expect(saved).toBe(stdout);
    expect(parse(saved).sources?.network).toBe('../nets/net.cnn.yaml');
    expect((await tool.run(['check', 'results/net.tuning.json'])).code).toBe(0);
  });

  it('respects limits', async () => {
    const args = ['tune', ...inputs, '--json', '--trials', '3', '--no-trace', '--no-optimum'];
    const result = parse((await tool.run(args)).stdout);
    expect(result).toMatchObject({ trials: 3, trace: [], optimum: null });
  });

  it('walks all configurations in parts, and says where to go on', async () => {
    const args = ['tune', ...inputs, '--json', '--no-optimum', '--explorer', 'exhaustive'];
    const { stdout, stderr } = await tool.run([...args, '--trials', '1000']);
    expect(stderr).toContain('--from 1001\n');
    const { resumeFrom = '', spaceSize } = parse(stdout);
    expect(resumeFrom).toBe('1001');
    const rest = await tool.run([...args, '--trials', '3', '--from', resumeFrom]);
    expect(parse(rest.stdout)).toMatchObject({ options: { from: '1001' }, resumeFrom: '1004' });
    const last = await tool.run([...args, '--from', spaceSize]);
    expect(last.stderr).toBe('');
    expect(parse(last.stdout).trials).toBe(1);
    const beyond = await tool.run([...args, '--from', `${spaceSize}0`]);
    expect(beyond.code).toBe(1);
    expect(beyond.stderr).toContain(spaceSize);
    const wrong = await tool.run([...args, '--from', '0']);
    expect(wrong.code).toBe(2);
  });

  it('tunes a profile exactly', async () => {
    const profile = tool.write('two.profile.json', smallProfile);
    const { code, stdout } = await tool.run(['tune', '--profile', profile, '--json']);
    expect(code).toBe(0);
    const result = parse(stdout);
    expect(result).toMatchObject({ network: 'n', platform: 'p', testbed: 'profile' });
    expect(result.best.periodSeconds).toBe(2);
    expect(result.optimum).toEqual({ throughput: 0.5, proven: true, quality: 1 });
  });

  it('holds what differs from the optimum by rounding for the optimum', async () => {
    const times = [[0.1, 0.2, 0.3], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]]; // prettier-ignore
    const profile = tool.write(
      'alike.profile.json',
      JSON.stringify({
        kind: 'cnn-profile', format: 1, network: 'n', platform: 'p', layers: ['a', 'b', 'c', 'd'],
        executionPlaces: ['x', 'y', 'z'], seconds: times,
      }), // prettier-ignore
    );
    const { stdout } = await tool.run(['tune', '--profile', profile, '--json']);
    const { best, optimum } = parse(stdout);
    expect(best.periodSeconds).toBeCloseTo(0.3, 12);
    expect(optimum?.quality).toBe(1);
  });

  it('reports bad inputs of every file at once, as text or as JSON', async () => {
    const bad = tool.write('bad.cnn.yaml', 'cnn: x\n');
    const worse = tool.write('bad.platform.yaml', 'platform: p\n');
    const text = await tool.run(['tune', bad, '-p', worse]);
    expect(text).toMatchObject({ code: 1, stdout: '' });
    expect(text.stderr).toMatch(/^bad\.cnn\.yaml:1:1: error: .*\[missing-key\]$/m);
    expect(text.stderr).toMatch(/^bad\.platform\.yaml:1:1: error: .*\[missing-key\]$/m);
    const json = await tool.run(['tune', bad, '-p', worse, '--json']);
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'cnn-problems', files: [bad, worse] });
  });

  it('refuses a platform whose memories hold no layer', async () => {
    const tiny = tool.write(
      'tiny.platform.yaml',
      readFileSync(platform, 'utf8').replaceAll(/capacity_gb: \S+/g, 'capacity_gb: 0.0000001 }'),
    );
    const { code, stderr } = await tool.run(['tune', network, '-p', tiny]);
    expect(code).toBe(1);
    expect(stderr).toContain('error:');
  });
});

describe('files that cannot be written', () => {
  it.each([
    ['missing/out.tuning.json', 'no such file or directory'],
    ['occupied', 'directory'],
  ])('%s', async (output, reason) => {
    mkdirSync(join(tool.folder, 'occupied'), { recursive: true });
    const { code, stdout, stderr } = await tool.run(['tune', ...inputs, '--json', '-o', output]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${output} cannot be written: `);
    expect(stderr).toContain(reason);
    // What was found is not lost.
    expect(parse(stdout).kind).toBe('cnn-tuning');
  });

  it('leaves the old file whole where the new one does not fit', async () => {
    const output = tool.write('small.tuning.json', 'as it was');
    const limited = `ulimit -f 4; cnn-tuner tune '${network}' -p '${platform}' -o ${output}`;
    // The system may end the process where it would write beyond the limit.
    expect((await tool.bash(limited)).code).not.toBe(0);
    expect(readFileSync(join(tool.folder, output), 'utf8')).toBe('as it was');
    const left = readdirSync(tool.folder).filter((name) => name.startsWith(output));
    expect(left).toEqual([output]);
  });

  it('says that a disk is full', async () => {
    const { code, stderr } = await tool.run(['tune', ...inputs, '-o', '/dev/full']);
    expect(code).toBe(1);
    expect(stderr).toContain('/dev/full cannot be written: no space is left on the device.');
  });

  it('writes into a pipe, and puts no file in its place', async () => {
    const tune = `cnn-tuner tune '${network}' -p '${platform}'`;
    const script = `mkfifo pipe; cat pipe > copy & ${tune} -o pipe && wait && test -p pipe`;
    expect((await tool.bash(script)).code).toBe(0);
    expect(parse(readFileSync(join(tool.folder, 'copy'), 'utf8')).kind).toBe('cnn-tuning');
  });
});

describe('pipes', () => {
  const tune = `cnn-tuner tune '${network}' -p '${platform}'`;

  it('does not complain when a reader leaves early', async () => {
    const { code, stderr } = await tool.bash(`set -o pipefail; ${tune} --json | head -n 1`);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('saves its result for nobody who reads along', async () => {
    const script = `set -o pipefail; ${tune} -o unread.tuning.json | true`;
    expect((await tool.bash(script)).code).toBe(0);
    const saved = readFileSync(join(tool.folder, 'unread.tuning.json'), 'utf8');
    expect(parse(saved).kind).toBe('cnn-tuning');
  });

  it('ends well where nobody hears what it reports', async () => {
    const script = `set -o pipefail; cnn-tuner check '${network}' 2>&1 | true`;
    expect((await tool.bash(script)).code).toBe(0);
  });

  it('says that there is no space for what it prints, and saves its result', async () => {
    const { code, stderr } = await tool.bash(`${tune} -o printed.tuning.json > /dev/full`);
    expect(code).toBe(1);
    expect(stderr).toContain('Standard output cannot be written: no space is left on the device.');
    const saved = readFileSync(join(tool.folder, 'printed.tuning.json'), 'utf8');
    expect(parse(saved).kind).toBe('cnn-tuning');
  });
});
