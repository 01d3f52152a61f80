import { median } from 'simple-statistics';
import { LocalExecutor } from '../../server/runtime/executor/localExecutor';
import type { PipelinePlan } from '../../server/runtime/plan';
import { planWords } from './cuts';
import { interleave } from './interleave';

/** A pipeline with its period, as trials of the bench's own showed it. */
export interface MeasuredPlan {
  readonly plan: PipelinePlan;
  readonly periodSeconds: number;
}

/** Length of a trial, and how often the pipelines that may be the best are tried. */
const trialSeconds = 0.6;
const fewestQueries = 8;
const repetitions = 3;
/** After a first trial of each, only those within this share of the best go on. */
const nearShare = 0.08;

/**
 * Measures pipelines, those near the best several times in turn; gives the medians, best first.
 * @param kept measured to the end wherever they stand.
 */
export async function measurePlans(
  executorFile: string,
  plans: readonly PipelinePlan[],
  kept: readonly PipelinePlan[],
): Promise<MeasuredPlan[]> {
  const executor = LocalExecutor.start(executorFile);
  let lastPeriod = 0.1;
  const period = async (plan: PipelinePlan): Promise<number> => {
    await executor.load(plan);
    await executor.activate();
    const queries = Math.max(fewestQueries, Math.round(trialSeconds / lastPeriod));
    const { periodSeconds } = await executor.observe(queries);
    lastPeriod = periodSeconds;
    return periodSeconds;
  };
  try {
    const all = distinct([...plans, ...kept]);
    const once = await interleave(all.map((plan) => () => period(plan)), 1); // prettier-ignore
    const least = Math.min(...once.flat());
    const words = new Set(kept.map(planWords));
    const near = all.filter((plan, i) => {
      return words.has(planWords(plan)) || (once[i]?.[0] ?? Infinity) <= least * (1 + nearShare);
    });
    const again = await interleave(near.map((plan) => () => period(plan)), repetitions); // prettier-ignore
    return near
      .map((plan, i) => ({ plan, periodSeconds: median(again[i] ?? []) }))
      .sort((a, b) => a.periodSeconds - b.periodSeconds);
  } finally {
    await executor.stop();
  }
}

function distinct(plans: readonly PipelinePlan[]): PipelinePlan[] {
  return [...new Map(plans.map((plan) => [planWords(plan), plan])).values()];
}
