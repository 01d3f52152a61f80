import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProfileFile } from '../../server/engine/cost/profileSchema';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { OnnxBuilder } from '../fixtures/onnx/onnxBuilder';
import { childrenOf, isRunning, until } from './processes';
import { ended, useTool } from './tool';

const tool = useTool();

/** Three convolutions, each a layer: a few milliseconds. */
function smallModel(): Uint8Array {
  const net = new OnnxBuilder({ input: [1, 3, 64, 64] });
  const a = net.node('Relu', [net.conv(net.input, [3, 32], 3, { name: 'a' })]);
  const b = net.node('Relu', [net.conv(a, [32, 32], 3, { name: 'b' })]);
  return net.build(net.conv(b, [32, 8], 3, { name: 'c' }));
}

const platformOf = (...places: readonly string[]) =>
  [
    'platform: here',
    'memories: { ram: { bandwidth_gb_s: 20 } }',
    'execution_places:',
    ...places.map((place) => `  - { clock_ghz: 2, flops_per_cycle: 32, memory: ram, ${place} }`),
    '',
  ].join('\n');

beforeAll(() => {
  tool.write('net.onnx', smallModel());
  tool.write('one.platform.yaml', platformOf('name: x, cores: [0]'));
  tool.write(
    'two.platform.yaml',
    platformOf('name: x, cores: [0]', 'name: y, cores: [0], emulate_speed: 0.5'),
  );
  // Of another clock, so that both places are measured.
  tool.write(
    'kinds.platform.yaml',
    platformOf('name: x, cores: [0]', 'name: y, cores: [0], efficiency: { memory: 0.5 }'),
  );
  tool.write('far.platform.yaml', platformOf('name: x, cores: [4000]'));
  tool.write('paper.platform.yaml', platformOf('name: x, cores: 4'));
});

const layers = ['conv1', 'conv2', 'conv3'];

const read = <T>(name: string): T => JSON.parse(readFileSync(join(tool.folder, name), 'utf8')) as T;
const profile = (platform: string, output: string, ...more: readonly string[]) => [
  'profile',
  'net.onnx',
  '-p',
  `${platform}.platform.yaml`,
  '-o',
  output,
  ...more,
];

const microseconds = (row: readonly number[]) => row.map((s) => Math.round(s * 1e6));

