import type { Shape } from '../../protocol/layersResult';
import type { DataPath } from '../../protocol/problem';
import type { Graph } from './graph';

/** What bounds an operator's speed: each class has an efficiency of its own. */
export type OperatorClass =
  'convolution' | 'pointwise' | 'depthwise' | 'fullyConnected' | 'elementwise';

/** A schedulable layer: a compute operator with the operators that follow it folded in. */
export interface Layer {
  readonly name: string;
  /** Operator name of the compute operator. */
  readonly op: string;
  readonly operatorClass: OperatorClass;
  /** Such as `conv 3×3 /2`. */
  readonly description: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly weight: number;
  readonly macs: number;
  readonly parameters: number;
  readonly weightBytes: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Memory traffic of all its operators: weights, activations read and written. */
  readonly trafficBytes: number;
  /** Indices of its operators in the graph. */
  readonly nodes: readonly number[];
  /** Where its compute operator is declared. */
  readonly path: DataPath;
}

/** A CNN ready for scheduling. */
export interface Network {
  readonly name: string;
  readonly input: Shape;
  readonly graph: Graph;
  /** Output shape of every graph node. */
  readonly shapes: readonly Shape[];
  readonly layers: readonly Layer[];
  /** layers + 1 entries: bytes live across the cut before layer k; the last is the output. */
  readonly cutBytes: Float64Array;
}
