import type { DataPath } from '../../protocol/problem';
import type { Shape } from '../../protocol/layersResult';
import type { Axis } from './axes';
import type { OperatorName } from './operators';

/** Height and width. */
export type Pair = readonly [height: number, width: number];

/** Explicit padding: top, left, bottom, right; or a rule that derives it from the input. */
export type Padding = 'same' | 'same_lower' | 'valid' | readonly [number, number, number, number];

/** Attributes of an operator after defaults: which are present is told by the operator table. */
export interface Attributes {
  readonly kernel?: Pair;
  readonly stride?: Pair;
  readonly dilation?: Pair;
  readonly padding?: Padding;
  /** transposed_conv: rows and columns added at the far edge. */
  readonly outputPadding?: Pair;
  /** pad: channels added before and after. */
  readonly borderChannels?: Pair;
  /** group_norm: absent where each channel is normalised by itself. */
  readonly groups?: number;
  readonly filters?: number;
  readonly units?: number;
  readonly multiplier?: number;
  readonly bias?: boolean;
  readonly batchNorm?: boolean;
  readonly ceil?: boolean;
  readonly function?: string;
  /** Fused activation; absent for none. */
  readonly activation?: string;
  readonly scale?: Pair;
  readonly size?: Pair;
  readonly window?: number;
  readonly start?: number;
  readonly end?: number;
  readonly shape?: Shape;
  /** transpose: which axis of the input each axis of the output is, from 0. */
  readonly order?: readonly [number, number, number];
  /** softmax: along which axis the shares add up to 1. */
  readonly axis?: Axis;
  /** Learned parameters of a `scale` operator. */
  readonly parameters?: number;
}

/** An operator instance. `inputs` are node indices, −1 is the network's input. */
export interface GraphNode {
  /** Unique; `c3_1.reduce` inside a template use. */
  readonly name: string;
  readonly op: OperatorName;
  readonly inputs: readonly number[];
  readonly attributes: Attributes;
  /** Where it is declared in the descriptor (for an ONNX file: empty). */
  readonly path: DataPath;
}

/** A network as operators in topological order: every input index is smaller than the node's own. */
export interface Graph {
  readonly name: string;
  readonly input: Shape;
  /** Bytes of one element of an activation or weight. */
  readonly elementBytes: number;
  readonly nodes: readonly GraphNode[];
  /** Nodes whose tensors leave the network. */
  readonly outputs: readonly number[];
}
