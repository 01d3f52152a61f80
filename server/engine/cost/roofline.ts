import type { Layer, OperatorClass } from '../network/network';
import type { Efficiency, ExecutionPlace } from '../platform/platform';

type Work = Pick<Layer, 'operatorClass' | 'macs' | 'trafficBytes'>;
type Speed = Pick<ExecutionPlace, 'peakFlops' | 'memory' | 'efficiency'>;

/**
 * Time of a layer on an execution place, seconds (docs/algorithms/cost-model.md):
 *
 *     t         = max(t_compute, t_memory) + t_dispatch
 *     t_compute = 2 · macs / (peak flops · e_class)      a multiply-accumulate is 2 operations
 *     t_memory  = traffic bytes / (bandwidth · e_memory)
 *
 * e_class is the efficiency of the operator's class; a layer of class `elementwise` computes next to
 * nothing, and takes its memory time.
 */
export function rooflineSeconds(layer: Work, place: Speed): number {
  const { computeSeconds, memorySeconds } = rooflineParts(layer, place);
  return Math.max(computeSeconds, memorySeconds) + place.efficiency.dispatchSeconds;
}

/** The two sides of the roofline: t_compute and t_memory. */
export function rooflineParts(
  layer: Work,
  { efficiency, memory, peakFlops }: Speed,
): { readonly computeSeconds: number; readonly memorySeconds: number } {
  const share = classEfficiency(efficiency, layer.operatorClass);
  return {
    computeSeconds: share === null ? 0 : (2 * layer.macs) / (peakFlops * share),
    memorySeconds: layer.trafficBytes / (memory.bytesPerSecond * efficiency.memory),
  };
}

function classEfficiency(efficiency: Efficiency, operatorClass: OperatorClass): number | null {
  return operatorClass === 'elementwise' ? null : efficiency[operatorClass];
}
