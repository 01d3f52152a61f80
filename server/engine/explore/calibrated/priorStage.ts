import type { LinearisedStage } from './stageSum';

/** A stage with how similar each layer of the network is to its layers, and their traffic. */
export interface PriorStage extends LinearisedStage {
  /** A similarity for each layer of the network, weighted by the stage's own. */
  readonly likeness: Float64Array;
  readonly traffic: number;
}

/** How similar the layers of two stages are, weighted by their shares. */
export function alikeWeight(a: PriorStage, b: PriorStage): number {
  let alike = 0;
  for (let l = b.start; l < b.end; l += 1) {
    alike += (b.weights[l - b.start] ?? 0) * (a.likeness[l] ?? 0);
  }
  return alike;
}

/** Which layers two stages share, weighted by their shares. */
export function commonWeight(a: PriorStage, b: PriorStage): number {
  let common = 0;
  for (let l = Math.max(a.start, b.start); l < Math.min(a.end, b.end); l += 1) {
    common += (a.weights[l - a.start] ?? 0) * (b.weights[l - b.start] ?? 0);
  }
  return common;
}
