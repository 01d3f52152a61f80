import type { Lowerer } from './lowerer';
import type { NodeView } from './nodeView';
import type { Tensor } from './tensor';

/**
 * What a node of one ONNX operator becomes: its outputs, the first of them alone where the others
 * may not be used.
 * @throws OnnxError where the node is malformed or cannot be expressed.
 */
export type Lowering = (view: NodeView, to: Lowerer) => Tensor | readonly Tensor[];

/** Lowerings by ONNX operator. */
export type Lowerings = Readonly<Record<string, Lowering>>;
