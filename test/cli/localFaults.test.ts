import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ProfileFile } from '../../server/engine/cost/profileSchema';
import { OnnxBuilder } from '../fixtures/onnx/onnxBuilder';
import { childrenOf, isRunning, until } from './processes';
import { ended, useTool } from './tool';

const tool = useTool();
const layers = ['c1', 'c2', 'c3'];

const net = `cnn: small
input: [3, 128, 128]
layers:
${layers.map((name) => `  - { name: ${name}, op: conv, kernel: 3, filters: 16 }\n`).join('')}`;

const platform = `platform: here
memories: { ram: { bandwidth_gb_s: 20 } }
execution_places:
  - { name: x, clock_ghz: 2, flops_per_cycle: 32, memory: ram, cores: [0] }
  - { name: y, clock_ghz: 2, flops_per_cycle: 32, memory: ram, cores: [0], efficiency: { memory: 0.5 } }
`;

/** A tuning result; `more` is of its first stage. */
function schedule(more: object = {}): string {
  const times = { seconds: 1e-3, transferSeconds: 0 };
  const stages = [
    { place: 'x', layers: layers.slice(0, 1), ...times, ...more },
    { place: 'y', layers: layers.slice(1), ...times },
  ];
  return JSON.stringify({ ...tuned, best: { ...tuned.best, stages } });
}
let tuned: { best: object };

// Every temporary file of the tool lies here: what stays is a leak.
const temporary = () => join(tool.folder, 'tmp');
const environment = () => ({ TMPDIR: temporary() });

beforeAll(async () => {
  mkdirSync(temporary());
  tool.write('net.cnn.yaml', net);
  tool.write('here.platform.yaml', platform);
  const args = ['tune', 'net.cnn.yaml', '-p', 'here.platform.yaml', '-o', 'net.tuning.json'];
  expect((await tool.run(args)).code).toBe(0);
  tuned = JSON.parse(readFileSync(join(tool.folder, 'net.tuning.json'), 'utf8')) as typeof tuned;
  tool.write('net.tuning.json', schedule());
});

afterEach(() => {
  const left = readdirSync(temporary());
  rmSync(temporary(), { recursive: true });
  mkdirSync(temporary());
  expect(left).toEqual([]);
});

const inputs = ['net.cnn.yaml', '-p', 'here.platform.yaml'];
const run = (...more: readonly string[]) => ['run', ...inputs, '--schedule', 'net.tuning.json', ...more]; // prettier-ignore
const endless = run('--seconds', '3600', '--samples', 'never.csv');
const profile = (output: string, budget: number) => ['profile', ...inputs, '-o', output, '--budget', String(budget)]; // prettier-ignore

