import type { Span } from './wireReader';

/** A tensor of a model: its dimensions, and its values where there are few. */
export interface OnnxTensor {
  readonly name: string;
  /** `TensorProto.DataType`: 1 float, 7 int64, 10 float16, … */
  readonly elementType: number;
  readonly dims: readonly number[];
  /** Values in row-major order; absent where they are many, elsewhere or no numbers. */
  readonly values?: readonly number[];
  /** Where the raw values stand in the file; absent where they are in another file or typed lists. */
  readonly data?: Span;
}

/** An attribute's value; `graph` for a sub-graph, which is not read. */
export type OnnxAttribute =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'numbers'; readonly value: readonly number[] }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'graph' }
  | { readonly kind: 'other' };

/** A node of the graph as it stands in the file. */
export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  /** Empty for the standard operators. */
  readonly domain: string;
  /** Names of tensors; an empty name is an optional one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** A graph input or output; null is a dimension that is not known, undefined dims are all unknown. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly elementType: number;
  readonly dims?: readonly (number | null)[];
}

/** The structure of an ONNX model, without its weights. */
export interface OnnxModel {
  /** Program that made it; empty where it does not say. */
  readonly producer: string;
  readonly graphName: string;
  /** Version of the standard operator set. */
  readonly opset: number;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
}

/** A node for people: `Conv node “/conv1/Conv”`, by its output where it has no name. */
export function nodeText({ name, op, domain, outputs }: OnnxNode): string {
  const full = domain === '' || domain === 'ai.onnx' ? op : `${domain}.${op}`;
  const short = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
  if (name !== '') return `${short(full)} node “${short(name)}”`;
  return `${short(full)} node that makes “${short(outputs[0] ?? '')}”`;
}
