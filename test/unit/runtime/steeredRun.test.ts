import { describe, expect, it } from 'vitest';
import { fanOut } from '../../../server/engine/interference/fanOut';
import { readScenario } from '../../../server/engine/interference/scenario/readScenario';
import { createPolicy } from '../../../server/engine/interference/createPolicy';
import { createConfiguration } from '../../../server/engine/pipeline/configuration';
import { memoryBoundByTraffic } from '../../../server/engine/interference/memoryBound';
import { ReplayRecorder } from '../../../server/engine/interference/record/replayRecorder';
import { tunedSystem } from '../../../server/engine/explore/tunedSystem';
import type { LoadSpec, RunFrame, RunReport, TimedQuery } from '../../../server/protocol/liveRun';
import { LiveMoments } from '../../../server/runtime/live/liveMoments';
import { liveHeader } from '../../../server/runtime/rebalance/liveHeader';
import { livePolicy } from '../../../server/runtime/rebalance/livePolicies';
import type { StartStress } from '../../../server/runtime/rebalance/placeStress';
import { SteeredRun, type SteeredExecutor } from '../../../server/runtime/rebalance/steeredRun';
import { stressFor } from '../../../server/runtime/stress/stressFor';
import type { StressTask } from '../../../server/runtime/stress/stressTask';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { tableOf } from '../../fixtures/timeTables';

/** Eight layers of 1 ms on each of two places. */
const table = tableOf({ seconds: Array.from({ length: 8 }, () => [1e-3, 1e-3]) });
const whole: PipelinePlan = {
  modelPath: 'net.onnx',
  shape: null,
  stages: [0, 1].map((core) => ({
    place: `place${core}`,
    cores: [core],
    speed: 1,
    start: 0,
    end: 8,
  })),
};
const start = createConfiguration(2);
start.stages = 2;
start.ends.set([4, 8]);
start.places.set([0, 1]);
const recorded = {
  network: 'net',
  platform: 'two',
  system: tunedSystem(table, ['', '']),
  memoryBound: memoryBoundByTraffic(table).map((row) => Array.from(row, () => 0 as const)),
  quietThroughput: 250,
};
const system = { whole, space: table.space, start, recorded };
const load: LoadSpec = {
  arrivals: { kind: 'closed', inside: null },
  seconds: 60,
  queries: 8000,
  sloSeconds: null,
  keepSamples: false,
};

/** A machine whose places take 1 ms a layer, times what the stress beside them makes of it; no clock. */
class Machine implements SteeredExecutor {
  readonly served: number[] = [];
  slowed = new Map<string, number>();
  dies = Infinity;
  private plan: PipelinePlan = whole;
  private loaded: PipelinePlan = whole;

  async load(plan: PipelinePlan) {
    this.loaded = plan;
    return Promise.resolve({ unpinned: null });
  }

  async activate() {
    this.plan = this.loaded;
    return Promise.resolve({ query: this.served.length, pauseSeconds: 0 });
  }

