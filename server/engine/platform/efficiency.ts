import type { Efficiency } from './platform';
import type { EfficiencyEntry } from './platformSchema';

/** Efficiencies of general-purpose cores with a tuned library (docs/algorithms/cost-model.md). */
export const defaultEfficiency: Efficiency = {
  convolution: 0.7,
  pointwise: 0.6,
  depthwise: 0.15,
  fullyConnected: 0.5,
  memory: 0.7,
  dispatchSeconds: 5e-6,
};

/** `base` with what an `efficiency` mapping says otherwise. */
export function withEfficiency(base: Efficiency, entry: EfficiencyEntry | undefined): Efficiency {
  if (entry === undefined) return base;
  return {
    convolution: entry.convolution ?? base.convolution,
    pointwise: entry.pointwise ?? base.pointwise,
    depthwise: entry.depthwise ?? base.depthwise,
    fullyConnected: entry.fully_connected ?? base.fullyConnected,
    memory: entry.memory ?? base.memory,
    dispatchSeconds:
      entry.dispatch_us === undefined ? base.dispatchSeconds : entry.dispatch_us * 1e-6,
  };
}