/** Starts the tool, and gives its executor as soon as there is one. */
async function start(args: readonly string[], more: Record<string, string | undefined> = {}) {
  const child = tool.spawn(process.execPath, [tool.script, ...args], { ...environment(), ...more });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr?.on('data', (text) => (said += String(text)));
  const done = ended(child);
  /** Waits until queries have left the pipeline. */
  const serves = async (): Promise<void> => {
    await until(() => /figures at \S+\n/.test(said));
    const url = /http:\S+/.exec(said)?.[0] ?? '';
    while (!/queries_total [1-9]/.test(await (await fetch(url)).text())) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const [executor = 0] = await until(() => childrenOf(child.pid ?? 0));
  return { child, done, executor, serves };
}
const withFigures = [...endless, '--prometheus', '0'];

describe('run', () => {
  it('ends where the executor is killed, and runs again', async () => {
    const { done, executor, serves } = await start(withFigures);
    await serves();
    process.kill(executor, 'SIGKILL');
    const { code, stderr } = await done;
    expect(stderr).toContain('ended by SIGKILL');
    expect(code).toBe(1);
    expect(isRunning(executor)).toBe(false);
    expect(existsSync(join(tool.folder, 'never.csv'))).toBe(false);
    const again = await tool.run(run('--queries', '10'), environment());
    expect(again.stdout).toContain('10 queries');
    expect(again.stderr).toContain('take turns');
    expect(again.code).toBe(0);
  });

  it('ends at Ctrl-C before it began, and says so', async () => {
    const { child, done, executor } = await start(endless);
    child.kill('SIGINT');
    const { code, stderr } = await done;
    expect(stderr).toContain('Interrupted before the run began');
    expect(code).toBe(130);
    expect(isRunning(executor)).toBe(false);
  });

  it('ends at Ctrl-C with what was measured', async () => {
    const { child, done, executor, serves } = await start([...withFigures, '--json']);
    await serves();
    child.kill('SIGINT');
    const { code, stdout } = await done;
    expect((JSON.parse(stdout) as { completed: number }).completed).toBeGreaterThan(0);
    expect(code).toBe(130);
    expect(isRunning(executor)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves neither process nor model where %s ends it',
    async (signal) => {
      const { child, done, executor, serves } = await start(withFigures);
      await serves();
      expect(readdirSync(temporary())).toHaveLength(1);
      child.kill(signal);
      await done;
      await until(() => !isRunning(executor) && readdirSync(temporary()).length === 0);
    },
  );

  it('leaves nothing where Ctrl-C comes while the model is written', async () => {
    const child = tool.spawn(process.execPath, [tool.script, ...endless], environment());
    const done = ended(child);
    await until(() => readdirSync(temporary()));
    child.kill('SIGINT');
    expect((await done).code).toBe(130);
    expect(childrenOf(child.pid ?? 0)).toEqual([]);
  });

  it
    .runIf(process.platform === 'linux')
    .each([
      [endless],
      [profile('no.profile.json', 1)],
      [['tune', ...inputs, '--testbed', 'local']],
    ])('does not begin on a core that another run has: %j', async (args) => {
    // Whoever else may have it on this machine serves as well.
    const other = createServer().on('error', () => undefined);
    onTestFinished(() => void other.close());
    other.listen({ path: '\0cnn-tuner-core-0' });
    const alone = { ...environment(), CNN_TUNER_SHARE_CORES: undefined };
    const { code, stderr } = await tool.run(args, alone);
    expect(stderr).toContain('Core 0 is in use by another run');
    expect(code).toBe(1);
  });

  it('refuses stages with replicas', async () => {
    tool.write('replicas.tuning.json', schedule({ replicas: ['y'] }));
    const args = ['run', ...inputs, '--schedule', 'replicas.tuning.json'];
    const { code, stderr } = await tool.run(args, environment());
    expect(stderr).toContain('Stages with replicas do not run');
    expect(code).toBe(1);
  });

  it('says for which batch a model is made where it does not run without', async () => {
    const batch = new OnnxBuilder({ input: [4, 3, 8, 8] });
    const flat = batch.node('Reshape', [batch.conv(batch.input, [3, 8], 3), batch.ints([4, 512])]);
    tool.write('batch.onnx', batch.build(batch.node('Gemm', [flat, batch.weight([512, 10])])));
    const here = ['batch.onnx', '-p', 'here.platform.yaml'];
    expect((await tool.run(['tune', ...here, '-o', 'batch.tuning.json'])).code).toBe(0);
    const args = ['run', ...here, '--schedule', 'batch.tuning.json'];
    const { code, stderr } = await tool.run(args, environment());
    expect(stderr).toMatch(/error: .*made for batches of 4/);
    expect(code).toBe(1);
  });
});

describe('profile', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(tool.folder, name), 'utf8')) as ProfileFile; // prettier-ignore

  it('says once that the disk is full', async () => {
    const { code, stderr } = await tool.run(profile('/dev/full', 100), environment());
    expect(stderr.match(/no space is left/g)).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('says so where ONNX Runtime finds no space, and leaves the file as it was', async () => {
    tool.write('old.profile.json', 'as it was');
    const limited = `ulimit -f 4; cnn-tuner ${profile('old.profile.json', 1).join(' ')}`;
    const { code, stderr } = await tool.bash(limited, environment());
    expect(stderr).toMatch(/cannot be written|could not write/);
    expect(code).toBe(1);
    expect(readFileSync(join(tool.folder, 'old.profile.json'), 'utf8')).toBe('as it was');
  });

  it('keeps settled times over a kill', async () => {
    const { done, executor } = await start(profile('cut.profile.json', 100));
    await until(() => existsSync(join(tool.folder, 'cut.profile.json')));
    process.kill(executor, 'SIGKILL');
    expect((await done).code).toBe(1);
    const part = read('cut.profile.json');
    expect(part.unfinished).toBe(true);
    const again = await tool.run(profile('cut.profile.json', 1), environment());
    expect(again.code).toBe(0);
    const whole = read('cut.profile.json');
    part.spread?.forEach(([spread], layer) => {
      if (typeof spread !== 'number' || spread > 0.03) return;
      expect(whole.seconds[layer]?.[0]).toBe(part.seconds[layer]?.[0]);
    });
  });

  it.runIf(process.platform === 'linux')('shows in its intervals that a core is busy', async () => {
    const loop = 'const test = process.ppid; while (process.ppid === test);';
    const busy = tool.spawn('taskset', ['-c', '0', process.execPath, '-e', loop]);
    try {
      const args = profile('busy.profile.json', 1.5);
      const { stderr } = await tool.run(args, environment());
      expect(stderr).toContain('times are not within 3 %');
      const spreads = read('busy.profile.json').spread?.flat() ?? [];
      expect(Math.min(...spreads.map((spread) => spread ?? Infinity))).toBeGreaterThan(0.03);
    } finally {
      busy.kill('SIGKILL');
    }
  });
});

describe('tune --testbed local', () => {
  it('ends at Ctrl-C with the best so far, and leaves nothing', async () => {
    const more = ['--explorer', 'random-walk', '--steps', '100000', '--queries', '5', '--json'];
    const { child, done, executor } = await start([
      'tune',
      ...inputs,
      '--testbed',
      'local',
      ...more,
    ]);
    child.kill('SIGINT');
    expect((await done).code).toBe(130);
    expect(isRunning(executor)).toBe(false);
  });
});
