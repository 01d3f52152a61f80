import type { CheckedFields } from '../../../../engine/network/attributes';
import type { OperatorName } from '../../../../engine/network/operators';
import type { Shape } from '../../../../protocol/layersResult';

/**
 * What an operator was taken apart into, and what is no operator by itself: it must be gone in the
 * end. For each part the whole that it may be of.
 */
export const partOps = { erf: 'GELU' } as const;

/** Whether a draft is only a part of an operator. */
export function isPart(op: Draft['op']): op is keyof typeof partOps {
  return Object.hasOwn(partOps, op);
}

/** An element-by-element operation with constants. */
export interface Affine {
  readonly kind: 'add' | 'subtract' | 'multiply' | 'divide';
  /** The number, where there is a single known one. */
  readonly value?: number;
  /** Whether there is one constant for each channel. */
  readonly perChannel: boolean;
}

/** Where the name of a draft may come from, the best first. */
export interface NameSources {
  readonly weight?: string;
  readonly node: string;
  readonly output: string;
  /** ONNX operator. */
  readonly op: string;
}

/** An operator of the graph that is being made; fusing changes its inputs and fields. */
export interface Draft {
  readonly op: OperatorName | keyof typeof partOps;
  /** Indices of earlier drafts; −1 is the network's input. */
  readonly inputs: readonly number[];
  /** Fields as in a descriptor. */
  readonly fields: CheckedFields;
  readonly shape: Shape;
  readonly names: NameSources;
  /** The ONNX node for people. */
  readonly text: string;
  readonly affine?: Affine;
  /** HardSigmoid with a slope of 1/6, which makes a hard swish of a product. */
  readonly sixth?: boolean;
}
