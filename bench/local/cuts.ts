import type { PipelinePlan, StagePlan } from '../../server/runtime/plan';

/** Every pipeline of two stages on two places: each cut, in each order where the places differ. */
export function twoStagePlans(places: PipelinePlan): PipelinePlan[] {
  const [a, b] = places.stages;
  if (!a || !b) throw new RangeError('Two places are needed.');
  const orders = a.speed === b.speed ? [[a, b]] : [[a, b], [b, a]]; // prettier-ignore
  const layers = a.end;
  return orders.flatMap(([first = a, second = b]) =>
    Array.from({ length: layers - 1 }, (_, i) => ({
      ...places,
      stages: [{ ...first, start: 0, end: i + 1 }, { ...second, start: i + 1, end: layers }], // prettier-ignore
    })),
  );
}

/** The time of the slowest stage, if layers take as long together as they do in a profile. */
export function expectedPeriod(plan: PipelinePlan, layerSeconds: readonly number[]): number {
  return Math.max(...plan.stages.map((stage) => stageSeconds(stage, layerSeconds)));
}

function stageSeconds({ start, end, speed }: StagePlan, layerSeconds: readonly number[]): number {
  return layerSeconds.slice(start, end).reduce((sum, seconds) => sum + seconds, 0) / speed;
}

/** The plans that may be the best: those of which a profile expects a period within a share of the least. */
export function promisingPlans(
  plans: readonly PipelinePlan[],
  layerSeconds: readonly number[],
  share: number,
): PipelinePlan[] {
  const expected = plans.map((plan) => expectedPeriod(plan, layerSeconds));
  const most = Math.min(...expected) * (1 + share);
  return plans.filter((_, i) => (expected[i] ?? Infinity) <= most);
}

/** A pipeline in words, such as `ep0 1–5 | ep1 6–16`. */
export function planWords({ stages }: PipelinePlan): string {
  return stages.map(({ place, start, end }) => `${place} ${start + 1}–${end}`).join(' | ');
}
