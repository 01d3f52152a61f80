import { describe, expect, it } from 'vitest';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { example, useTool } from './tool';

const tool = useTool();
const network = example.network('alexnet');
const withPower = ['tune', network, '-p', example.platform('chiplet-2f2s')];
const withoutPower = ['tune', network, '-p', example.platform('jetson-tx2')];

describe('tune --objective pareto', () => {
  it('prints a row for each point, the highest throughput first', async () => {
    const { code, stdout, stderr } = await tool.run([...withPower, '--objective', 'pareto']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^AlexNet on chiplet-2f2s: the front of throughput, latency and energy/);
    expect(stdout).toMatch(/^trial +throughput +latency +energy +stages +places$/m);
    expect(stdout).toMatch(/^ +1 +549 \/s /m);
  });

  it('leaves energy out where power is not known', async () => {
    const { stdout } = await tool.run([...withoutPower, '--objective', 'pareto']);
    expect(stdout).toContain('the front of throughput and latency, proven');
    expect(stdout).toMatch(/^trial +throughput +latency +stages +places$/m);
  });

  it('gives the front in the document, in which every point is a trial', async () => {
    const { code, stdout } = await tool.run([...withPower, '--objective', 'pareto', '--json']);
    expect(code).toBe(0);
    const result: TuningResult = JSON.parse(stdout);
    const front = result.front ?? [];
    expect(result).toMatchObject({ explorer: 'optimum', bestTrial: 1, trials: front.length });
    expect(front.length).toBeGreaterThan(2);
    expect(front[0]).toMatchObject({
      throughput: result.best.throughput,
      stages: result.best.stages,
    });
    const throughputs = front.map((point) => point.throughput);
    expect(throughputs).toEqual(result.trace.map((trial) => trial.throughput));
    expect([...throughputs].sort((a, b) => b - a)).toEqual(throughputs);
    for (const point of front) {
      expect(point.energyJoules).toBeGreaterThan(0);
      expect(point.stages.flatMap(({ layers }) => layers)).toEqual(result.system.layers);
    }
  });

  it.each([
    [['--max-latency-ms', '3'], 'a front has no bounds'],
    [['--min-throughput', '3'], 'a front has no bounds'],
    [['--explorer', 'shisha'], 'only --explorer optimum finds a front'],
    [['--testbed', 'local'], 'a front needs the times'],
  ])('does not go with %j', async (args, words) => {
    const { code, stderr } = await tool.run([...withPower, '--objective', 'pareto', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('tune --objective energy', () => {
  it('proves the cheapest inference', async () => {
    const args = ['--objective', 'energy', '--explorer', 'optimum', '--json'];
    const { stdout } = await tool.run([...withPower, ...args]);
    const { best, optimum, objective }: TuningResult = JSON.parse(stdout);
    expect(objective).toEqual({ goal: 'energy' });
    expect(optimum).toMatchObject({ quality: 1, energyJoules: best.energyJoules });
  });

  it('says what is missing where power is not known', async () => {
    const { code, stdout, stderr } = await tool.run([...withoutPower, '--objective', 'energy']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('give each of them `power_w: { idle: …, busy: … }`');
  });
});