  async run(
    { queries }: LoadSpec,
    onFrame: (frame: RunFrame) => void,
    onQuery: ((query: TimedQuery) => void) | null = null,
  ): Promise<RunReport> {
    let seconds = 0;
    for (let query = 0; query < queries; query += 1) {
      if (query >= this.dies) throw new Error('ended by SIGKILL');
      const stageSeconds = this.plan.stages.map(({ place, start: from, end }) => (end - from) * 1e-3 * (this.slowed.get(place) ?? 1)); // prettier-ignore
      seconds += Math.max(...stageSeconds);
      this.served.push(query);
      onQuery?.({ query, arrivedSeconds: seconds - 0.01, finishedSeconds: seconds, stageSeconds });
      if (query % 25 === 0) onFrame({ ...frame, elapsedSeconds: seconds });
      // Switches and stress happen between queries.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return report;
  }
}

const latency = { p50: 0, p90: 0, p95: 0, p99: 0, p999: 0, max: 0, mean: 0 };
const figures = { completed: 0, throughput: 0, latency, violations: 0, goodput: 0 };
const frame: RunFrame = { ...figures, elapsedSeconds: 0, frameSeconds: 0.1, queueDepth: 0, places: [], utilisation: [], stageSeconds: [], configuration: 0, whole: figures }; // prettier-ignore
const report: RunReport = { ...figures, elapsedSeconds: 1, stages: [], switches: [], unpinned: null, emulated: [], samples: [] }; // prettier-ignore

/** Stress that doubles the time of its core's place. */
function stressOn(machine: Machine) {
  const tasks: StressTask[] = [];
  let running = 0;
  const startStress: StartStress = (task, onFailed) => {
    tasks.push(task);
    if (task.kind === 'program') {
      onFailed('no-such-program cannot be started.');
      const working = Promise.reject(new Error('no'));
      working.catch(() => undefined);
      return { working, stop: () => Promise.resolve() };
    }
    const place = `place${task.cores[0] ?? 0}`;
    machine.slowed.set(place, 2);
    running += 1;
    return {
      working: Promise.resolve(null),
      stop: () => {
        machine.slowed.delete(place);
        running -= 1;
        return Promise.resolve();
      },
    };
  };
  return { startStress, tasks, running: () => running };
}

function steer(policyName: 'calibrated' | 'odin' | 'lls' | 'static', scenarioText: object | null) {
  const machine = new Machine();
  const stress = stressOn(machine);
  const places = [{ name: 'place0', group: 'place0' }, { name: 'place1', group: 'place1' }]; // prettier-ignore
  const read = scenarioText === null ? null : readScenario(scenarioText, { places });
  if (read?.ok === false) throw new Error(read.problems[0]?.message);
  const scenario = read?.value ?? null;
  const choice = livePolicy(policyName);
  const policy = createPolicy(choice);
  if (policy.sees === 'times') throw new Error('It reads times.');
  const lines: string[] = [];
  const header = liveHeader({ system, policy: choice, load, scenario, recorded: '2026-01-01' });
  const recorder = new ReplayRecorder(header, (line) => lines.push(line));
  recorder.begin(0);
  const moments = new LiveMoments(recorded.system, whole, [[0, 4, 'place0'], [4, 8, 'place1']]); // prettier-ignore
  const warnings: string[] = [];
  const run = new SteeredRun({ system, policy: policy.rebalance, load, scenario }, machine, {
    startStress: stress.startStress,
    sink: fanOut([moments, recorder]),
    warn: (message) => void warnings.push(message),
  });
  return { machine, stress, moments, warnings, run, recorder, lines };
}

const disturbed = {
  interference: 'one',
  unit: 'seconds',
  episodes: [{ place: 'place1', stress: 'cpu-6', from: 4, to: 14 }],
};

describe('a steered run', () => {
  it.each(['calibrated', 'odin', 'lls'] as const)(
    'by %s answers stress, comes back after it, and loses no query',
    async (name) => {
      const { run, machine, moments, recorder, lines, stress } = steer(name, disturbed);
      await run.run(() => undefined);
      const [summary] = recorder.finish();
      expect(machine.served).toEqual(Array.from({ length: load.queries }, (_, query) => query));
      expect(summary).toMatchObject({ queries: load.queries });
      const { bands, marks, stages } = moments.shown;
      expect(bands).toMatchObject([{ place: 'place1', words: 'cpu-6 ×1.5–2' }]);
      const kinds = marks.map(({ kind }) => kind);
      expect(kinds[0]).toBe('detected');
      expect(marks[0]?.words).toBe('place1 slower');
      expect(kinds).toContain('settled');
      // Five and three layers are as good as it gets beside the stress, four and four without it.
      expect(Math.max(...stages.map(({ estimatedSeconds }) => estimatedSeconds))).toBeCloseTo(4e-3);
      expect(stress.running()).toBe(0);
      const events = lines.map((line) => JSON.parse(line) as { event?: string; kind?: string });
      expect(events[0]).toMatchObject({ kind: 'cnn-replay', testbed: 'local', axis: 'seconds' });
      expect(events.filter(({ event }) => event === 'interference')).toHaveLength(2);
    },
  );

  it('follows a scenario that counts queries, and static does nothing about it', async () => {
    const byQueries = { interference: 'q', episodes: [{ place: 'place0', slowdown: 3, from: 100, to: 200 }] }; // prettier-ignore
    const { run, moments, stress } = steer('static', byQueries);
    await run.run(() => undefined);
    expect(moments.shown).toMatchObject({ marks: [], servesResult: true });
    expect(moments.shown.bands).toMatchObject([{ place: 'place0', words: '×3' }]);
    expect(stress.tasks).toEqual([{ kind: 'compute', cores: [0, 0], strength: 1 }]);
  });

  it('is slowed by hand, until that is ended', async () => {
    const { run, moments, warnings, stress } = steer('static', null);
    const task: StressTask = { kind: 'memory', cores: [1], strength: 0.5 };
    const program: StressTask = { kind: 'program', cores: [1], file: 'no-such-program', args: [] };
    const done = run.run(() => undefined);
    const slowdown = { compute: 1.09, memory: 1.46 };
    const episode = await run.inject({ place: 1, name: 'mem-3', task, slowdown });
    expect(episode).toBeTypeOf('number');
    expect(await run.inject({ place: 1, name: 'x', task: program, slowdown: null })).toMatch(/cannot be started/); // prettier-ignore
    expect(warnings).toEqual([]);
    await run.calm(Number(episode));
    expect(stress.running()).toBe(0);
    expect(moments.shown.bands).toMatchObject([{ words: 'mem-3 ×1.09–1.46', toSeconds: expect.any(Number) }]); // prettier-ignore
    await run.inject({ place: 1, name: 'mem-3', task, slowdown });
    await done;
    expect(stress.running()).toBe(0);
    expect(await run.inject({ place: 1, name: 'mem-3', task, slowdown })).toBe('The run has ended.'); // prettier-ignore
  });

  it('leaves no stress where the executor dies', async () => {
    const { run, machine, stress } = steer('static', disturbed);
    machine.dies = 1500;
    await expect(run.run(() => undefined)).rejects.toThrow('SIGKILL');
    expect(stress.tasks).toHaveLength(1);
    expect(stress.running()).toBe(0);
  });
});

describe('the stress for a slowdown', () => {
  it.each([
    [
      { compute: 1.5, memory: 1.25 },
      { kind: 'compute', cores: [3], strength: 4 / 6 },
    ],
    [
      { compute: 1.02, memory: 1.12 },
      { kind: 'memory', cores: [3], strength: 1 / 6 },
    ],
    [
      { compute: 1.6, memory: 1.6 },
      { kind: 'compute', cores: [3], strength: 0.75 },
    ],
    [
      { compute: 2.5, memory: 2.5 },
      { kind: 'compute', cores: [3, 3], strength: 0.9 },
    ],
    [
      { compute: 1, memory: 1 },
      { kind: 'compute', cores: [3], strength: 0.01 },
    ],
    [
      { compute: 1, memory: 100 },
      { kind: 'memory', cores: [3], strength: 1 },
    ],
  ] as const)('of %o', (slowdown, { kind, cores, strength }) => {
    const task = stressFor(slowdown, [3]);
    expect(task).toMatchObject({ kind, cores });
    expect(task.strength).toBeCloseTo(strength, 6);
  });

  it('has at most eight threads a core', () => {
    expect(stressFor({ compute: 1000, memory: 1000 }, [0, 1]).cores).toHaveLength(16);
  });
});
