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
  const { efficiency, memory, peakFlops } = place;
  const share = classEfficiency(efficiency, layer.operatorClass);
  const computeSeconds = share === null ? 0 : (2 * layer.macs) / (peakFlops * share);
  const memorySeconds = layer.trafficBytes / (memory.bytesPerSecond * efficiency.memory);
  return Math.max(computeSeconds, memorySeconds) + efficiency.dispatchSeconds;
}

function classEfficiency(efficiency: Efficiency, operatorClass: OperatorClass): number | null {
  return operatorClass === 'elementwise' ? null : efficiency[operatorClass];
}
