import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stressLevel } from '../../server/engine/interference/stressLevels';
import { configurationOf } from '../../server/engine/interference/record/quietBest';
import type { PipelinePlan } from '../../server/runtime/plan';
import { stressFor } from '../../server/runtime/stress/stressFor';
import { localTable } from '../../server/runtime/testbed/localTable';
import { LocalExecutor } from '../../server/runtime/executor/localExecutor';
import { measurePlans, type MeasuredPlan } from '../local/bestCut';
import { twoStagePlans } from '../local/cuts';
import { exportCase, placeCase } from '../local/networkCase';
import { sessionsContender } from '../local/sessionsContender';
import { policyRun, type PolicyFigures } from './policyRun';
import { withStress } from './withStress';

/** Bundles that run beside the bench. */
export interface Bundles {
  readonly executor: string;
  readonly stress: string;
  readonly sessions: string;
}

/** Everything that was measured of a pipeline under stress. */
export interface DisturbedReport {
  readonly network: string;
  /** Queries a second of the best two-stage cut, and of ONNX Runtime's default session. */
  readonly bound: { readonly quiet: number; readonly disturbed: number };
  readonly session: { readonly quiet: number; readonly disturbed: number };
  readonly policies: readonly PolicyFigures[];
}

const network = 'resnet-50';
/** Small, so that trials are many and sessions soon made. */
const input = [3, 128, 128] as const;
/** Cuts whose expectation is within this many of the best are measured. */
const measuredCuts = 8;
const profileSeconds = 3;
const sessionSeconds = 4;

/** A pipeline of two cores under full stress of the second: the bound, the default session, each policy. */
export async function disturbedCase(
  files: Bundles,
  say: (what: string) => void,
): Promise<DisturbedReport> {
  const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-bench-'));
  try {
    const net = placeCase(await exportCase(network, folder, input), 1);
    const level = stressLevel('cpu-6');
    const table = localTable({ ...net, profile: null });
    if (level === undefined || typeof table === 'string') throw new Error('There is no case.');
    const { slowdown } = level;
    const task = stressFor(slowdown, [1]);
    say('measuring layers');
    const layers = await layerSeconds(net.modelPath, files.executor, folder);
    const near = (factor: number) => nearPlans(net.places, layers, factor);
    say('measuring cuts, quiet and beside stress');
    const quiet = await measurePlans(files.executor, near(1), []);
    const disturbed = await withStress(files.stress, task, () =>
      measurePlans(files.executor, near(slowdown.compute), []),
    );
    say('the default session');
    const session = await sessionsContender('default session', files.sessions, [
      { modelPath: net.modelPath, core: null, speed: 1 },
    ]);
    const rate = async () => (await session.measure(sessionSeconds)).throughput;
    await rate();
    const sessionQuiet = await rate();
    const sessionDisturbed = await withStress(files.stress, task, rate);
    await session.stop();
    const best = quiet[0]?.plan.stages ?? [];
    const start = configurationOf(table, best.map(({ start: first, end, place }) => [first, end, place])); // prettier-ignore
    if (typeof start === 'string') throw new Error(start);
    const policies: PolicyFigures[] = [];
    for (const policy of ['static', 'lls', 'odin', 'calibrated'] as const) {
      say(`policy ${policy}`);
      policies.push(await policyRun(policy, { table, places: net.places, start, slowdown }, files));
    }
    return {
      network: `${network} at ${input.join('×')}`,
      bound: { quiet: bestRate(quiet), disturbed: bestRate(disturbed) },
      session: { quiet: sessionQuiet, disturbed: sessionDisturbed },
      policies,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function layerSeconds(path: string, executorFile: string, folder: string): Promise<number[]> {
  const executor = LocalExecutor.start(executorFile);
  try {
    const model = { path, shape: null };
    const measured = await executor.measure({ model, cores: [0], seconds: profileSeconds, folder });
    return measured.seconds.map((runs) => [...runs].sort((a, b) => a - b)[runs.length >> 1] ?? 0);
  } finally {
    await executor.stop();
  }
}

/** The cuts that should be best where the second place takes `factor` times as long. */
function nearPlans(
  places: PipelinePlan,
  layers: readonly number[],
  factor: number,
): PipelinePlan[] {
  const expected = ({ stages }: PipelinePlan) =>
    Math.max(
      ...stages.map(({ place, start, end }) => {
        const own = layers.slice(start, end).reduce((sum, seconds) => sum + seconds, 0);
        return own * (place === 'ep1' ? factor : 1);
      }),
    );
  const turned = { ...places, stages: [...places.stages].reverse() };
  return [...twoStagePlans(places), ...(factor === 1 ? [] : twoStagePlans(turned))]
    .sort((a, b) => expected(a) - expected(b))
    .slice(0, measuredCuts);
}

function bestRate(plans: readonly MeasuredPlan[]): number {
  return 1 / (plans[0]?.periodSeconds ?? NaN);
}