describe('profile', () => {
  it('measures layers with intervals, and saves what it prints', async () => {
    const args = profile('two', 'net.profile.json', '--budget', '2', '--json');
    const { code, stdout, stderr } = await tool.run(args);
    expect(stderr).toContain('wrote net.profile.json');
    expect(code).toBe(0);
    const printed = JSON.parse(stdout) as ProfileFile;
    expect(printed).toEqual(read('net.profile.json'));
    expect(printed).toMatchObject({ layers, executionPlaces: ['x', 'y'], emulateSpeed: [1, 0.5] }); // prettier-ignore
    for (const [layer, [fast = 0, slow = 0]] of printed.seconds.entries()) {
      expect(fast).toBeGreaterThan(0);
      expect(slow / fast).toBeCloseTo(2, 6);
      expect(printed.spread?.[layer]?.[0]).toBeGreaterThanOrEqual(0);
      expect(printed.repetitions?.[layer]?.[0]).toBeGreaterThanOrEqual(6);
    }
    expect(printed.machine).toContain('cores');
    expect(printed.versions).toHaveProperty('onnxruntime');
    expect(stderr).toContain('emulated at 50 %');
    // Two places on one core are told of.
    expect(stderr).toMatch(/core/i);
    expect((await tool.run(['check', 'net.profile.json'])).code).toBe(0);
    const tuned = await tool.run(['tune', '--profile', 'net.profile.json', '--json']);
    expect((JSON.parse(tuned.stdout) as TuningResult).best.stages.length).toBeGreaterThan(0);
  });

  it('measures a descriptor with weights of a seed', async () => {
    tool.write('tiny.cnn.yaml', 'cnn: tiny\ninput: [3, 8, 8]\nlayers:\n  - { name: c, op: conv, kernel: 3, filters: 4 }\n'); // prettier-ignore
    const args = ['profile', 'tiny.cnn.yaml', '-p', 'one.platform.yaml', '-o', 'tiny.profile.json', '--budget', '0.5']; // prettier-ignore
    const { code } = await tool.run(args);
    expect(code).toBe(0);
    expect(read<ProfileFile>('tiny.profile.json').layers).toEqual(['c']);
  });

  it.each([
    ['far', 'core 4000'],
    ['paper', 'cnn-tuner platform'],
  ])('refuses cores that are not there (%s)', async (platform, message) => {
    const { code, stderr } = await tool.run(profile(platform, 'no.profile.json'));
    expect(stderr).toContain(message);
    expect(code).toBe(1);
    expect(existsSync(join(tool.folder, 'no.profile.json'))).toBe(false);
  });

  it('says that the file cannot be written, soon', async () => {
    mkdirSync(join(tool.folder, 'folder.profile.json'), { recursive: true });
    const args = profile('one', 'folder.profile.json', '--budget', '100');
    const { code, stderr } = await tool.run(args);
    expect(stderr).toContain('folder.profile.json cannot be written');
    expect(code).toBe(1);
  });

  it('keeps what it has where the executor is killed, and goes on with the same command', async () => {
    const args = profile('kinds', 'cut.profile.json', '--budget', '100', '--json');
    const child = tool.spawn(process.execPath, [tool.script, ...args]);
    const run = ended(child);
    // The first kind is known when the file is there.
    await until(() => existsSync(join(tool.folder, 'cut.profile.json')));
    const [executor = 0] = await until(() => childrenOf(child.pid ?? 0));
    process.kill(executor, 'SIGKILL');
    const { code, stderr } = await run;
    expect(stderr).toContain('SIGKILL');
    expect(code).toBe(1);
    expect(isRunning(executor)).toBe(false);
    expect(read('cut.profile.json')).toMatchObject({ unfinished: true });
    expect((await tool.run(['check', 'cut.profile.json'])).code).toBe(0);

    const again = await tool.run(profile('kinds', 'cut.profile.json', '--budget', '1'));
    expect(again.stderr).toContain('going on with cut.profile.json');
    expect(again.code).toBe(0);
    const whole = read<ProfileFile>('cut.profile.json');
    expect(whole.executionPlaces).toEqual(['x', 'y']);
    expect(whole).not.toHaveProperty('unfinished');
  });

  it('ends at Ctrl-C with 130 and what it has, and leaves nothing behind', async () => {
    const args = profile('kinds', 'stop.profile.json', '--budget', '100');
    const child = tool.spawn(process.execPath, [tool.script, ...args]);
    const run = ended(child);
    await until(() => existsSync(join(tool.folder, 'stop.profile.json')));
    const executors = childrenOf(child.pid ?? 0);
    child.kill('SIGINT');
    const { code, stderr } = await run;
    expect(stderr).toContain('the same command goes on');
    expect(code).toBe(130);
    expect(read('stop.profile.json')).toMatchObject({ unfinished: true });
    expect(executors.filter(isRunning)).toEqual([]);
  });

  it('takes the times that ONNX Runtime wrote', async () => {
    const node = (name: string, dur: number) => ({ cat: 'Node', name: `${name}_kernel_time`, dur });
    const run = { cat: 'Session', name: 'model_run', dur: 1 };
    const events = [node('a_nchwc', 100), node('b', 200), node('ReorderOutput', 5), node('c', 300), run]; // prettier-ignore
    const file = tool.write('ort.json', JSON.stringify([...events, ...events]));
    const { code } = await tool.run(profile('two', 'ort.profile.json', '--from-onnxruntime', file));
    expect(code).toBe(0);
    expect(read<ProfileFile>('ort.profile.json').seconds.map(microseconds)).toEqual([
      [100, 200],
      [205, 410],
      [300, 600],
    ]);
    const wrong = tool.write('wrong.json', JSON.stringify([node('z', 1), run]));
    const refused = await tool.run(profile('two', 'w.profile.json', '--from-onnxruntime', wrong));
    expect(refused.stderr).toContain('names no node of this network');
    expect(refused.code).toBe(1);
    const where = await tool.run(
      profile('two', 'w.profile.json', '--from-onnxruntime', `q=${file}`),
    );
    expect(where.stderr).toContain('no execution place “q”');
  });
});

describe('tune --testbed local', () => {
  const local = ['tune', 'net.onnx', '-p', 'two.platform.yaml', '--testbed', 'local'];

  it('runs every trial, and saves what was observed', async () => {
    const { code, stdout } = await tool.run([
      ...local,
      '--json',
      '--explorer',
      'random-walk',
      '--trials',
      '3',
      '--queries',
      '5',
    ]);
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as TuningResult;
    expect(result).toMatchObject({ testbed: 'local', trials: 3, optimum: null });
    expect(result.best.stages.flatMap((stage) => stage.layers)).toEqual(layers);
    for (const { seconds } of result.best.stages) expect(seconds).toBeGreaterThan(0);
    expect(result.system.places.map(({ description }) => description)).toEqual(['1×2.0 GHz ram', '1×2.0 GHz ram at 50 %']); // prettier-ignore
  });

  it('fails where the executor is killed, and leaves nothing behind', async () => {
    const args = [...local, '--json', '--explorer', 'random-walk', '--steps', '100000', '--queries', '5']; // prettier-ignore
    const child = tool.spawn(process.execPath, [tool.script, ...args]);
    const run = ended(child);
    const [executor = 0] = await until(() => childrenOf(child.pid ?? 0));
    process.kill(executor, 'SIGKILL');
    const { code, stderr } = await run;
    expect(stderr).toContain('SIGKILL');
    expect(code).toBe(1);
    expect(isRunning(executor)).toBe(false);
  });

  it.each([
    [['--explorer', 'optimum'], 'cnn-tuner profile'],
    [['--replicas', '2'], 'replicas'],
  ])('refuses %j with the reason', async (more, message) => {
    const { code, stderr } = await tool.run([...local, ...more]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
