import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fanOut } from '../../../server/engine/interference/fanOut';
import { createPolicy } from '../../../server/engine/interference/createPolicy';
import { tunedSystem } from '../../../server/engine/explore/tunedSystem';
import {
  createConfiguration,
  stageStart,
  type Configuration,
} from '../../../server/engine/pipeline/configuration';
import type { TimeTable } from '../../../server/engine/cost/timeTable';
import type { ReplaySink } from '../../../server/engine/interference/replaySink';
import { recordedStages } from '../../../server/engine/interference/record/recordedStages';
import { LocalExecutor } from '../../../server/runtime/executor/localExecutor';
import { LiveMoments } from '../../../server/runtime/live/liveMoments';
import { dividedPlan } from '../../../server/runtime/dividedPlan';
import { livePolicy } from '../../../server/runtime/rebalance/livePolicies';
import { SteeredRun } from '../../../server/runtime/rebalance/steeredRun';
import { StressProcess } from '../../../server/runtime/stress/stressProcess';
import { localTable } from '../../../server/runtime/testbed/localTable';
import { loadNetwork } from '../../../server/src/adapters/files';
import { exportModel } from '../../../server/src/adapters/onnx/write/exportModel';
import { planWhole } from '../../../server/runtime/localPlan';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { isRunning } from '../../cli/processes';
import { useExecutorBundle } from '../../fixtures/executorBundle';

const executorFile = useExecutorBundle();
let folder = '';
let table: TimeTable;
let places: PipelinePlan;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steered-'));
  await build({
    entryPoints: { stress: 'server/runtime/stress/stressMain.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const network = await loadNetwork('examples/networks/squeezenet-1.1.cnn.yaml', {
    input: [3, 192, 192],
  });
  const core = { clock_ghz: 2.6, flops_per_cycle: 64, memory: 'ram' };
  const platform = readPlatform({
    platform: 'two cores',
    memories: { ram: { bandwidth_gb_s: 24 } },
    execution_places: [0, 1].map((index) => ({ name: `ep${index}`, cores: [index], ...core })),
    links: { default: { bandwidth_gb_s: 12 } },
  });
  if (!network.ok || !platform.ok) throw new Error('The inputs cannot be read.');
  const path = join(folder, 'squeezenet.onnx');
  await exportModel(network.value, path, 1);
  const known = localTable({ network: network.value, platform: platform.value, profile: null });
  const plan = planWhole({ path, shape: null }, platform.value, network.value.layers.length, 2);
  if (typeof known === 'string' || !plan.ok) throw new Error('There is no plan.');
  table = known;
  places = plan.plan;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nothing = () => undefined;

function layersOn(place: number, configuration: Configuration): number {
  const stage = configuration.places.subarray(0, configuration.stages).indexOf(place);
  return stage < 0 ? 0 : (configuration.ends[stage] ?? 0) - stageStart(configuration, stage);
}

async function serve(policyName: 'calibrated' | 'static') {
  const { space } = table;
  const start = createConfiguration(2);
  start.stages = 2;
  start.ends.set([12, space.layers.length]);
  start.places.set([0, 1]);
  const system = tunedSystem(table, ['', '']);
  const moments = new LiveMoments(system, places, recordedStages(system.places, start));
  const queries: number[] = [];
  /** Layers that the second place was left with, by each decision. */
  const shares: number[] = [];
  const counting: ReplaySink = {
    interference: nothing,
    detection: nothing,
    configuration: (_, cause, configuration) => {
      if (cause === 'settled') shares.push(layersOn(1, configuration));
    },
    served: (query) => void queries.push(query),
  };
  const policy = createPolicy(livePolicy(policyName, { price: 0.2 }));
  if (policy.sees === 'times') throw new Error('It reads times.');
  const executor = LocalExecutor.start(executorFile());
  const stresses: StressProcess[] = [];
  const warnings: string[] = [];
  const load = { arrivals: { kind: 'closed', inside: null }, seconds: 40, queries: Infinity, sloSeconds: null, keepSamples: false } as const; // prettier-ignore
  const run = new SteeredRun(
    {
      system: { whole: places, space, start },
      policy: policy.rebalance,
      load,
      scenario: null,
    },
    executor,
    {
      startStress: (task, onFailed) => {
        const stress = new StressProcess(join(folder, 'stress.js'), task, onFailed);
        stresses.push(stress);
        return stress;
      },
      sink: fanOut([moments, counting]),
      warn: (message) => void warnings.push(message),
    },
  );
  await executor.load(dividedPlan(places, start));
  await executor.activate();
  // Three threads beside the second stage: whatever else this machine does, that shows.
  const slow = () =>
    run.inject({
      place: 1,
      name: 'three threads',
      task: { kind: 'compute', cores: [1, 1, 1], strength: 1 },
      slowdown: { compute: 4, memory: 4 },
    });
  return { executor, run, moments, queries, shares, stresses, warnings, slow };
}

describe.runIf(process.platform === 'linux' && availableParallelism() >= 2)('on real cores', () => {
  // Other tests compute on these cores too, and may hide the stress or its end.
  it(
    'a policy answers stress while queries flow, and comes back after it',
    { retry: 1, timeout: 60_000 },
    async () => {
      const { executor, run, moments, queries, shares, slow, stresses } = await serve('calibrated');
      let state: 'quiet' | 'slowed' | 'calmed' | 'back' = 'quiet';
      let episode: Promise<number | string> = Promise.resolve('');
      let relieved = 0;
      const report = await run.run(({ elapsedSeconds }) => {
        const { bands } = moments.shown;
        const share = shares.at(-1) ?? 14;
        // The first seconds tell how it runs without stress.
        if (state === 'quiet' && elapsedSeconds > 4) {
          state = 'slowed';
          relieved = share;
          episode = slow();
        } else if (state === 'slowed' && bands.length > 0 && share < relieved) {
          state = 'calmed';
          relieved = share;
          void episode.then((index) => run.calm(Number(index)));
        } else if (state === 'calmed' && bands[0]?.toSeconds !== null && share > relieved) {
          state = 'back';
          void executor.stopRun();
        }
      });
      await executor.stop();
      expect(state).toBe('back');
      expect(report.switches.length).toBeGreaterThanOrEqual(2);
      expect(queries).toEqual(Array.from({ length: report.completed }, (_, query) => query));
      expect(stresses.map(({ pid }) => isRunning(pid ?? 0))).toEqual([false]);
    },
  );

  it('stress that is killed is told, and the run goes on; it is gone where the executor is killed', async () => {
    const { executor, run, queries, slow, stresses, warnings, moments } = await serve('static');
    const done = run.run(nothing).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    await slow();
    process.kill(stresses[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => warnings).toEqual(['The stress ended by SIGKILL.']);
    expect(moments.shown.bands[0]?.toSeconds).not.toBe(null);
    const soFar = queries.length;
    await expect.poll(() => queries.length).toBeGreaterThan(soFar);
    await slow();
    expect(isRunning(stresses[1]?.pid ?? 0)).toBe(true);
    process.kill(executor.pid ?? 0, 'SIGKILL');
    expect(await done).toMatch(/ended by SIGKILL/);
    expect(isRunning(stresses[1]?.pid ?? 0)).toBe(false);
  });
});
