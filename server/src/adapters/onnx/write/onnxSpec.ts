import type { Pieces } from './wire';

/** An attribute's value; whole numbers and lists of them are written as ints. */
export type AttributeSpec =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly tensor: OnnxTensorSpec }
  | { readonly graph: OnnxGraphSpec };

/** Where values stand that are in a file beside the model. */
export interface ExternalSpec {
  readonly location: string;
  readonly offset?: number;
  readonly length?: number;
}

/** A tensor that is to be written. */
export interface OnnxTensorSpec {
  readonly name?: string;
  readonly dims: readonly number[];
  /** `TensorProto.DataType`: 1 float, 7 int64, 10 float16. Default 1. */
  readonly type?: number;
  /** As raw data; zeros where there is neither this nor `data`. */
  readonly values?: readonly number[];
  /** Raw data as it is. */
  readonly data?: Pieces;
  /** Where the values are written. Default raw data. */
  readonly as?: 'raw' | 'typed' | 'nowhere';
  /** The values are in another file. */
  readonly external?: ExternalSpec;
}

/** A node that is to be written. */
export interface OnnxNodeSpec {
  readonly op: string;
  readonly name?: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeSpec>>;
}

/** A graph input or output that is to be written. */
export interface OnnxValueSpec {
  readonly name: string;
  /** A text is a dimension that is not known; absent: no shape at all. */
  readonly dims?: readonly (number | string)[];
  /** Default 1 where there are dimensions; without both no type is written. */
  readonly type?: number;
}

/** A graph that is to be written. */
export interface OnnxGraphSpec {
  readonly name?: string;
  readonly nodes: readonly OnnxNodeSpec[];
  readonly initializers?: readonly OnnxTensorSpec[];
  readonly inputs: readonly OnnxValueSpec[];
  readonly outputs: readonly OnnxValueSpec[];
}
