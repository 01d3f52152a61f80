import { median } from 'simple-statistics';
import { profileNetwork } from '../../server/runtime/profile/profileNetwork';
import type { PipelinePlan } from '../../server/runtime/plan';
import { measurePlans, type MeasuredPlan } from './bestCut';
import type { NetworkFigures } from './bars';
import type { Contender, Sample } from './contender';
import { promisingPlans, twoStagePlans } from './cuts';
import { interleave } from './interleave';
import type { NetworkCase } from './networkCase';
import { pipelineContender } from './pipelineContender';
import { sessionsContender } from './sessionsContender';
import { SlowCore } from './slowCore';
import { pairedRatios, spreadOf, type Spread } from './spread';
import { tuneCase, type TunedCase } from './tuneCase';

/** How to measure. */
export interface Effort {
  readonly repetitions: number;
  readonly seconds: number;
  /** Measure every cut, not only those that a profile does not rule out. */
  readonly allCuts: boolean;
  /** Bundles of the executor and of the sessions' process. */
  readonly executorFile: string;
  readonly sessionsFile: string;
  readonly say: (what: string) => void;
}

/** A contender's figures over all repetitions. */
export interface ContenderFigures {
  readonly name: string;
  readonly throughput: Spread;
  readonly p99Seconds: Spread;
  readonly memoryBytes: number;
}

/** Everything that was measured of a network. */
export interface CaseReport {
  readonly figures: NetworkFigures;
  readonly contenders: readonly ContenderFigures[];
  readonly tuned: readonly TunedCase[];
  /** Best first. */
  readonly cuts: readonly MeasuredPlan[];
  readonly cutsMeasured: number;
  readonly cutsInAll: number;
  /** The pipeline that ran against the others. */
  readonly plan: PipelinePlan;
  /** What the cut leaves: throughput of the slowest stage without overhead, against the upper bound. */
  readonly cutBound: Spread;
  /** Speed of a session on the core that other work halves; null where it is not slowed. */
  readonly halvedSpeed: number | null;
}

/** Share within which a profile's best cuts are measured: it is right within a few per cent. */
const profileShare = 0.12;
const profileSeconds = 6;

/** Tunes, measures the cuts, and lets the contenders run in turn. */
export async function measureCase(item: NetworkCase, effort: Effort): Promise<CaseReport> {
  const { executorFile, say } = effort;
  const { name, speed } = item;
  const tuned: TunedCase[] = [];
  for (const explorer of ['calibrated', 'shisha'] as const) {
    say(`${name}: tuning with ${explorer}`);
    tuned.push(await tuneCase(item, explorer, executorFile));
  }
  const all = twoStagePlans(item.places);
  const chosen = effort.allCuts
    ? all
    : promisingPlans(all, await layerSeconds(item, effort), profileShare);
  say(`${name}: measuring ${chosen.length} of ${all.length} cuts`);
  const cuts = await measurePlans(executorFile, chosen, tuned.map(({ plan }) => plan)); // prettier-ignore
  const [first] = tuned;
  if (!first) throw new Error('Nothing was tuned.');
  say(`${name}: pipeline against sessions, ${effort.repetitions} times`);
  const { contenders, samples, halvedSpeed } = await compete(item, first.plan, effort);
  const [pipeline = [], whole = [], independent = []] = samples;
  const rates = (taken: readonly Sample[]) => taken.map(({ throughput }) => throughput);
  const bestPeriod = cuts[0]?.periodSeconds ?? NaN;
  const [own, , apart] = contenders;
  return {
    figures: {
      network: name,
      speed,
      toIndependent: pairedRatios(rates(pipeline), rates(independent)),
      toDefault: pairedRatios(rates(pipeline), rates(whole)),
      memoryShare: (own?.memoryBytes ?? NaN) / (apart?.memoryBytes ?? NaN),
      overhead: spreadOf(pipeline.map((one) => 1 - one.busiestSeconds * one.throughput)),
      wholeSeconds: (1 + speed) / median(rates(independent)),
      tuned: tuned.map(({ explorer, seconds, plan }) => ({
        explorer,
        seconds,
        quality: bestPeriod / (cuts.find((cut) => samePlan(cut.plan, plan))?.periodSeconds ?? NaN),
      })),
    },
    contenders,
    tuned,
    cuts,
    cutsMeasured: chosen.length,
    cutsInAll: all.length,
    plan: first.plan,
    cutBound: pairedRatios(pipeline.map(({ busiestSeconds }) => 1 / busiestSeconds), rates(independent)), // prettier-ignore
    halvedSpeed,
  };
}

/** Times of the layers on one core, measured where they stand. */
async function layerSeconds(item: NetworkCase, { executorFile, say }: Effort): Promise<number[]> {
  const { name, network, platform, modelPath } = item;
  say(`${name}: measuring layers`);
  const model = { path: modelPath, shape: null };
  const { profile, failure } = await profileNetwork(
    { network, platform, model, executorFile, budgetSeconds: profileSeconds, before: null },
    { shouldStop: () => false, onProgress: () => undefined, onPart: () => Promise.resolve() },
  );
  if (profile === null) throw new Error(failure ?? 'No layer was measured.');
  return profile.seconds.map(([fast = NaN]) => fast);
}

async function compete(
  { modelPath, speed }: NetworkCase,
  plan: PipelinePlan,
  { executorFile, sessionsFile, repetitions, seconds }: Effort,
) {
  const session = { modelPath, speed: 1 };
  const contenders: Contender[] = [];
  const start = async (starting: Promise<Contender>) => contenders.push(await starting);
  try {
    await start(pipelineContender(executorFile, plan));
    await start(sessionsContender('default session', sessionsFile, [{ ...session, core: null }]));
    const apart = [{ ...session, core: 0 }, { ...session, core: 1, speed }]; // prettier-ignore
    await start(sessionsContender('independent sessions', sessionsFile, apart));
    const measures = contenders.map((contender, i) => () => {
      const measure = () => contender.measure(seconds);
      // Pipeline and sessions of one core wait by themselves; a session of two cores cannot.
      return i === 1 && speed < 1 ? onSlowCore(measure) : measure();
    });
    await interleave(contenders.map((contender) => () => contender.measure(seconds / 2)), 1); // prettier-ignore
    const samples = await interleave(measures, repetitions);
    const figures = contenders.map((contender, i) => ({
      name: contender.name,
      throughput: spreadOf(samples[i]?.map(({ throughput }) => throughput) ?? []),
      p99Seconds: spreadOf(samples[i]?.map(({ p99Seconds }) => p99Seconds) ?? []),
      memoryBytes: contender.memoryBytes(),
    }));
    const halvedSpeed = speed < 1 ? await speedOfHalved(session, sessionsFile, seconds) : null;
    return { contenders: figures, samples, halvedSpeed };
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

async function onSlowCore<T>(work: () => Promise<T>): Promise<T> {
  const slow = await SlowCore.start(1);
  try {
    return await work();
  } finally {
    await slow.stop();
  }
}

/** How fast a session alone is on the core that other work halves. */
async function speedOfHalved(
  session: { readonly modelPath: string; readonly speed: number },
  sessionsFile: string,
  seconds: number,
): Promise<number> {
  const alone = await sessionsContender('alone', sessionsFile, [{ ...session, core: 1 }]);
  try {
    const free = await alone.measure(seconds);
    const halved = await onSlowCore(() => alone.measure(seconds));
    return halved.throughput / free.throughput;
  } finally {
    await alone.stop();
  }
}

function samePlan(a: PipelinePlan, b: PipelinePlan): boolean {
  return JSON.stringify(a.stages) === JSON.stringify(b.stages);
}
